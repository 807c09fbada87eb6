"""A cell fits another column's value: `allowed-if` (one of some values), `known-identifier` (of a type)."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.registry import TYPES


def check_allowed(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one, filled, is none of those allowed."""
    allowed = set(asked.params["values"])
    for row, cell in _meant(asked):
        if cell not in allowed:
            yield asked.finding(asked.params["column"], row, other=asked.params["when"])


def check_known(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one, filled, is no such identifier.

    What the type only warns of is said by the column's own type, or by nobody.
    """
    column, type_ = asked.params["column"], TYPES[asked.params["type"]]
    descriptor = asked.schema.field(column).descriptor
    for row, cell in _meant(asked):
        problem = type_.problem(cell, descriptor)
        if problem and problem.refuses:
            yield asked.finding(column, row, other=asked.params["when"])


def _meant(asked: Asked) -> Iterator[tuple[int, str]]:
    values = set(asked.params["is"])
    for row, (cell, other) in asked.rows(asked.params["column"], asked.params["when"]):
        if cell.strip() and other.strip() in values:
            yield row, cell.strip()


ALLOWED = NamedRule("allowed-if", check_allowed, ("column", "when"))
KNOWN = NamedRule("known-identifier", check_known, ("column", "when"))
