"""A column filled, or empty, according to another one's value: `required-if`, `empty-if`."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read, filled


def check_required(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one is empty."""
    return _found(asked, wanted=True)


def check_empty(asked: Asked) -> Iterator[Finding]:
    """Rows where the other column has one of the values and this one is filled."""
    return _found(asked, wanted=False)


def _found(asked: Asked, *, wanted: bool) -> Iterator[Finding]:
    column, when, values = asked.params["column"], asked.params["when"], set(asked.params["is"])

    def judge(there: bool, other: str) -> Iterator[Finding]:
        if other in values and there is not wanted:
            yield asked.finding(column, other=when)

    return asked.each(judge, Read(column, filled), Read(when, str.strip))


REQUIRED = NamedRule("required-if", check_required, ("column", "when"))
EMPTY = NamedRule("empty-if", check_empty, ("column", "when"))
