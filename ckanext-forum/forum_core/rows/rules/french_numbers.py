"""`french-siren-value`, `french-siret-value` of schema.data.gouv.fr: a column holds numbers of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from forum_core.findings import Finding
from forum_core.rows.rules.base import Asked, Check, NamedRule, Read
from forum_core.types import siren, siret
from forum_core.types.base import FieldType


def _checking(type_: FieldType) -> Check:
    """Find cells that are no such number, in a column whose meaning does not already say so."""

    def check(asked: Asked) -> Iterator[Finding]:
        column = asked.params["column"]
        field = asked.schema.field(column)

        def judge(cell: str) -> Iterator[Finding]:
            if cell and type_.problem(cell, field.descriptor):
                yield asked.finding(column)

        return iter(()) if field.meaning == type_.name else asked.each(judge, Read(column))

    return check


SIREN = NamedRule("french-siren-value", _checking(siren.TYPE), ("column",))
SIRET = NamedRule("french-siret-value", _checking(siret.TYPE), ("column",))
