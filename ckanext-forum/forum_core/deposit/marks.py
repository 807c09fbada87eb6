"""Which kind of finding stands in which row, kept beside the file: row numbers and kinds, never a cell."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from forum_core.findings import Finding, Findings
from forum_core.rows.table import spool

NAME = "marks.arrow"
_SCHEMA = pa.schema([("row", pa.int64()), ("kind", pa.int32())])
_BATCH = 65_536

Numbers = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a file, sorted by row; `kinds` gives each number its finding, without a row."""

    kinds: tuple[Finding, ...]
    rows: Numbers
    kind_of: Numbers

    def of(self, rows: Collection[int]) -> dict[int, list[Finding]]:
        """The findings of some rows; a row without any is not in the answer."""
        found: dict[int, list[Finding]] = {}
        for row in rows:
            first, end = np.searchsorted(self.rows, [row, row + 1])
            if end > first:
                found[row] = [self.kinds[kind] for kind in self.kind_of[first:end]]
        return found


def write_marks(findings: Findings, into: Path) -> tuple[Finding, ...]:
    """Keep the findings in `marks.arrow`, and give their kinds in the order of their numbers."""
    kinds: list[Finding] = []
    rows: list[Numbers] = [np.empty(0, np.int64)]
    kind_of: list[Numbers] = [np.empty(0, np.int32)]
    for kind, found in findings.rows_of_kinds():
        rows.append(np.asarray(found, np.int64))
        kind_of.append(np.full(len(found), len(kinds), np.int32))
        kinds.append(kind)
    all_rows, all_kinds = np.concatenate(rows), np.concatenate(kind_of)
    order = np.argsort(all_rows, kind="stable")
    spool(into / NAME, _SCHEMA, _batches(all_rows[order], all_kinds[order]))
    return tuple(kinds)


def read_marks(folder: Path, kinds: tuple[Finding, ...]) -> Marks:
    """The marks that `write_marks` left in a folder."""
    with pa.memory_map(str(folder / NAME)) as source, pa.ipc.open_stream(source) as reader:
        table = reader.read_all()
    return Marks(kinds, table.column("row").to_numpy(), table.column("kind").to_numpy())


def _batches(rows: Numbers, kinds: Numbers) -> Iterator[pa.RecordBatch]:
    for at in range(0, len(rows), _BATCH):
        chunk = slice(at, at + _BATCH)
        yield pa.record_batch([pa.array(rows[chunk]), pa.array(kinds[chunk])], schema=_SCHEMA)
