"""`ceiling-at-date`: a sum is not above the ceiling of its function, at the rates and index of its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from forum_core import french
from forum_core.findings import Finding, Severity
from forum_core.paid import COLUMNS, Ceilings, PaidReader, scale_of
from forum_core.rows.rules.base import Asked, NamedRule, Read


def check(asked: Asked) -> Iterator[Finding]:
    """Rows above their ceiling; ``changed`` says whether this rule is for periods in which a value changed.

    It blocks only where each value of the tables was read in its source, and where no exception of the law
    and no doubt on the day of a change can explain the sum; elsewhere it warns. A row whose ceiling nobody
    knows (its function, its date, its population) is silent.
    """
    params = asked.params
    ceilings, tolerance = Ceilings(scale_of(params, asked.schema.tables)), Decimal(str(params["tolerance"]))
    reader = PaidReader(params)

    def judge(*cells: Any) -> Iterator[Finding]:  # noqa: ANN401 - what the reader wants
        paid = reader.read(cells)
        most = ceilings.of(paid) if paid else None
        if paid is None or most is None or most.changed is not params["changed"]:
            return
        margin = tolerance * most.months
        if paid.amount > most.amount * paid.increase + margin:
            shown = french.number(most.amount * paid.increase, 2)
            if most.sure and paid.amount > most.limit * paid.increase + margin:
                yield asked.finding(params["amount"], ceiling=shown)
            else:
                why = "explained" if most.sure else "unsure"
                found = asked.finding(params["amount"], ceiling=shown, constraint=why)
                yield replace(found, severity=Severity.WARNING)

    return asked.each(judge, *map(Read, reader.columns, reader.readings))


RULE = NamedRule("ceiling-at-date", check, COLUMNS, tables=("rates", "base"))
