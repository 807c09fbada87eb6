"""`not-in-future`: a day, a year or the start of a period has come, or comes within so many years."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core import french
from forum_core.findings import Finding
from forum_core.rows.own_date import first_day, last_day
from forum_core.rows.rules.base import Asked, NamedRule, Read


def check(asked: Asked) -> Iterator[Finding]:
    """Rows whose cell begins after today, or after so many years where the rule allows them."""
    column, years = asked.params["column"], asked.params.get("years", 0)
    today = asked.today

    def judge(cell: str) -> Iterator[Finding]:
        first = first_day(cell)
        if first and (first.year - years, first.month, first.day) > (today.year, today.month, today.day):
            is_day = first == last_day(cell)
            latest = french.day(today) if is_day else str(today.year + years)
            yield asked.finding(column, latest=latest)

    return asked.each(judge, Read(column))


RULE = NamedRule("not-in-future", check, ("column",))
