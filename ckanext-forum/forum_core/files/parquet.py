"""The publication's file: equal rows in equal order give equal bytes, whenever and wherever made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.files.whole import FileFacts, digest_of, draft, settle

GROUP_ROWS = 65_536
"""Rows of a row group; also the bound of what is held in memory while writing."""


def write_parquet(
    schema: pa.Schema, batches: Iterable[pa.RecordBatch], folder: Path
) -> tuple[Path, FileFacts]:
    """Write ``<digest>.parquet`` into a folder, whole or not at all.

    Batches may be of any size: they are cut again, because the cut would show in the bytes.

    Raises:
        OSError: The disk is full, or the folder cannot be written; nothing is left behind.
    """
    with draft(folder) as path:
        rows = fill_parquet(path, schema, batches)
        facts = FileFacts(digest_of(path), path.stat().st_size, rows)
        target = folder / f"{facts.digest}.parquet"
        settle(path, target)
    return target, facts


def fill_parquet(target: Path | IO[bytes], schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write batches into a file that is there already, and say how many rows they had."""
    rows = 0
    with pq.ParquetWriter(
        target, schema, compression="zstd", store_schema=False, write_statistics=True, version="2.6"
    ) as writer:
        for group in _groups(schema, batches):
            writer.write_table(group, row_group_size=GROUP_ROWS)
            rows += group.num_rows
    return rows


def _groups(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        waiting.append(batch)
        count += batch.num_rows
        while count >= GROUP_ROWS:
            table = pa.Table.from_batches(waiting, schema)
            waiting = table.slice(GROUP_ROWS).to_batches()
            count -= GROUP_ROWS
            group = table.slice(0, GROUP_ROWS).combine_chunks()
            # While the group is written, the batches that it was made of are held no more.
            del table
            yield group
            del group
    if count:
        yield pa.Table.from_batches(waiting, schema).combine_chunks()
