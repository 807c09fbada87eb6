"""`envelope-at-date`: what a body pays in a year is not above the ceilings that make its envelope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from forum_core import french
from forum_core.ceilings import Scale, ceiling, whole_year
from forum_core.findings import Finding
from forum_core.paid import COLUMNS, Paid, scale_of
from forum_core.rows.rules.base import Asked, NamedRule, paid_rows


@dataclass(slots=True)
class _Spent:
    """What a body paid in a year, increases apart: they are voted beside the envelope."""

    row: int
    amount: Decimal = Decimal(0)
    size: int | None = None


def check(asked: Asked) -> Iterator[Finding]:
    """One finding a body and a year, on its first row; a body whose size is unknown is silent."""
    params, scale = asked.params, scale_of(asked.params, asked.schema.tables)
    spent: dict[tuple[tuple[str, ...], int], _Spent] = {}
    for paid in paid_rows(asked, tuple(params["by"])):
        if any(paid.by) and not _outside(scale, paid):
            body = spent.setdefault((paid.by, paid.period.first.year), _Spent(paid.row))
            body.amount += paid.amount / paid.increase
            if paid.size is not None:
                body.size = max(paid.size, body.size or 0)
    known: dict[tuple[int | None, int], Decimal | None] = {}
    for (_, year), body in spent.items():
        of = (body.size, year)
        if of not in known:
            known[of] = _envelope(asked, scale, *of)
        most = known[of]
        if most is not None and body.amount > most + 12 * Decimal(str(params["tolerance"])):
            yield asked.finding(params["amount"], body.row, ceiling=french.number(most, 2))


def _outside(scale: Scale, paid: Paid) -> bool:
    lines = [scale.rates.at(key, paid.period.last, paid.size) for key in paid.keys]
    return any(line is not None and line.outside for line in lines)


def _envelope(asked: Asked, scale: Scale, size: int | None, year: int) -> Decimal | None:
    """The ceilings of each function that has a share, as many times as the table says for that size."""
    period, tables = whole_year(year), asked.schema.tables
    total = Decimal(0)
    for share in asked.params["shares"]:
        most = ceiling(scale, share["key"], size, period)
        times = tables[share["table"]].at(share["times"], period.last, size) if "table" in share else None
        if most is None or ("table" in share and times is None):
            return None
        total += most.amount * (times.value if times else 1)
    return total


RULE = NamedRule("envelope-at-date", check, (*COLUMNS, "by"), tables=("rates", "base", "shares"))
