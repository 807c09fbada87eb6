"""`total-at-most`: the rows of one person and one year do not add up to more than that year's ceiling."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from forum_core import french
from forum_core.ceilings import total_of_year
from forum_core.findings import Finding
from forum_core.paid import Wanted, amount_of, folded, meant, year_of
from forum_core.rows.rules.base import Asked, NamedRule


def check(asked: Asked) -> Iterator[Finding]:
    """One finding a person and a year, on the row that goes over; a year without known ceiling is silent."""
    params = asked.params
    only: Wanted = params.get("only", {})
    table = asked.schema.tables[params["table"]]
    totals: dict[tuple[tuple[str, ...], int], Decimal] = {}
    most: dict[int, Decimal | None] = {}
    for row, (paid, when, *cells) in asked.rows(params["amount"], params["year"], *only, *params["by"]):
        amount, year = amount_of(paid), year_of(when)
        whose = tuple(map(folded, cells[len(only) :]))
        if amount is None or year is None or not any(whose):
            continue
        if not meant(only, dict(zip(only, (cell.strip() for cell in cells), strict=False))):
            continue
        if year not in most:
            most[year] = total_of_year(table, params["key"], year)
        before, above = totals.get((whose, year), Decimal(0)), most[year]
        totals[whose, year] = before + amount
        if above is not None and before <= above < before + amount:
            yield asked.finding(params["amount"], row, ceiling=french.number(above, 2))


RULE = NamedRule("total-at-most", check, ("amount", "year", "by"), tables=("table",))
