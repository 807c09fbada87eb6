"""CSV as the standard says: UTF-8 without BOM, comma, LF, official names and order; no spreadsheet runs it.

Each line is made by one SQL expression, the same for the published file and for a filtered download, so both
say the same. DuckDB hands over a column of finished lines whose bytes are written as they lie in memory.
"""

# ruff: noqa: S608 - column names come from the schema, quoted; everything else is bound.

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.files.duck import discreet, open_locked, quoted, text
from forum_core.files.whole import FileFacts, draft, settle
from forum_core.schema.model import Field, Schema

BATCH_ROWS = 2_048
"""Lines handed over at once: DuckDB makes as many at a time, and more would only be held."""

# First characters that make a spreadsheet compute: also full-width forms, also behind apostrophes. The latter
# makes the protection reversible: a reader takes away one apostrophe from a text that matches.
_RUNS = "^'*[=+@\\t\\r\\x{FF1D}\\x{FF0B}\\x{FF0D}\\x{FF20}-]"
_NEEDS_QUOTES = '[",\\n\\r]|^ | $'


def published_fields(schema: Schema, columns: Iterable[str]) -> tuple[Field, ...]:
    """Fields of the schema that a publication holds, in the schema's order; the row key is none of them."""
    present = set(columns)
    return tuple(field for field in schema.fields if field.name in present)


def header(fields: Iterable[Field]) -> bytes:
    """First line of the file."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(field.name for field in fields)
    return line.getvalue().encode()


def line_sql(fields: Iterable[Field]) -> str:
    """SQL of one line of the file, its line end included, over the columns of a publication."""
    return joined(*cells_between("','", map(_cell_sql, fields)), "chr(10)")


def joined(*parts: str) -> str:
    """SQL of texts one after the other; with `||` each step would copy the line so far."""
    return f"concat({', '.join(parts)})"


def cells_between(mark: str, cells: Iterable[str]) -> Iterator[str]:
    """SQL of cells, and of a mark between each and the next."""
    for at, cell in enumerate(cells):
        if at:
            yield mark
        yield cell


def chunks(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """Bytes of batches whose first column holds finished lines."""
    for batch in batches:
        yield _bytes_of(batch.column(0))


def iter_csv(fields: Iterable[Field], lines: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """A CSV file as a stream: the header, then batches of lines made by `line_sql`."""
    yield header(fields)
    yield from chunks(lines)


def write_csv(schema: Schema, parquet: Path, target: Path) -> FileFacts:
    """Write the standard CSV of a publication, whole or not at all, in the file's own order.

    Raises:
        OSError: The disk is full, or the folder cannot be written; the target is as before.
    """
    rows = pq.read_metadata(parquet).num_rows
    fields = published_fields(schema, pq.read_schema(parquet).names)
    digest, size = hashlib.sha256(), 0
    with (
        discreet(),
        open_locked(memory="512MB", threads=1, reads=(parquet.parent,)) as database,
        draft(target.parent) as path,
    ):
        sql = f"SELECT {line_sql(fields)} FROM read_parquet(?)"
        # `sql` streams; `execute` would hold the whole result in memory.
        lines = database.sql(sql, params=[str(parquet.resolve())]).to_arrow_reader(BATCH_ROWS)
        with path.open("wb") as file:
            for chunk in iter_csv(fields, lines):
                size += file.write(chunk)
                digest.update(chunk)
        settle(path, target)
    return FileFacts(digest.hexdigest(), size, rows)


def _cell_sql(field: Field) -> str:
    column = quoted(field.name)
    match field.type:
        case "boolean":
            yes, no = (
                _first(field, key, default)
                for key, default in (("trueValues", "true"), ("falseValues", "false"))
            )
            return f"CASE {column} WHEN true THEN {yes} WHEN false THEN {no} ELSE '' END"
        case "number" | "integer" | "date" | "datetime" | "year" | "yearmonth":
            return f"coalesce({column}::VARCHAR, '')"
        case _:
            return _text_sql(column)


def safe_sql(column: str) -> str:
    """SQL of a text that no spreadsheet computes: an apostrophe stands before one that would run."""
    return f"CASE WHEN regexp_matches({column}, {text(_RUNS)}) THEN '''' || {column} ELSE {column} END"


def _text_sql(column: str) -> str:
    safe = safe_sql(column)
    quote = f"'\"' || replace({safe}, '\"', '\"\"') || '\"'"
    return (
        f"CASE WHEN {column} IS NULL THEN '' "
        f"WHEN regexp_matches({column}, {text(_NEEDS_QUOTES)}) THEN {quote} ELSE {safe} END"
    )


def _first(field: Field, key: str, default: str) -> str:
    values = field.descriptor.get(key) or [default]
    return text(str(values[0]))


def _bytes_of(lines: pa.Array) -> bytes:
    if not len(lines):
        return b""
    lines = lines.cast(pa.large_string())
    _, offsets, data = lines.buffers()
    bounds = pa.Array.from_buffers(pa.int64(), len(lines) + 1, [None, offsets], offset=lines.offset)
    return memoryview(data)[bounds[0].as_py() : bounds[len(lines)].as_py()].tobytes()
