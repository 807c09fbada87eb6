"""`not-in-future`: a day, a year or the start of a period has come, or comes within so many years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from forum_core import french
from forum_core.findings import Finding
from forum_core.rows.own_date import first_day, last_day
from forum_core.rows.rules.base import Asked, NamedRule, Read


def check(asked: Asked) -> Iterator[Finding]:
    """Rows whose cell begins after today, or after so many years where the rule allows them."""
    column, latest = asked.params["column"], _later(asked.today, asked.params.get("years", 0))

    def judge(cell: str) -> Iterator[Finding]:
        first = first_day(cell)
        if first and first > latest:
            is_day = first == last_day(cell)
            yield asked.finding(column, latest=french.day(latest) if is_day else str(latest.year))

    return asked.each(judge, Read(column))


def _later(day: date, years: int) -> date:
    """The same day so many years later; 28 February for a 29 that there is not."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


RULE = NamedRule("not-in-future", check, ("column",))
