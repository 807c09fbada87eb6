"""`not-after`: a day does not come after another column's day, or the first day of its period."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.date import day_of


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both days can be read and the first is the later one."""
    column, other = asked.params["column"], asked.params["other"]
    for row, (cell, text) in asked.rows(column, other):
        day, start = day_of(cell), day_of(text.split("/")[0])
        if day and start and day > start:
            yield asked.finding(column, row, other=other)


RULE = NamedRule("not-after", check, ("column", "other"))
