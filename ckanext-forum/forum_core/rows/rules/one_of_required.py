"""`one-of-required` of schema.data.gouv.fr: at least one of two columns is filled in each row."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule, Read, filled


def check(asked: Asked) -> Iterator[Finding]:
    """Rows where both are empty, persons spared; one finding for the table when neither column is there."""
    first, second = asked.params["column1"], asked.params["column2"]
    if not {first, second} & set(asked.mapped.fields):
        yield asked.finding(first, other=second, absent=1)
        return
    for there, rows in asked.combinations(Read(first, filled), Read(second, filled)):
        if not any(there):
            yield from (
                asked.finding(first, row, other=second) for row in rows.tolist() if row not in asked.apart
            )


RULE = NamedRule("one-of-required", check, ("column1", "column2"))
