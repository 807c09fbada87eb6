"""`other-authority`: a row belongs to the authority that publishes it. Asked when the authority is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from forum_core.findings import Finding
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Schema

SIREN_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Authority:
    """The bodies that an authority answers for: its own SIREN and those of its CCAS, budgets annexes."""

    sirens: frozenset[str]


def check(schema: Schema, mapped: MappedTable, authority: Authority) -> Iterator[Finding]:
    """Rows whose SIREN is not one of the authority's. A cell that has no SIREN is refused by its own type."""
    column = schema.authority
    if column is None or column not in mapped.fields:
        return
    number = mapped.fields.index(column) + 1
    for batch in mapped.spool.batches():
        for row, cell in zip(batch.column(ROW).to_pylist(), batch.column(column).to_pylist(), strict=True):
            siren = (cell or "").strip()[:SIREN_LENGTH]
            if len(siren) == SIREN_LENGTH and siren.isdigit() and siren not in authority.sirens:
                yield Finding("other-authority", row, column, number)
