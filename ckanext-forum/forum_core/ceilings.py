"""The most that a function may be paid over a period, month by month, at the rates and index of each day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from forum_core.reference.dated import DatedLine, DatedTable

_HUNDRED, _MONTHS = Decimal(100), Decimal(12)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, in order."""

    first: date
    last: date

    def months(self) -> Iterator[date]:
        """The first day of each month that it touches."""
        day = self.first.replace(day=1)
        while day <= self.last:
            yield day
            day = (day + timedelta(days=31)).replace(day=1)


def whole_year(year: int) -> Period:
    """From 1 January to 31 December."""
    return Period(date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a ceiling comes from: rates, in hundredths of a yearly base that is itself a product of values.

    Attributes:
        rates: Rates by function and population.
        base: The table of the values that make the base.
        factors: Their keys. The product is a year's, never rounded; its twelfth is a month's.
    """

    rates: DatedTable
    base: DatedTable
    factors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most for one function over one period.

    Attributes:
        amount: In euros, not rounded.
        highest: The same, had the best rate of the period held all along.
        limit: What an exception of the law, or a doubt on the day of a change, may explain. Above it the sum
            is too high; between the two, somebody should look.
        months: Length of the period, a month that is not whole by its days.
        changed: A rate or the base changed inside the period.
        sure: Every value that it rests on was read in its source.
    """

    amount: Decimal
    highest: Decimal
    limit: Decimal
    months: Decimal
    changed: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """Days of one month on which nothing changes."""

    share: Decimal
    line: DatedLine
    base: tuple[DatedLine, ...]
    monthly: Decimal


def ceiling(scale: Scale, key: str, size: int | None, period: Period) -> Ceiling | None:
    """The ceiling of a function in a body of that size, or None when one of its days has no known value."""
    days = _days(scale, key, size, period)
    pieces: list[_Piece] = []
    for start, after in pairwise(days):
        piece = _piece(scale, key, size, start, (after - start).days)
        if piece is None:
            return None
        pieces.append(piece)
    amount = sum((piece.monthly * piece.share for piece in pieces), Decimal(0))
    months = sum((piece.share for piece in pieces), Decimal(0))
    highest = max(piece.monthly for piece in pieces) * months
    lines = {line for piece in pieces for line in (piece.line, *piece.base)}
    doubt = any(line.since and period.first < line.since and not line.sure_day for line in lines)
    own = highest if doubt else amount
    return Ceiling(
        amount=amount,
        highest=highest,
        limit=_limit(scale, pieces[-1].line, size, period, own),
        months=months,
        changed=len({piece.monthly for piece in pieces}) > 1,
        sure=all(line.sure for line in lines),
    )


def total_of_year(table: DatedTable, key: str, year: int) -> Decimal | None:
    """The twelve monthly values of a year together, or None when one of them is not known."""
    lines = [table.at(key, month) for month in whole_year(year).months()]
    found = [line.value for line in lines if line is not None]
    return sum(found, Decimal(0)) if len(found) == len(lines) else None


def _days(scale: Scale, key: str, size: int | None, period: Period) -> list[date]:
    """Days on which something begins: the period, a month, a rate, a value of the base; and the day after."""
    begins = {period.first, *period.months(), *scale.rates.starts(key, size)}
    for factor in scale.factors:
        begins.update(scale.base.starts(factor))
    inside = {day for day in begins if period.first <= day <= period.last}
    return [*sorted(inside), period.last + timedelta(days=1)]


def _piece(scale: Scale, key: str, size: int | None, start: date, days: int) -> _Piece | None:
    line = scale.rates.at(key, start, size)
    base = tuple(found for factor in scale.factors if (found := scale.base.at(factor, start)))
    if line is None or len(base) < len(scale.factors):
        return None
    monthly = line.value / _HUNDRED / _MONTHS
    for factor in base:
        monthly *= factor.value
    share = Decimal(days) / monthrange(start.year, start.month)[1]
    return _Piece(share, line, base, monthly)


def _limit(scale: Scale, line: DatedLine, size: int | None, period: Period, own: Decimal) -> Decimal:
    """What an exception may go up to: so much of the function's own ceiling, or of another function's."""
    other = own
    if line.limit not in ("", line.key) and (found := ceiling(scale, line.limit, size, period)):
        other = max(own, found.limit)
    return other * line.limit_rate / _HUNDRED
