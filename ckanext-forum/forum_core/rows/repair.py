"""Write cells as the standard wants them, where that changes no meaning; what is acceptable stays."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from forum_core.findings import Repair
from forum_core.rows.judge import acceptances
from forum_core.rows.table import ROW, MappedTable, transform
from forum_core.schema.model import Field, Schema
from forum_core.types.base import Mended
from forum_core.types.registry import TYPES

Mender = Callable[[str | None], Mended | None]


def repair(schema: Schema, mapped: MappedTable, into: Path) -> tuple[MappedTable, tuple[Repair, ...]]:
    """Repair cell by cell; a cell changes only when it was not acceptable and the result is.

    Args:
        schema: The register's schema.
        mapped: The table, cells as text.
        into: Folder for the spool, ``repaired.arrow``.

    Returns:
        The same rows with the repaired cells, and what was repaired where.
    """
    trusted = [name for name in mapped.fields if _trusted(schema, mapped, name)]
    menders = {
        name: _mender(schema.field(name), accepts) for name, accepts in acceptances(schema, trusted).items()
    }
    rows: dict[tuple[str, str], array[int]] = {}

    def change(batch: pa.RecordBatch) -> pa.RecordBatch:
        for name, mender in menders.items():
            cells = batch.column(name).dictionary_encode()
            texts = cells.dictionary.to_pylist()
            mended = [mender(text) for text in texts]
            if not any(mended):
                continue
            for row, index in zip(batch.column(ROW).to_pylist(), cells.indices.to_pylist(), strict=True):
                if index is not None and (cell := mended[index]):
                    rows.setdefault((name, cell.code), array("q")).append(row)
            written = [cell.text if cell else text for cell, text in zip(mended, texts, strict=True)]
            at = batch.schema.get_field_index(name)
            batch = batch.set_column(
                at, batch.schema.field(at), pa.array(written, pa.string()).take(cells.indices)
            )
        return batch

    source = mapped.spool
    spool = transform(source, into / "repaired.arrow", source.schema, change)
    repairs = tuple(Repair(code, name, tuple(found)) for (name, code), found in sorted(rows.items()))
    return replace(mapped, spool=spool), repairs


def _mender(field: Field, accepts: Callable[[str], bool]) -> Mender:
    repair_cell = TYPES[field.meaning].repair

    def mend(text: str | None) -> Mended | None:
        if not text or accepts(text):
            return None
        mended = repair_cell(text, field.descriptor)
        return mended if mended and accepts(mended.text) else None

    return mend


def _trusted(schema: Schema, mapped: MappedTable, name: str) -> bool:
    """False when the column speaks against what its repair assumes: dates in American order, for instance."""
    evidence = TYPES[schema.field(name).meaning].evidence
    if evidence is None:
        return True
    balance = 0
    for batch in mapped.spool.batches():
        counts = batch.column(name).drop_null().value_counts()
        texts, times = counts.field("values").to_pylist(), counts.field("counts").to_pylist()
        balance += sum(evidence(text) * times for text, times in zip(texts, times, strict=True))
    return balance >= 0
