"""Exactly what a filter keeps, as streams of bytes: memory stays flat however many rows there are."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from forum_core.explore.engine import Reading
from forum_core.explore.filters import Filter, where
from forum_core.files.csv import BATCH_ROWS, chunks, iter_csv, line_sql
from forum_core.files.duck import quoted, text
from forum_core.privacy.cleared import ROW_KEY


def csv_chunks(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """The rows as the standard CSV; without a filter, the bytes of the published file."""
    return iter_csv(reading.fields, _lines(reading, flt, line_sql(reading.fields)))


def json_lines(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """One JSON object a line, with the row's key; money keeps its two decimals, dates are ISO."""
    return chunks(_lines(reading, flt, f"{_object_sql(reading)} || chr(10)"))


def json_array(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """The same objects as one JSON array."""
    yield b"["
    first = True
    for chunk in chunks(_lines(reading, flt, f"',' || {_object_sql(reading)}")):
        yield chunk[1:] if first and chunk else chunk
        first = first and not chunk
    yield b"]"


def _lines(reading: Reading, flt: Filter, line: str) -> Iterator[pa.RecordBatch]:
    condition, values = where(reading.schema, flt)
    with reading.cursor() as cursor:
        # `sql` streams; `execute` would hold the whole result in memory. One thread keeps the file's order.
        yield from cursor.sql(
            f"SELECT {line} FROM read_parquet(?) WHERE {condition}", params=[reading.files, *values]
        ).to_arrow_reader(BATCH_ROWS)


def _object_sql(reading: Reading) -> str:
    names = (ROW_KEY, *(published.name for published in reading.fields))
    return "to_json({" + ", ".join(f"{text(name)}: {quoted(name)}" for name in names) + "})::VARCHAR"
