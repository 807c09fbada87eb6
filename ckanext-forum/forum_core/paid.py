"""A row as a sum paid for a function over a period, in the columns that a rule on ceilings names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from forum_core.ceilings import Ceiling, Period, Scale, ceiling, whole_year
from forum_core.reference.dated import DatedTable
from forum_core.types.number import read_decimal

Wanted = Mapping[str, list[str]]  # for each column, the cells that are meant

_LARGEST_SIZE = 12  # digits: nobody counts more inhabitants

COLUMNS = ("amount", "increase", "size", "year", "first", "last")
"""Parameters that name the columns of such a row; `increase` is in hundredths, both days may be empty."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One row whose sum, year and period can be read.

    Attributes:
        increase: What the sum was multiplied by, 1 when nothing was.
        size: Of the body (a population), or None.
        keys: Lines of the table that fit the row; several when the row does not say enough.
        by: Cells of the columns that put rows together.
    """

    row: int
    amount: Decimal
    increase: Decimal
    size: int | None
    period: Period
    keys: tuple[str, ...]
    by: tuple[str, ...]


def scale_of(params: Mapping[str, Any], tables: Mapping[str, DatedTable]) -> Scale:
    """The tables that the rule names, ``rates`` and ``base``, among those of its schema."""
    base = params["base"]
    return Scale(tables[params["rates"]], tables[base["table"]], tuple(base["factors"]))


class PaidReader:
    """Reads rows as the parameters of a rule say.

    Attributes:
        columns: What `read` wants the cells of, in order.
    """

    def __init__(self, params: Mapping[str, Any], by: Sequence[str] = ()) -> None:
        self._only: Wanted = params.get("only", {})
        self._lines: list[Mapping[str, Any]] = params["lines"]
        conditions: list[Wanted] = [self._only, *(line["when"] for line in self._lines)]
        self._told = tuple(dict.fromkeys(column for when in conditions for column in when))
        self.columns = (*(params[name] for name in COLUMNS), *self._told, *by)

    def read(self, row: int, cells: Sequence[str]) -> Paid | None:
        """The row, or None where the rule is not about it, or its sum, year or days cannot be read.

        What cannot be read is silent here: its own type says it.
        """
        amount, increase, size, year, first, last, *more = cells
        says = dict(zip(self._told, (cell.strip() for cell in more), strict=False))
        paid, added, period = amount_of(amount), amount_of(increase) or Decimal(0), _period(year, first, last)
        if paid is None or added < 0 or period is None or not meant(self._only, says):
            return None
        keys = tuple(line["key"] for line in self._lines if meant(line["when"], says))
        whose = tuple(map(folded, more[len(self._told) :]))
        return Paid(row, paid, 1 + added / 100, _size(size), period, keys, whose)


@dataclass(frozen=True, slots=True)
class Ceilings:
    """Ceilings of one scale, each worked out once."""

    scale: Scale
    _known: dict[tuple[str, int | None, Period], Ceiling | None] = field(
        default_factory=dict[tuple[str, int | None, Period], Ceiling | None]
    )

    def of(self, paid: Paid) -> Ceiling | None:
        """The ceiling of a row without its increase, or None when nobody knows it (function, date, size).

        Where the row does not say which of several lines is its own, the highest is its ceiling.
        """
        found = [known for key in paid.keys if (known := self.at(key, paid.size, paid.period))]
        return max(found, key=lambda one: one.amount, default=None)

    def at(self, key: str, size: int | None, period: Period) -> Ceiling | None:
        """The ceiling of one line over a period, or None when nobody knows it."""
        of = (key, size, period)
        if of not in self._known:
            self._known[of] = ceiling(self.scale, *of)
        return self._known[of]


def meant(wanted: Wanted, says: Mapping[str, str]) -> bool:
    """True when each column that is named holds one of the cells that are meant."""
    return all(says[column] in cells for column, cells in wanted.items())


def folded(cell: str) -> str:
    """A cell as it is compared: spaces and case apart."""
    return " ".join(cell.casefold().split())


def amount_of(cell: str) -> Decimal | None:
    """A finite number, or None."""
    value = read_decimal(cell) if cell.strip() else None
    return value if value is not None and value.is_finite() else None


def year_of(cell: str) -> int | None:
    """A year that the calendar has, or None."""
    text = cell.strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and int(text) else None


def _size(cell: str) -> int | None:
    size = amount_of(cell)
    return None if size is None or size.adjusted() > _LARGEST_SIZE else int(size)


def _period(written: str, first: str, last: str) -> Period | None:
    """The days of the row, the whole year where they are not written; None when they are not of that year."""
    number = year_of(written)
    if number is None:
        return None
    try:
        year = whole_year(number)
        since = date.fromisoformat(first.strip()) if first.strip() else year.first
        until = date.fromisoformat(last.strip()) if last.strip() else year.last
    except ValueError:
        return None
    return Period(since, until) if since.year == until.year == number and since <= until else None
