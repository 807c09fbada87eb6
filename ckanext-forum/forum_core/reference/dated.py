"""Tables whose values hold from one day to another: rates, indexes, sizes. Schemas name them, not code."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

from forum_core.errors import SchemaError

FOLDER = "referentiels"
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


def read_dated_table(file: Path) -> DatedTable:
    """What a file of `FOLDER` holds.

    Raises:
        SchemaError: It is no such table; ``params`` hold the file and the line that cannot be read.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise SchemaError("schema.unreadable", file=str(file), key="") from err
    except UnicodeDecodeError as err:
        line = err.object[: err.start].count(b"\n") + 1
        raise SchemaError("schema.encoding", file=str(file), key="", line=line) from err
    lines: dict[str, tuple[DatedLine, ...]] = {}
    rows = csv.DictReader(text.splitlines())
    try:
        for row in rows:
            lines[row["cle"]] = (*lines.get(row["cle"], ()), _line(row))
    except (KeyError, TypeError, ValueError, InvalidOperation, csv.Error) as err:
        reason = "une colonne manque, ou un nombre ou une date n’est pas lisible"
        line = rows.line_num
        raise SchemaError("schema.invalid", file=str(file), key="", reason=reason, line=line) from err
    return DatedTable(lines)


def _line(row: Mapping[str, str]) -> DatedLine:
    if None in row or None in row.values():
        raise ValueError("cells without a column, or columns without a cell")
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
