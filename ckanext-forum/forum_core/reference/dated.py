"""Tables whose values hold from one day to another: rates, indexes, sizes. Schemas name them, not code."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDER = "referentiels"
_YES = "oui"


@dataclass(frozen=True, slots=True)
class DatedLine:
    """One value, for whom and when.

    Attributes:
        key: What the value is of; several lines have the same.
        low, high: Sizes that it holds for (a population), both included; None is open.
        since, until: First and last day; None is open.
        sure: The value was read in its source. What rests on another one warns, and never blocks.
        sure_day: So was its first day.
        outside: It does not count in the total that others share.
        limit: Key of the line that an exception may go up to, when the law knows one; empty when it does not.
        limit_rate: Hundredths of that line.
    """

    key: str
    low: int | None
    high: int | None
    value: Decimal
    since: date | None
    until: date | None
    sure: bool
    sure_day: bool
    outside: bool
    limit: str
    limit_rate: Decimal

    def holds(self, day: date, size: int | None) -> bool:
        """True on that day, for a body of that size."""
        begun = self.since is None or self.since <= day
        ended = self.until is not None and self.until < day
        return begun and not ended and self.fits(size)

    def fits(self, size: int | None) -> bool:
        """True for a body of that size; a line without bounds fits all of them."""
        if self.low is None and self.high is None:
            return True
        return size is not None and (self.low or 0) <= size and (self.high is None or size <= self.high)


@dataclass(frozen=True, slots=True)
class DatedTable:
    """The lines of one file, by their key."""

    lines: Mapping[str, tuple[DatedLine, ...]]

    def at(self, key: str, day: date, size: int | None = None) -> DatedLine | None:
        """The line that holds that day for that size, or None when nobody wrote one."""
        return next((line for line in self.lines.get(key, ()) if line.holds(day, size)), None)

    def starts(self, key: str, size: int | None = None) -> Iterator[date]:
        """First days of the lines of that key and size, and days that follow their last."""
        for line in self.lines.get(key, ()):
            if line.fits(size):
                if line.since is not None:
                    yield line.since
                if line.until is not None:
                    yield line.until + timedelta(days=1)


@cache  # a table is part of what is installed: it does not change while we run
def dated_table(name: str) -> DatedTable:
    """The table of that name, ``folder/file`` under ``schemas/referentiels``.

    Raises:
        FileNotFoundError: There is no such table.
    """
    text = _file(name).read_text(encoding="utf-8")
    lines: dict[str, tuple[DatedLine, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        lines[row["cle"]] = (*lines.get(row["cle"], ()), _line(row))
    return DatedTable(lines)


def is_dated_table(name: str) -> bool:
    """True when there is a table of that name."""
    return _file(name).is_file()


def _file(name: str) -> Traversable:
    return files("forum_schemas").joinpath(_FOLDER, f"{name}.csv")


def _line(row: Mapping[str, str]) -> DatedLine:
    return DatedLine(
        key=row["cle"],
        low=_int(row["minimum"]),
        high=_int(row["maximum"]),
        value=Decimal(row["valeur"]),
        since=_day(row["depuis"]),
        until=_day(row["jusqu_au"]),
        sure=row["verifie"] == _YES,
        sure_day=row["depuis_verifie"] == _YES,
        outside=row["hors_total"] == _YES,
        limit=row["limite_cle"],
        limit_rate=Decimal(row["limite_pct"] or 100),
    )


def _int(text: str) -> int | None:
    return int(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
