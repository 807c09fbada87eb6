"""Sums of the columns of a row, or of the rows of a group: `sum-columns-value`, `sum-at-…`, `group-sum-…`."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.number import read_decimal


def check_equal(asked: Asked) -> Iterator[Finding]:
    """Rows where the column is not the sum of the others (schema.data.gouv.fr); an empty one adds nothing."""
    for row, whole, total in _compared(asked):
        if whole != total:
            yield asked.finding(asked.params["column"], row, others=", ".join(asked.params["columns"]))


def check_at_most(asked: Asked) -> Iterator[Finding]:
    """Rows where the others add up to more than the column."""
    for row, whole, total in _compared(asked):
        if whole < total:
            yield asked.finding(asked.params["column"], row, others=", ".join(asked.params["columns"]))


def check_at_least(asked: Asked) -> Iterator[Finding]:
    """Rows where the columns, all filled with numbers, add up to less than a number."""
    columns, least = asked.params["columns"], Decimal(str(asked.params["least"]))
    for row, cells in asked.rows(*columns):
        filled = [number for cell in cells if (number := _finite(cell)) is not None]
        if len(filled) == len(columns) and sum(filled, Decimal(0)) < least:
            yield asked.finding(columns[0], row, others=", ".join(columns), least=str(least))


def check_group(asked: Asked) -> Iterator[Finding]:
    """Groups of rows whose sum is above the greatest value of the column in them, said on their first row."""
    amount, column = asked.params["amount"], asked.params["column"]
    totals: dict[tuple[str, ...], Decimal] = {}
    most: dict[tuple[str, ...], Decimal] = {}
    first: dict[tuple[str, ...], int] = {}
    for row, (part, whole, *same) in asked.rows(amount, column, *asked.params["columns"]):
        group = tuple(cell.strip() for cell in same)
        value, limit = _finite(part), _finite(whole)
        if value is not None:
            totals[group] = totals.get(group, Decimal(0)) + value
            first.setdefault(group, row)
        if limit is not None:
            most[group] = max(limit, most.get(group, limit))
    for group, total in totals.items():
        if group in most and total > most[group]:
            yield asked.finding(amount, first[group], other=column)


def _finite(cell: str) -> Decimal | None:
    number = read_decimal(cell) if cell.strip() else None
    return number if number is not None and number.is_finite() else None


def _compared(asked: Asked) -> Iterator[tuple[int, Decimal, Decimal]]:
    """Row, column and sum of the others, where the column and one of the others are filled with numbers."""
    for row, cells in asked.rows(asked.params["column"], *asked.params["columns"]):
        numbers = [read_decimal(cell) if cell.strip() else None for cell in cells]
        unread = any(cell.strip() and number is None for cell, number in zip(cells, numbers, strict=True))
        whole, *parts = numbers
        filled = [part for part in parts if part is not None]
        if unread or whole is None or not filled or not all(one.is_finite() for one in (whole, *filled)):
            continue
        yield row, whole, sum(filled, Decimal(0))


EQUAL = NamedRule("sum-columns-value", check_equal, ("column", "columns"))
AT_MOST = NamedRule("sum-at-most", check_at_most, ("column", "columns"))
GROUP = NamedRule("group-sum-at-most", check_group, ("amount", "column", "columns"))
AT_LEAST = NamedRule("sum-at-least", check_at_least, ("columns",))
