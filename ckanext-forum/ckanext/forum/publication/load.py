"""COPY a publication's file into a staging table, typed, indexed and ready to page; nobody sees it yet."""

from __future__ import annotations

import hashlib
import io
import json
from concurrent.futures import Executor, ThreadPoolExecutor

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812

from ckanext.forum.publication.checkpoints import checkpoint
from ckanext.forum.publication.swap import Staged, index_name, transaction
from forum_core.errors import IntegrityError
from forum_core.privacy.cleared import ClearedTable
from forum_core.project import datastore
from forum_core.schema.model import Schema

BATCH_ROWS = 4_096
_CHUNK_BYTES = 2**18


def stage(schema: Schema, cleared: ClearedTable, table: str) -> Staged:
    """Load a cleared table under a staging name, in one transaction of the DataStore database.

    Raises:
        IntegrityError: The file's bytes are not those that were cleared, or it holds another number of rows.
    """
    plan = datastore.project(schema)
    with cleared.path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != cleared.clearance.digest:
            raise IntegrityError("publication.digest")
        parquet = pq.ParquetFile(file)
        present = set(parquet.schema_arrow.names)
        columns = [one for one in plan.columns if one.name in present]
        indexes = _indexes(plan, present)
        with transaction() as cursor:
            _create(
                cursor,
                table,
                columns,
                {name for names in (plan.primary_key, *plan.indexes) for name in names},
            )
            rows = _copy(cursor, table, [one.name for one in columns], parquet)
            if rows != cleared.clearance.rows_out:
                raise IntegrityError("publication.rows")
            _finish(cursor, table, rows, indexes)
    return Staged(table, rows, tuple(names for _, names in indexes))


def _indexes(plan: datastore.Table, present: set[str]) -> list[tuple[bool, str]]:
    """For each index: whether it is unique, and its columns as SQL, written as CKAN writes them."""
    wanted = [(True, plan.primary_key), *((False, columns) for columns in plan.indexes)]
    return [
        (unique, ", ".join(f'"{column}"' for column in columns))
        for unique, columns in wanted
        if set(columns) <= present
    ]


def _create(cursor: Cursor, table: str, columns: list[datastore.Column], indexed: set[str]) -> None:
    """Columns as CKAN makes them.

    The words column stays empty: words are searched in the publication's file (publication/search.py), where
    they find what the register's page finds. To fill and index it took longer than all the rest.
    """
    typed = [
        sql.SQL("{} {} {}").format(
            sql.Identifier(one.name),
            sql.SQL(one.type),
            # Keys and identifiers have no language: as bytes they sort, and are indexed, three times faster.
            sql.SQL('COLLATE "C"' if one.type == "text" and one.name in indexed else ""),
        )
        for one in columns
    ]
    cursor.execute(
        sql.SQL('CREATE TABLE {} ("_id" integer NOT NULL, "_full_text" tsvector, {})').format(
            sql.Identifier(table), sql.SQL(", ").join(typed)
        )
    )
    cursor.execute(sql.SQL("; ").join(_comment(table, one) for one in columns))


def _comment(table: str, column: datastore.Column) -> sql.Composed:
    """The data dictionary's entry of a column, where CKAN keeps it."""
    # The leading space tells CKAN which version of its format this is (datastore/backend/postgres.py).
    entry = " " + json.dumps(
        {"_info": {"label": column.label, "notes": column.notes}}, ensure_ascii=False, separators=(",", ":")
    )
    return sql.SQL("COMMENT ON COLUMN {}.{} IS {}").format(
        sql.Identifier(table), sql.Identifier(column.name), sql.Literal(entry)
    )


def _copy(cursor: Cursor, table: str, columns: list[str], parquet: pq.ParquetFile) -> int:
    """COPY the rows in chunks, numbered from 1 in the file's order; the number of rows."""
    names = sql.SQL(", ").join(map(sql.Identifier, ["_id", *columns]))
    # FREEZE: the table was made in this transaction, so nobody can see a row too early.
    copy = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, FREEZE)").format(sql.Identifier(table), names)
    with ThreadPoolExecutor(max_workers=1) as maker:
        stream = _CsvStream(parquet, columns, maker)
        cursor.copy_expert(copy, stream, _CHUNK_BYTES)
    return stream.rows


def _finish(cursor: Cursor, table: str, rows: int, indexes: list[tuple[bool, str]]) -> None:
    """What CKAN expects of a table: sequence, primary key, indexes; and the planner's statistics."""
    name = sql.Identifier(table)
    sequence = sql.Identifier(f"{table}__id_seq")
    cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cursor.execute(sql.SQL('CREATE SEQUENCE {} AS integer OWNED BY {}."_id"').format(sequence, name))
    cursor.execute("SELECT setval(%s, %s, false)", (f'"{table}__id_seq"', rows + 1))
    cursor.execute(
        sql.SQL(
            'ALTER TABLE {table} ALTER COLUMN "_id" SET DEFAULT nextval({sequence}), '
            'ADD CONSTRAINT {key} PRIMARY KEY ("_id")'
        ).format(table=name, sequence=sql.Literal(f'"{table}__id_seq"'), key=sql.Identifier(f"{table}_pkey"))
    )
    for unique, columns in indexes:
        cursor.execute(
            sql.SQL("CREATE {} INDEX {} ON {} ({})").format(
                sql.SQL("UNIQUE" if unique else ""),
                sql.Identifier(index_name(table, columns)),
                name,
                sql.SQL(columns),
            )
        )
    # What is looked up, by a small sample: keys and identifiers are nearly all different. The rest, and more
    # exactly, waits for PostgreSQL's own passage.
    cursor.execute("SET LOCAL default_statistics_target = 10")
    indexed = sql.SQL(", ".join(dict.fromkeys(['"_id"', *(columns for _, columns in indexes)])))
    cursor.execute(sql.SQL("ANALYZE {} ({})").format(name, indexed))


class _CsvStream(io.RawIOBase):
    """Rows of a Parquet file as CSV bytes: one batch is made while psycopg2 sends the one before."""

    def __init__(self, parquet: pq.ParquetFile, columns: list[str], maker: Executor) -> None:
        super().__init__()
        self.rows = 0
        self._batches = parquet.iter_batches(BATCH_ROWS, columns=columns)
        self._columns = columns
        self._maker = maker
        self._waiting = memoryview(b"")
        self._coming = maker.submit(self._make)

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        if not self._waiting:
            if self.rows:
                checkpoint("in-copy")
            self._waiting = memoryview(self._coming.result())
            self._coming = self._maker.submit(self._make)
        taken = self._waiting[: size if size >= 0 else None]
        self._waiting = self._waiting[len(taken) :]
        return bytes(taken)

    def _make(self) -> bytes:
        batch = next(self._batches, None)
        if batch is None:
            return b""
        numbers = pa.array(range(self.rows + 1, self.rows + batch.num_rows + 1), pa.int32())
        ordered = [batch.column(name) for name in self._columns]
        self.rows += batch.num_rows
        sink = io.BytesIO()
        pa_csv.write_csv(
            pa.RecordBatch.from_arrays([numbers, *ordered], ["_id", *self._columns]),
            sink,
            pa_csv.WriteOptions(include_header=False, quoting_style="needed"),
        )
        return sink.getvalue()
