"""`same-year`: a day falls in the year that another column names."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.date import day_of


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both can be read and the day is of another year."""
    column, year = asked.params["column"], asked.params["year"]

    def judge(day: str | None, other: str) -> Iterator[Finding]:
        if day and other.isdigit() and day[:4] != other:
            yield asked.finding(column, other=year)

    return asked.each(judge, Read(column, day_of), Read(year, str.strip))


RULE = NamedRule("same-year", check, ("column", "year"), days=("column",))
