"""A row as a sum paid for a function over a period, in the columns that a rule on ceilings names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from forum_core.ceilings import Ceiling, Period, Scale, ceiling, whole_year
from forum_core.reference.dated import DatedTable
from forum_core.types.number import amount_of

Wanted = Mapping[str, list[str]]  # for each column, the cells that are meant

_LARGEST_SIZE = 12  # digits: nobody counts more inhabitants

_KEPT = 4096
"""Periods and kinds of rows that a reader remembers."""

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
        columns: What `read` wants, in order.
        readings: How the text of their cells is read for it.
    """

    def __init__(self, params: Mapping[str, Any], by: Sequence[str] = ()) -> None:
        self._only: Wanted = params.get("only", {})
        self._lines: list[Mapping[str, Any]] = params["lines"]
        conditions: list[Wanted] = [self._only, *(line["when"] for line in self._lines)]
        self._told = tuple(dict.fromkeys(column for when in conditions for column in when))
        self.columns = (*(params[name] for name in COLUMNS), *self._told, *by)
        self.readings = (*_READINGS, *(str.strip for _ in self._told), *(folded for _ in by))
        self._period = lru_cache(_KEPT)(_period)
        self._keys = lru_cache(_KEPT)(self._fitting)

    def read_texts(self, texts: Sequence[str]) -> Paid | None:
        """As `read`, of the cells' texts."""
        return self.read([read(text) for read, text in zip(self.readings, texts, strict=True)])

    def read(self, cells: Sequence[Any]) -> Paid | None:
        """The row, or None where the rule is not about it, or its sum, year or days cannot be read.

        What cannot be read is silent here: its own type says it.
        """
        amount, increase, size, year, first, last, *more = cells
        period, keys = self._period(year, first, last), self._keys(*more[: len(self._told)])
        added = increase or Decimal(0)
        if amount is None or added < 0 or period is None or keys is None:
            return None
        return Paid(amount, 1 + added / 100, size, period, keys, tuple(more[len(self._told) :]))

    def _fitting(self, *cells: str) -> tuple[str, ...] | None:
        """Lines of the table that fit the cells; None where the rule is not about such a row."""
        says = dict(zip(self._told, cells, strict=True))
        if not meant(self._only, says):
            return None
        return tuple(line["key"] for line in self._lines if meant(line["when"], says))


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


def year_of(cell: str) -> int | None:
    """A year that the calendar has, or None."""
    text = cell.strip()
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and int(text) else None


def _size(cell: str) -> int | None:
    size = amount_of(cell)
    return None if size is None or size.adjusted() > _LARGEST_SIZE else int(size)


_READINGS: tuple[Callable[[str], Hashable], ...] = (
    amount_of,
    amount_of,
    _size,
    year_of,
    str.strip,
    str.strip,
)
"""How cells of `COLUMNS` are read."""


def _period(number: int | None, first: str, last: str) -> Period | None:
    """The days of the row, the whole year where they are not written; None when they are not of that year."""
    if number is None:
        return None
    try:
        year = whole_year(number)
        since = date.fromisoformat(first) if first else year.first
        until = date.fromisoformat(last) if last else year.last
    except ValueError:
        return None
    return Period(since, until) if since.year == until.year == number and since <= until else None
