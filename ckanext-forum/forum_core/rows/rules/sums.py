"""A column and those that it is the sum of, or the most of: `sum-columns-value`, `sum-at-most`."""

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
