"""`required-above`: a column must be filled when an amount is over a threshold."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read, filled
from forum_core.types.number import amount_of


def check(asked: Asked) -> Iterator[Finding]:
    """Rows whose amount is above the threshold and whose column is empty; what is no amount is silent."""
    column, above = asked.params["column"], asked.params["above"]

    def judge(there: bool, amount: Decimal | None) -> Iterator[Finding]:
        if not there and amount is not None and amount > above:
            yield asked.finding(column, amount=asked.params["amount"], above=above)

    return asked.each(judge, Read(column, filled), Read(asked.params["amount"], amount_of))


RULE = NamedRule("required-above", check, ("column", "amount"), numbers=("amount",))
