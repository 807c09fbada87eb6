"""`required-above`: a column must be filled when an amount is over a threshold."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types.number import read_decimal


def check(asked: Asked) -> Iterator[Finding]:
    """Rows whose amount is above the threshold and whose column is empty; what is no amount is silent."""
    column, above = asked.params["column"], asked.params["above"]
    for row, (cell, text) in asked.rows(column, asked.params["amount"]):
        if cell.strip() or not text:
            continue
        amount = read_decimal(text)
        if amount is not None and amount.is_finite() and amount > above:
            yield asked.finding(column, row, amount=asked.params["amount"], above=above)


RULE = NamedRule("required-above", check, ("column", "amount"))
