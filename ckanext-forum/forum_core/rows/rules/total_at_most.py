"""`total-at-most`: the rows of one person and one year do not add up to more than that year's ceiling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from forum_core import french
from forum_core.ceilings import total_of_year
from forum_core.findings import Finding
from forum_core.paid import Wanted, folded, meant, year_of
from forum_core.rows.rules.base import Asked, NamedRule, Read, Rows
from forum_core.types.number import amount_of

_Whose = tuple[tuple[str, ...], int]
"""A person and a year."""


def check(asked: Asked) -> Iterator[Finding]:
    """One finding a person and a year, on the row that goes over; a year without known ceiling is silent."""
    params = asked.params
    table = asked.schema.tables[params["table"]]
    most = cache(lambda year: total_of_year(table, params["key"], year))
    totals: dict[_Whose, Decimal] = defaultdict(Decimal)
    for whose, amount, rows in _paid(asked):
        totals[whose] += max(amount, Decimal(0)) * len(rows)
    above = {whose: limit for whose, total in totals.items() if (limit := most(whose[1])) and total > limit}
    over: dict[_Whose, list[tuple[int, Decimal]]] = defaultdict(list)
    for whose, amount, rows in _paid(asked) if above else ():
        if whose in above:
            over[whose] += ((row, amount) for row in rows.tolist())
    for whose, paid in over.items():
        yield from _crossing(asked, sorted(paid), above[whose])


def _crossing(asked: Asked, paid: list[tuple[int, Decimal]], limit: Decimal) -> Iterator[Finding]:
    total = Decimal(0)
    for row, amount in paid:
        if total <= limit < total + amount:
            yield asked.finding(asked.params["amount"], row, ceiling=french.number(limit, 2))
        total += amount


def _paid(asked: Asked) -> Iterator[tuple[_Whose, Decimal, Rows]]:
    """To whom and in which year an amount was paid, and in which rows."""
    params = asked.params
    only: Wanted = params.get("only", {})
    columns = (
        Read(params["amount"], amount_of),
        Read(params["year"], year_of),
        *(Read(name, str.strip) for name in only),
        *(Read(name, folded) for name in params["by"]),
    )
    for (amount, year, *cells), rows in asked.combinations(*columns):
        whose = tuple(cells[len(only) :])
        if amount is None or year is None or not any(whose):
            continue
        if meant(only, dict(zip(only, cells, strict=False))):
            yield (whose, year), amount, rows


RULE = NamedRule("total-at-most", check, ("amount", "year", "by"), numbers=("amount",), tables=("table",))
