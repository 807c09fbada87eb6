"""`ceiling-at-date`: a sum is not above the ceiling of its function, at the rates and index of its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from forum_core import french
from forum_core.findings import Finding, Severity
from forum_core.paid import COLUMNS, Ceilings, scale_of
from forum_core.rows.rules.base import Asked, NamedRule, paid_rows


def check(asked: Asked) -> Iterator[Finding]:
    """Rows above their ceiling; ``changed`` says whether this rule is for periods in which a value changed.

    It blocks only where each value of the tables was read in its source, and where no exception of the law
    and no doubt on the day of a change can explain the sum; elsewhere it warns. A row whose ceiling nobody
    knows (its function, its date, its population) is silent.
    """
    params = asked.params
    ceilings, tolerance = Ceilings(scale_of(params, asked.schema.tables)), Decimal(str(params["tolerance"]))
    for paid in paid_rows(asked):
        most = ceilings.of(paid)
        if most is None or most.changed is not params["changed"]:
            continue
        margin = tolerance * most.months
        if paid.amount > most.amount * paid.increase + margin:
            shown = french.number(most.amount * paid.increase, 2)
            if most.sure and paid.amount > most.limit * paid.increase + margin:
                yield asked.finding(params["amount"], paid.row, ceiling=shown)
            else:
                why = "explained" if most.sure else "unsure"
                found = asked.finding(params["amount"], paid.row, ceiling=shown, constraint=why)
                yield replace(found, severity=Severity.WARNING)


RULE = NamedRule("ceiling-at-date", check, COLUMNS, tables=("rates", "base"))
