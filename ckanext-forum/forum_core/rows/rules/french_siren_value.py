"""`french-siren-value` of schema.data.gouv.fr: a column holds SIRENs. One that means siren checks itself."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, NamedRule
from forum_core.types import siren


def check(asked: Asked) -> Iterator[Finding]:
    """Cells that are no SIREN, in a column whose meaning does not already say so."""
    column = asked.params["column"]
    field = asked.schema.field(column)
    if field.meaning == siren.TYPE.name:
        return
    for row, (cell,) in asked.rows(column):
        if cell and siren.problem(cell, field.descriptor):
            yield asked.finding(column, row)


RULE = NamedRule("french-siren-value", check, ("column",))
