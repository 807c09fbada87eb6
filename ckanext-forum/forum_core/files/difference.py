"""What a register gained, lost and changed between two publications: by key, then by content."""

# ruff: noqa: S608 - column names come from the schema, quoted; paths are bound.

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.files.csv import BATCH_ROWS
from forum_core.files.duck import quoted, text, workbench
from forum_core.files.parquet import fill_parquet
from forum_core.files.whole import FileFacts, digest_of, draft, settle
from forum_core.privacy.cleared import ROW_KEY
from forum_core.schema.model import Schema

_CHANGES = pa.schema([(ROW_KEY, pa.string()), ("change", pa.string()), ("fields", pa.list_(pa.string()))])


@dataclass(frozen=True, slots=True)
class Difference:
    """Numbers of rows that appeared, changed, left and stayed as they were."""

    added: int
    changed: int
    left: int
    same: int


def compare(schema: Schema, old: Path | None, new: Path) -> Difference:
    """Count what two publications of a register differ by; without a former one, every row is added."""
    if old is None:
        return Difference(added=pq.read_metadata(new).num_rows, changed=0, left=0, same=0)
    with _open(old, new) as database:
        _pair(database, schema, old, new)
        (found,) = database.execute(
            "SELECT count(*) FILTER (before IS NULL), count(*) FILTER (before <> after), "
            "count(*) FILTER (after IS NULL), count(*) FILTER (before = after) FROM pairs"
        ).fetchall()
    return Difference(*found)


def write_changes(schema: Schema, old: Path, new: Path, target: Path) -> FileFacts:
    """Keep which rows appeared, changed and left, as Parquet: key, kind, names of changed columns."""
    columns = _columns(schema, old, new)
    names = ", ".join(
        f"CASE WHEN o.{column}::VARCHAR IS DISTINCT FROM n.{column}::VARCHAR THEN {text(name)} END"
        for name, column in ((name, quoted(name)) for name in columns)
    )
    with _open(old, new) as database, draft(target.parent) as path:
        _pair(database, schema, old, new)
        changes = database.sql(
            f"SELECT pairs.key, CASE WHEN before IS NULL THEN 'added' WHEN after IS NULL THEN 'left' "
            "ELSE 'changed' END, CASE WHEN before IS NULL OR after IS NULL THEN [] "
            f"ELSE list_filter([{names}], lambda name: name IS NOT NULL) END "
            f"FROM pairs LEFT JOIN ({_read_sql(columns, old)}) o ON o.key = pairs.key "
            f"LEFT JOIN ({_read_sql(columns, new)}) n ON n.key = pairs.key "
            "WHERE before IS DISTINCT FROM after ORDER BY 1"
        ).to_arrow_reader(BATCH_ROWS)
        rows = fill_parquet(
            path, _CHANGES, (batch.rename_columns(_CHANGES.names).cast(_CHANGES) for batch in changes)
        )
        facts = FileFacts(digest_of(path), path.stat().st_size, rows)
        settle(path, target)
    return facts


def _open(old: Path, new: Path) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return workbench(new.parent, memory="512MB", threads=2, reads=(old.parent, new.parent))


def _pair(database: duckdb.DuckDBPyConnection, schema: Schema, old: Path, new: Path) -> None:
    """Table of keys with a fingerprint of the row before and after, null where there is none."""
    columns = _columns(schema, old, new)
    fingerprint = "hash(" + ", ".join(f"{quoted(name)}::VARCHAR" for name in columns) + ")"
    database.execute(
        "CREATE TEMP TABLE pairs AS "
        "SELECT coalesce(o.key, n.key) AS key, o.print AS before, n.print AS after "
        f"FROM (SELECT key, {fingerprint} AS print FROM ({_read_sql(columns, old)})) o "
        f"FULL JOIN (SELECT key, {fingerprint} AS print FROM ({_read_sql(columns, new)})) n ON o.key = n.key"
    )


def _columns(schema: Schema, old: Path, new: Path) -> tuple[str, ...]:
    """Columns that either file holds: a new version of the schema may have more of them."""
    held = {*pq.read_schema(old).names, *pq.read_schema(new).names} - {ROW_KEY}
    known = [field.name for field in schema.fields if field.name in held]
    return (*known, *sorted(held.difference(known)))


def _read_sql(columns: tuple[str, ...], path: Path) -> str:
    held = set(pq.read_schema(path).names)
    cells = ", ".join(quoted(name) if name in held else f"NULL AS {quoted(name)}" for name in columns)
    return f"SELECT {quoted(ROW_KEY)} AS key, {cells} FROM read_parquet({text(str(path.resolve()))})"
