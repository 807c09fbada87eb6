"""Second half of the gate: gives each row its key and hands rows out in the order of keys, by DuckDB."""

# ruff: noqa: S608 - names come from the schema, quoted; values are bound or registered tables.

from __future__ import annotations

import tempfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from forum_core.files.duck import open_locked, quoted
from forum_core.privacy.cleared import ROW_KEY
from forum_core.schema.model import Schema

MEMORY = "768MB"
BATCH_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class Summary:
    """Facts over the rows that leave, for the clearance."""

    rows: int
    total: str | None
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class Keyed:
    """Rows with their keys, in a database of their own that ends with the `keyed` block."""

    schema: Schema
    database: duckdb.DuckDBPyConnection
    columns: pa.Schema

    def summary(self) -> Summary:
        """Number, sum of the amount column and bounds of the date column."""
        return summarise(self.database, self.schema, "kept", set(self.columns.names))

    def drop(self, keys: Iterable[str]) -> int:
        """Take rows out by their keys and say how many they were."""
        self.database.register("unwanted", pa.table({"key": pa.array(sorted(keys), pa.string())}))
        ((gone,),) = self.database.execute(
            "DELETE FROM kept WHERE rowid IN "
            "(SELECT keys.row FROM keys JOIN unwanted ON keys.key = unwanted.key)"
        ).fetchall()
        return int(gone)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Key and published columns, in the order of keys: the order of the source leaves no trace."""
        columns = ", ".join(f"kept.{quoted(name)}" for name in self.columns.names if name != ROW_KEY)
        sorted_rows = self.database.sql(
            f"SELECT keys.key AS {quoted(ROW_KEY)}, {columns} "
            "FROM kept JOIN keys ON kept.rowid = keys.row ORDER BY 1"
        )
        for batch in sorted_rows.to_arrow_reader(BATCH_ROWS):
            yield batch.cast(self.columns)


@contextmanager
def keyed(
    schema: Schema, columns: pa.Schema, rows: Iterator[pa.RecordBatch], scratch: Path
) -> Generator[Keyed]:
    """Take rows in, give them keys, and forget everything at the end of the block.

    Args:
        schema: Its ``key`` names the columns that identify a row.
        columns: Arrow schema of the rows, without the key.
        rows: Batches, consumed once.
        scratch: Folder for what does not fit in memory: the quarantine, since this is before publication.
    """
    with (
        tempfile.TemporaryDirectory(prefix=".gate-", dir=scratch) as spill,
        open_locked(memory=MEMORY, threads=2, scratch=Path(spill)) as database,
    ):
        database.register("incoming", pa.RecordBatchReader.from_batches(columns, rows))
        database.execute("CREATE TEMP TABLE kept AS SELECT * FROM incoming")
        database.unregister("incoming")
        _make_keys(database, schema, columns.names)
        yield Keyed(schema, database, pa.schema([pa.field(ROW_KEY, pa.string(), nullable=False), *columns]))


def summarise(database: duckdb.DuckDBPyConnection, schema: Schema, source: str, columns: set[str]) -> Summary:
    """Facts over the rows of a relation that `source` names."""
    amount, date = schema.page.amount, schema.page.date
    total = f"sum({quoted(amount)}::DECIMAL(38, 2))::VARCHAR" if amount in columns and amount else "NULL"
    first, last = (
        f"{bound}({quoted(date)})::VARCHAR" if date in columns else "NULL" for bound in ("min", "max")
    )
    (found,) = database.execute(f"SELECT count(*), {total}, {first}, {last} FROM {source}").fetchall()
    return Summary(*found)


def _make_keys(database: duckdb.DuckDBPyConnection, schema: Schema, columns: list[str]) -> None:
    """Key = 16 hex digits of SHA-256 over the key columns; equal ones are told apart by an ordinal.

    The ordinal follows the other columns, never the order of the file. The first of equals has the plain key.
    """
    identity = [quoted(name) for name in columns if name in schema.key]
    others = [quoted(name) for name in columns if name not in schema.key] or ["1"]
    steps = (
        f"CREATE TEMP TABLE hashed AS SELECT rowid AS row, sha256({_identity_sql(identity)}) AS hash "
        "FROM kept",
        "CREATE TEMP TABLE twins AS SELECT row FROM hashed "
        "WHERE hash IN (SELECT hash FROM hashed GROUP BY hash HAVING count(*) > 1)",
        "CREATE TEMP TABLE ordinals AS SELECT rowid AS row, row_number() OVER "
        f"(PARTITION BY {', '.join(identity)} ORDER BY {', '.join(others)}) AS ordinal "
        "FROM kept WHERE rowid IN (SELECT row FROM twins)",
        "CREATE TEMP TABLE keys AS SELECT hashed.row, left(CASE WHEN coalesce(ordinal, 1) = 1 THEN hash "
        "ELSE sha256(hash || ';' || ordinal) END, 16) AS key "
        "FROM hashed LEFT JOIN ordinals ON hashed.row = ordinals.row",
        "DROP TABLE hashed",
        "DROP TABLE twins",
        "DROP TABLE ordinals",
    )
    for step in steps:
        database.execute(step)


def _identity_sql(columns: list[str]) -> str:
    """The key columns as one text: each cell with its length before it, so that no two rows read alike."""
    cells = [f"coalesce(length({column}::VARCHAR) || ':' || {column}::VARCHAR, '-')" for column in columns]
    return " || ".join(cells)
