"""A cell fits another column's value: `allowed-if` (one of some values), `known-identifier` (of a type)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.registry import TYPES


def check_allowed(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one, filled, is none of those allowed."""
    allowed = set(asked.params["values"])
    return _found(asked, lambda cell: cell not in allowed)


def check_known(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one, filled, is no such identifier.

    What the type only warns of is said by the column's own type, or by nobody.
    """
    type_, descriptor = TYPES[asked.params["type"]], asked.schema.field(asked.params["column"]).descriptor

    def wrong(cell: str) -> bool:
        problem = type_.problem(cell, descriptor)
        return problem is not None and problem.refuses

    return _found(asked, wrong)


def _found(asked: Asked, wrong: Callable[[str], bool]) -> Iterator[Finding]:
    column, when, values = asked.params["column"], asked.params["when"], set(asked.params["is"])

    def judge(cell: str, other: str) -> Iterator[Finding]:
        if cell and other in values and wrong(cell):
            yield asked.finding(column, other=when)

    return asked.each(judge, Read(column, str.strip), Read(when, str.strip))


ALLOWED = NamedRule("allowed-if", check_allowed, ("column", "when"))
KNOWN = NamedRule("known-identifier", check_known, ("column", "when"))
