"""`whole-period`: two days are the first and the last of a calendar month, quarter, half-year or year."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.date import day_of

_MONTHS: Mapping[str, int] = MappingProxyType({"month": 1, "quarter": 3, "half-year": 6, "year": 12})


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both days can be read, stand in order, and are the ends of no span of the list."""
    column, start = asked.params["column"], asked.params["start"]
    spans = [_MONTHS[span] for span in asked.params["spans"]]

    def judge(last: date | None, first: date | None) -> Iterator[Finding]:
        if first is None or last is None or first >= last:
            return
        if not any(_fills(first, last, months) for months in spans):
            yield asked.finding(column, other=start)

    return asked.each(judge, Read(column, _day), Read(start, _day))


def _day(text: str) -> date | None:
    written = day_of(text)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:  # a day that no calendar has: the column's own meaning says so
        return None


def _fills(first: date, last: date, months: int) -> bool:
    """Whether the days are the ends of one span of so many months, counted from January."""
    end = first.month + months - 1
    starts = first.day == 1 and (first.month - 1) % months == 0
    return starts and last == date(first.year, end, calendar.monthrange(first.year, end)[1])


RULE = NamedRule("whole-period", check, ("column", "start"), days=("column", "start"))
