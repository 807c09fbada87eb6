"""Tables in flight, one type a stage, each backed by an Arrow IPC file: re-iterable, counted, memory flat.

`repr` shows counts, never cells. `ClearedTable`, the last stage, stands in `forum_core.privacy.cleared`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from forum_core.findings import Finding, Findings, ReadReport
from forum_core.rows.stamp import Template

ROW = "_row"
"""Technical column: the row number as frictionless counts it (int64)."""

BATCH_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Spool:
    """An Arrow IPC file of mode 0600 in a quarantine folder, read batch by batch.

    Attributes:
        path: The file; whoever made the folder removes it.
        rows: Number of rows.
    """

    path: Path = field(repr=False)
    rows: int

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Record batches from the start, memory-mapped."""
        with pa.memory_map(str(self.path)) as source, pa.ipc.open_stream(source) as reader:
            yield from reader

    def table(self) -> pa.Table:
        """The whole table, memory-mapped: for tests and for tables known to be small."""
        return pa.Table.from_batches(self.batches(), schema=self.schema)

    @property
    def schema(self) -> pa.Schema:
        """Arrow schema of the file."""
        with pa.memory_map(str(self.path)) as source, pa.ipc.open_stream(source) as reader:
            return reader.schema


def spool(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Spool:
    """Write batches to a new file of mode 0600 and say how many rows it holds.

    Raises:
        FileExistsError: The path is taken: a spool is written once.
    """
    rows = 0
    with (
        os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as sink,
        pa.ipc.new_stream(sink, schema) as writer,
    ):
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return Spool(path, rows)


def transform(
    source: Spool, path: Path, schema: pa.Schema, change: Callable[[pa.RecordBatch], pa.RecordBatch]
) -> Spool:
    """Write a new spool whose batches are those of the source, changed one by one."""
    return spool(path, schema, (change(batch) for batch in source.batches()))


@dataclass(frozen=True, slots=True)
class RawTable:
    """Cells as text under the headers of the file; nothing is interpreted.

    The spool holds `_row` (int64), then one string column a header, named ``c0``, ``c1`` … An empty cell is
    ``""``; null is a cell that a short row does not have. Rows too long or too short are in `findings`.
    `template` is the template of ours that they were typed in, or None.
    """

    headers: tuple[str, ...]
    spool: Spool
    read: ReadReport
    findings: tuple[Finding, ...] = ()
    template: Template | None = None


@dataclass(frozen=True, slots=True)
class MappedTable:
    """The same cells as text, under the schema's own names and in its order, for the columns that were found.

    The spool holds `_row`, then one string column a field found.

    Attributes:
        ref: ``name@version`` of the schema.
        fields: Names of the fields found, in the schema's order.
        ignored: Headers of the file that no field claims, set aside.
        findings: Those of reading and of mapping.
    """

    ref: str
    fields: tuple[str, ...]
    ignored: tuple[str, ...]
    spool: Spool
    read: ReadReport
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """Typed rows without an error, every field of the schema present, and the account of the others.

    The spool holds `_row`, then one column a field of the schema with the Arrow type of its meaning.

    Attributes:
        rows_in: Rows that the source had.
        refused: Row numbers of the rows with at least one error, sorted.
        blocked: True when an error concerns the whole table: nothing can be published, not even in part.
        apart: Row numbers, among those of the spool, that are about a person and must leave at the gate.
    """

    ref: str
    spool: Spool
    rows_in: int
    refused: tuple[int, ...]
    blocked: bool
    findings: Findings
    apart: tuple[int, ...] = ()
