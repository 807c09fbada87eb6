"""`envelope-at-date`: what a body pays in a year is not above the ceilings that make its envelope."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.ceilings import Period, Scale, whole_year
from forum_core.findings import Finding
from forum_core.paid import COLUMNS, Ceilings, Paid, PaidReader, scale_of
from forum_core.reference.dated import DatedTable
from forum_core.rows.rules.base import Asked, NamedRule, Read


@dataclass(slots=True)
class _Body:
    """What a body paid in a year, increases apart: they are voted beside the envelope.

    Attributes:
        named: Functions and periods of its rows, and how many rows have them.
    """

    row: int
    amount: Decimal = Decimal(0)
    size: int | None = None
    named: Counter[tuple[tuple[str, ...], Period]] = field(
        default_factory=Counter[tuple[tuple[str, ...], Period]]
    )


def check(asked: Asked) -> Iterator[Finding]:
    """One finding a body and a year, on its first row; a body whose size is unknown is silent.

    A share counts once, or as many times as a table says for the size; with ``from``, only since that day:
    before it, as many times as rows name the function, and no more often than the table says.
    """
    params, scale = asked.params, scale_of(asked.params, asked.schema.tables)
    bodies: dict[tuple[tuple[str, ...], int], _Body] = {}
    reader = PaidReader(params, params["by"])
    for cells, rows in asked.combinations(*map(Read, reader.columns, reader.readings)):
        paid = reader.read(cells)
        if paid and any(paid.by) and not _outside(scale, paid):
            body = bodies.setdefault((paid.by, paid.period.first.year), _Body(int(rows[0])))
            body.amount += paid.amount / paid.increase * len(rows)
            body.named[paid.keys, paid.period] += len(rows)
            if paid.size is not None:
                body.size = max(paid.size, body.size or 0)
    ceilings = Ceilings(scale)
    for (_, year), body in bodies.items():
        whole, shared = whole_year(year), params["shares"]
        shares = [_share(ceilings, asked.schema.tables, one, body, whole) for one in shared]
        known = [share for share in shares if share is not None]
        most = sum(known, Decimal(0))
        if len(known) == len(shares) and body.amount > most + 12 * Decimal(str(params["tolerance"])):
            yield asked.finding(params["amount"], body.row, ceiling=french.number(most, 2))


def _outside(scale: Scale, paid: Paid) -> bool:
    lines = [scale.rates.at(key, paid.period.last, paid.size) for key in paid.keys]
    return any(line is not None and line.outside for line in lines)


def _share(
    ceilings: Ceilings, tables: Mapping[str, DatedTable], share: Mapping[str, Any], body: _Body, year: Period
) -> Decimal | None:
    """What one function adds to the envelope of a year, or None when nobody knows it."""
    key = share["key"]
    if "table" not in share:
        return _amount(ceilings, key, body, year)
    times = tables[share["table"]].at(share["times"], year.last, body.size)
    if times is None:
        return None
    since = date.fromisoformat(share["from"]) if "from" in share else year.first
    total = Decimal(0)
    if since <= year.last:
        after = _amount(ceilings, key, body, Period(max(since, year.first), year.last))
        if after is None:
            return None
        total += times.value * after
    if since > year.first:
        before = Period(year.first, min(since - timedelta(days=1), year.last))
        one = _amount(ceilings, key, body, before)
        if one is None:
            return None
        named = (
            (_within(period, before), rows) for (keys, period), rows in body.named.items() if key in keys
        )
        sums = ((_amount(ceilings, key, body, days) or Decimal(0)) * rows for days, rows in named if days)
        total += min(sum(sums, Decimal(0)), times.value * one)
    return total


def _amount(ceilings: Ceilings, key: str, body: _Body, period: Period) -> Decimal | None:
    found = ceilings.at(key, body.size, period)
    return found.amount if found else None


def _within(period: Period, other: Period) -> Period | None:
    """The days of both, or None."""
    first, last = max(period.first, other.first), min(period.last, other.last)
    return Period(first, last) if first <= last else None


RULE = NamedRule("envelope-at-date", check, (*COLUMNS, "by"), tables=("rates", "base", "shares"))
