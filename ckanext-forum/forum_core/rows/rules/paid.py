"""A row as a sum paid for a function over a period, in columns that the rules on ceilings name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from forum_core.ceilings import Period, Scale, whole_year
from forum_core.reference.dated import dated_table
from forum_core.rows.rules.base import Asked
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


def scale_of(params: Mapping[str, Any]) -> Scale:
    """The tables that the rule names, ``rates`` and ``base``."""
    base = params["base"]
    return Scale(dated_table(params["rates"]), dated_table(base["table"]), tuple(base["factors"]))


def paid_rows(asked: Asked, by: tuple[str, ...] = ()) -> Iterator[Paid]:
    """The rows that the rule is about; what cannot be read is silent here: its own type says it."""
    params = asked.params
    named = [params[name] for name in COLUMNS]
    only: Wanted = params.get("only", {})
    lines: list[Mapping[str, Any]] = params["lines"]
    conditions: list[Wanted] = [only, *(line["when"] for line in lines)]
    told = tuple(dict.fromkeys(column for when in conditions for column in when))
    for row, cells in asked.rows(*named, *told, *by):
        says = dict(zip(told, (cell.strip() for cell in cells[len(named) :]), strict=False))
        amount, increase, size, year, first, last = cells[: len(named)]
        paid, more, period = amount_of(amount), amount_of(increase) or Decimal(0), _period(year, first, last)
        if paid is None or more < 0 or period is None or not meant(only, says):
            continue
        keys = tuple(line["key"] for line in lines if meant(line["when"], says))
        whose = tuple(map(folded, cells[len(named) + len(told) :]))
        yield Paid(row, paid, 1 + more / 100, _size(size), period, keys, whose)


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
