"""`same-year`: a day falls in the year that another column names."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.date import day_of


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both can be read and the day is of another year."""
    column, year = asked.params["column"], asked.params["year"]
    for row, (cell, other) in asked.rows(column, year):
        day = day_of(cell)
        if day and other.strip().isdigit() and day[:4] != other.strip():
            yield asked.finding(column, row, other=year)


RULE = NamedRule("same-year", check, ("column", "year"))
