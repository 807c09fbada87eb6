"""Exactly what a filter keeps, as streams of bytes: memory stays flat however many rows there are."""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

from collections.abc import Iterator
from shutil import copyfileobj
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.explore.engine import Reading
from forum_core.explore.filters import Filter, where
from forum_core.files.about import About
from forum_core.files.csv import BATCH_ROWS, chunks, iter_csv, line_sql
from forum_core.files.duck import quoted, text
from forum_core.files.excel import excel_line_sql, iter_excel_csv
from forum_core.files.ods import ods_line_sql, write_ods
from forum_core.files.parquet import fill_parquet
from forum_core.files.xlsx import write_xlsx
from forum_core.privacy.cleared import ROW_KEY


def csv_chunks(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """The rows as the standard CSV; without a filter, the bytes of the published file."""
    return iter_csv(reading.fields, _lines(reading, flt, line_sql(reading.fields)))


def excel_csv_chunks(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """The rows as Excel in French opens them."""
    return iter_excel_csv(reading.fields, _lines(reading, flt, excel_line_sql(reading.fields)))


def save_xlsx(reading: Reading, flt: Filter, about: About, target: IO[bytes]) -> None:
    """The rows as a workbook of typed cells; the caller counts them first (`fits_workbook`)."""
    write_xlsx(reading.fields, _lines(reading, flt, _columns(reading)), about, target)


def save_ods(reading: Reading, flt: Filter, about: About, target: IO[bytes]) -> None:
    """The same workbook as ODS."""
    write_ods(reading.fields, _lines(reading, flt, ods_line_sql(reading.fields)), about, target)


def save_parquet(reading: Reading, flt: Filter, target: IO[bytes]) -> None:
    """The rows with their keys as Parquet, typed as in the publication; without a filter, its very file."""
    held = pq.read_schema(reading.paths[0])
    names = [ROW_KEY, *(field.name for field in reading.fields)]
    if not flt.active and len(reading.paths) == 1 and held.names == names:
        with reading.paths[0].open("rb") as published:
            copyfileobj(published, target)
        return
    schema = pa.schema([held.field(name) for name in names])
    batches = _lines(reading, flt, ", ".join(quoted(name) for name in names))
    fill_parquet(target, schema, (batch.cast(schema) for batch in batches))


def json_array(reading: Reading, flt: Filter) -> Iterator[bytes]:
    """The rows as one JSON array of objects, with their keys; money keeps its two decimals, dates are ISO."""
    yield b"["
    first = True
    for chunk in chunks(_lines(reading, flt, f"',' || {_object_sql(reading)}")):
        yield chunk[1:] if first and chunk else chunk
        first = first and not chunk
    yield b"]"


def _lines(reading: Reading, flt: Filter, line: str) -> Iterator[pa.RecordBatch]:
    condition, values = where(reading, flt)
    with reading.cursor() as cursor:
        # `sql` streams; `execute` would hold the whole result in memory. One thread keeps the file's order.
        yield from cursor.sql(
            f"SELECT {line} FROM read_parquet(?) WHERE {condition}", params=[reading.files, *values]
        ).to_arrow_reader(BATCH_ROWS)


def _columns(reading: Reading) -> str:
    return ", ".join(quoted(published.name) for published in reading.fields)


def _object_sql(reading: Reading) -> str:
    names = (ROW_KEY, *(published.name for published in reading.fields))
    return "to_json({" + ", ".join(f"{text(name)}: {quoted(name)}" for name in names) + "})::VARCHAR"
