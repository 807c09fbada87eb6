"""Rows of a group that count the same persons twice: `periods-apart` (months and their year), `one-value`."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import TypeVar

from forum_core.findings import Finding
from forum_core.rows.own_date import last_day
from forum_core.rows.rules.base import Asked, NamedRule, Read

_Value = TypeVar("_Value")

_Period = tuple[date, date]

_Groups = dict[tuple[str, ...], dict[_Value, "array[int]"]]
"""Rows of each group by what sets them apart."""


def check_periods(asked: Asked) -> Iterator[Finding]:
    """Rows whose period shares days with a shorter one of their group; equal periods are not compared.

    With ``open``, an empty end is that of a period which goes on.
    """
    same, goes_on = asked.params["columns"], date.max if asked.params.get("open") else None
    groups: _Groups[_Period] = defaultdict(lambda: defaultdict(lambda: array("q")))
    start = Read(asked.params["start"], last_day)
    end = Read(asked.params["end"], lambda cell: last_day(cell) if cell.strip() else goes_on)
    for (first, last, *group), rows in asked.combinations(start, end, *map(Read, same)):
        if first is not None and last is not None and first <= last:
            groups[tuple(group)][first, last].extend(rows)
    found = (row for rows in groups.values() for period in _sharing(rows) for row in rows[period])
    for row in sorted(found):
        yield asked.finding(asked.params["at"], row)


def check_one_value(asked: Asked) -> Iterator[Finding]:
    """Rows that have another value than most rows of their group."""
    column, same = asked.params["column"], asked.params["columns"]
    groups: _Groups[str] = defaultdict(lambda: defaultdict(lambda: array("q")))
    for (value, *group), rows in asked.combinations(Read(column, str.strip), *map(Read, same)):
        groups[tuple(group)][value].extend(rows)
    for row in sorted(row for values in groups.values() for row in _others(values)):
        yield asked.finding(column, row)


def _sharing(periods: Collection[_Period]) -> Iterator[_Period]:
    """Periods that share days with one that is kept; the shortest are kept first, so those share none."""
    kept: list[_Period] = []
    for period in sorted(periods, key=lambda one: (one[1] - one[0], one)):
        place = bisect_left(kept, period)
        before, after = kept[max(place - 1, 0) : place], kept[place : place + 1]
        if any(one[1] >= period[0] for one in before) or any(one[0] <= period[1] for one in after):
            yield period
        else:
            insort(kept, period)


def _others(values: Mapping[str, array[int]]) -> Iterator[int]:
    # Of equal numbers, the value that came first is kept.
    ((most, _),) = Counter({value: len(rows) for value, rows in values.items()}).most_common(1)
    for value, rows in values.items():
        if value != most:
            yield from rows


PERIODS_APART = NamedRule(
    "periods-apart", check_periods, ("at", "columns", "start", "end"), days=("start", "end")
)
ONE_VALUE = NamedRule("one-value", check_one_value, ("column", "columns"))
