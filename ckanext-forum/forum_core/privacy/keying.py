"""Second half of the gate: gives each row its key and hands rows out in the order of keys, by DuckDB."""

# ruff: noqa: S608 - names come from the schema, quoted; values are bound or registered tables.

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from forum_core.files.duck import quoted, workbench
from forum_core.measure import decimals
from forum_core.periods import bounds_sql
from forum_core.privacy.cleared import ROW_KEY
from forum_core.rows.table import ROW
from forum_core.schema.model import Schema

MEMORY = "512MB"
BATCH_ROWS = 16_384

# A name no register gives a column.
_HASH = '"forum hash"'
KEYED = "kept LEFT JOIN twins ON kept.rowid = twins.row"
# Key = 16 hex digits of SHA-256. The first of twins has the plain one, as if it were alone.
KEY = f"left(CASE WHEN coalesce(ordinal, 1) = 1 THEN {_HASH} ELSE sha256({_HASH} || ';' || ordinal) END, 16)"


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

    def drop(self, keys: Collection[str]) -> int:
        """Take rows out by their keys and say how many they were."""
        if not keys:
            return 0
        self.database.register("unwanted", pa.table({"key": pa.array(sorted(keys), pa.string())}))
        ((gone,),) = self.database.execute(
            f"DELETE FROM kept WHERE rowid IN (SELECT kept.rowid FROM {KEYED} "
            f"WHERE {KEY} IN (SELECT key FROM unwanted))"
        ).fetchall()
        return int(gone)

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Key and published columns, in the order of keys: the order of the source leaves no trace."""
        columns = ", ".join(f"kept.{quoted(name)}" for name in self.columns.names if name != ROW_KEY)
        sorted_rows = self.database.sql(
            f"SELECT {KEY} AS {quoted(ROW_KEY)}, {columns} FROM {KEYED} ORDER BY 1"
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
        columns: Arrow schema of what leaves, without the key.
        rows: Batches of row numbers and these columns, consumed once.
        scratch: Folder for what does not fit in memory: the quarantine, since this is before publication.
    """
    with workbench(scratch, memory=MEMORY, threads=2) as database:
        numbered = pa.schema([(ROW, pa.int64()), *columns])
        database.register("incoming", pa.RecordBatchReader.from_batches(numbered, rows))
        identity = [name for name in columns.names if name in schema.key]
        database.execute(
            f"CREATE TEMP TABLE kept AS SELECT *, {_hash_sql(identity)} AS {_HASH} FROM incoming"
        )
        database.unregister("incoming")
        _number_twins(database, identity, [name for name in columns.names if name not in identity])
        yield Keyed(schema, database, pa.schema([pa.field(ROW_KEY, pa.string(), nullable=False), *columns]))


def summarise(database: duckdb.DuckDBPyConnection, schema: Schema, source: str, columns: set[str]) -> Summary:
    """Facts over the rows of a relation that `source` names."""
    amount = schema.page.amount
    exact = f"DECIMAL(38, {decimals(schema)})"
    total = _sum_sql(schema, amount, columns, exact) if amount in columns and amount else "NULL"
    first, last = bounds_sql(schema) if schema.page.date in columns else ("NULL", "NULL")
    (found,) = database.execute(f"SELECT count(*), {total}, {first}, {last} FROM {source}").fetchall()
    return Summary(*found)


def _sum_sql(schema: Schema, amount: str, columns: set[str], exact: str) -> str:
    """The sum; NULL when the amounts are of several values that are never added together."""
    total, filled = f"sum({quoted(amount)}::{exact})::VARCHAR", f"{quoted(amount)} IS NOT NULL"
    for name in columns.intersection(schema.page.separate):
        values = f"count(DISTINCT coalesce({quoted(name)}::VARCHAR, '')) FILTER (WHERE {filled})"
        total = f"CASE WHEN {values} <= 1 THEN {total} END"
    return total


def _hash_sql(identity: list[str]) -> str:
    """SHA-256 of the key columns as one text: each cell after its length, so that no two rows read alike."""
    cells = [
        f"coalesce(length({column}::VARCHAR) || ':' || {column}::VARCHAR, '-')"
        for column in map(quoted, identity)
    ]
    return f"sha256({' || '.join(cells)})"


def _number_twins(database: duckdb.DuckDBPyConnection, identity: list[str], others: list[str]) -> None:
    """Give rows with equal key columns an ordinal: by the other columns, never by the order of the file."""
    same, order = (", ".join(map(quoted, names)) for names in (identity, others))
    database.execute(
        "CREATE TEMP TABLE twins AS SELECT kept.rowid AS row, row_number() OVER "
        f"(PARTITION BY {same} ORDER BY {order or '1'}) AS ordinal FROM kept "
        f"WHERE {_HASH} IN (SELECT {_HASH} FROM kept GROUP BY {_HASH} HAVING count(*) > 1)"
    )
