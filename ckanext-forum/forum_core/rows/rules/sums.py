"""Sums of the columns of a row, or of the rows of a group: `sum-columns-value`, `sum-at-…`, `group-sum-…`."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from decimal import Decimal

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read
from forum_core.types.number import amount_of

_UNREAD = Decimal("NaN")


def check_equal(asked: Asked) -> Iterator[Finding]:
    """Rows where the column is not the sum of the others (schema.data.gouv.fr); an empty one adds nothing."""
    return _compared(asked, operator.ne)


def check_at_most(asked: Asked) -> Iterator[Finding]:
    """Rows where the others add up to more than the column."""
    return _compared(asked, operator.lt)


def check_at_least(asked: Asked) -> Iterator[Finding]:
    """Rows where the columns, all filled with numbers, add up to less than a number."""
    columns, least = asked.params["columns"], Decimal(str(asked.params["least"]))

    def judge(*numbers: Decimal | None) -> Iterator[Finding]:
        known = [number for number in numbers if number is not None]
        if len(known) == len(columns) and sum(known, Decimal(0)) < least:
            yield asked.finding(columns[0], others=", ".join(columns), least=str(least))

    return asked.each(judge, *(Read(name, amount_of) for name in columns))


def check_group(asked: Asked) -> Iterator[Finding]:
    """Groups of rows whose sum is above the greatest value of the column in them, said on their first row."""
    amount, column = asked.params["amount"], asked.params["column"]
    totals: dict[tuple[str, ...], Decimal] = {}
    most: dict[tuple[str, ...], Decimal] = {}
    first: dict[tuple[str, ...], int] = {}
    same = (Read(name, str.strip) for name in asked.params["columns"])
    read = (Read(amount, amount_of), Read(column, amount_of), *same)
    for (value, limit, *cells), rows in asked.combinations(*read):
        group = tuple(cells)
        if value is not None:
            totals[group] = totals.get(group, Decimal(0)) + value * len(rows)
            first.setdefault(group, int(rows[0]))
        if limit is not None:
            most[group] = max(limit, most.get(group, limit))
    for group, total in totals.items():
        if group in most and total > most[group]:
            yield asked.finding(amount, first[group], other=column)


def _compared(asked: Asked, wrong: Callable[[Decimal, Decimal], bool]) -> Iterator[Finding]:
    """Rows where the column stands so to the sum of the others, it and one of these filled with numbers."""
    column, columns = asked.params["column"], asked.params["columns"]

    def judge(whole: Decimal | None, *parts: Decimal | None) -> Iterator[Finding]:
        known = [part for part in parts if part is not None]
        if whole is None or not known or any(number.is_nan() for number in (whole, *known)):
            return
        if wrong(whole, sum(known, Decimal(0))):
            yield asked.finding(column, others=", ".join(columns))

    return asked.each(judge, *(Read(name, _number) for name in (column, *columns)))


def _number(cell: str) -> Decimal | None:
    """A number, None when the cell is empty; NaN when it holds anything else."""
    return (_UNREAD if (found := amount_of(cell)) is None else found) if cell.strip() else None


EQUAL = NamedRule("sum-columns-value", check_equal, ("column", "columns"), numbers=("column", "columns"))
AT_MOST = NamedRule("sum-at-most", check_at_most, ("column", "columns"), numbers=("column", "columns"))
GROUP = NamedRule(
    "group-sum-at-most", check_group, ("amount", "column", "columns"), numbers=("amount", "column")
)
AT_LEAST = NamedRule("sum-at-least", check_at_least, ("columns",), numbers=("columns",))
