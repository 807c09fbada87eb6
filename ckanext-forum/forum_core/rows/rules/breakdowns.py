"""Counts cut by details: `counted-twice` (a total beside its parts), `one-breakdown` (none crossed)."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read

_Details = tuple[bool, ...]
"""For each column that cuts, whether the row gives a detail of it; a total otherwise."""

_Cuts = Mapping[_Details, Mapping[tuple[str, ...], "array[int]"]]
"""Rows of one group by which details they give, then by the cells of all columns that cut."""


def check_counted_twice(asked: Asked) -> Iterator[Finding]:
    """Rows that count again what more detailed rows, or rows cut another way, already count.

    Two rows of a group speak of the same persons when each column that cuts has the same cell in both, or a
    total in one of them. The rows with fewer details are found; rows with equal cells are `unique-key`'s.
    """
    for row in sorted(row for cuts in _groups(asked).values() for row in _twice(cuts)):
        yield asked.finding(asked.params["at"], row)


def check_one_breakdown(asked: Asked) -> Iterator[Finding]:
    """Rows that give the details of more than one of the columns."""
    columns, totals = asked.params["columns"], set(asked.params["totals"])

    def judge(*cells: str) -> Iterator[Finding]:
        if sum(cell not in totals for cell in cells) > 1:
            yield asked.finding(asked.params["at"], others=", ".join(columns))

    return asked.each(judge, *(Read(name, str.strip) for name in columns))


def _groups(asked: Asked) -> Mapping[tuple[str, ...], _Cuts]:
    same, across = asked.params["columns"], asked.params["across"]
    totals = set(asked.params["totals"])
    groups: dict[tuple[str, ...], dict[_Details, dict[tuple[str, ...], array[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(lambda: array("q")))
    )
    read = (*map(Read, same), *(Read(name, str.strip) for name in across))
    for cells, rows in asked.combinations(*read):
        group, cut = cells[: len(same)], cells[len(same) :]
        groups[group][tuple(cell not in totals for cell in cut)][cut].extend(rows)
    return groups


def _twice(cuts: _Cuts) -> set[int]:
    found: set[int] = set()
    for details, rows in cuts.items():
        for other in cuts:
            if other == details or sum(other) < sum(details):
                continue
            both = [place for place, pair in enumerate(zip(details, other, strict=True)) if all(pair)]
            there = {_only(cut, both) for cut in cuts[other]}
            found.update(row for cut, numbers in rows.items() if _only(cut, both) in there for row in numbers)
    return found


def _only(cut: tuple[str, ...], places: list[int]) -> tuple[str, ...]:
    return tuple(cut[place] for place in places)


COUNTED_TWICE = NamedRule("counted-twice", check_counted_twice, ("at", "columns", "across"))
ONE_BREAKDOWN = NamedRule("one-breakdown", check_one_breakdown, ("at", "columns"))
