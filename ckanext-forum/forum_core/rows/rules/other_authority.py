"""`other-authority`: a row belongs to the authority that publishes it. Asked when the authority is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from forum_core.findings import Finding
from forum_core.rows.rules.base import Read
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
    number, read = mapped.fields.index(column) + 1, Read(column, _siren)
    for batch in mapped.spool.batches():
        sirens, cells = read.of(batch)
        others = np.array([siren is not None and siren not in authority.sirens for siren in sirens], bool)
        for row in batch.column(ROW).to_numpy()[others[cells]].tolist():
            yield Finding("other-authority", row, column, number)


def _siren(cell: str) -> str | None:
    siren = cell.strip()[:SIREN_LENGTH]
    return siren if len(siren) == SIREN_LENGTH and siren.isdigit() else None
