"""The one transaction that makes a staged table current, or takes one away, names and pointer included.

What must be in it, and why, is written in CKAN.md 6.4 and docs/decisions/0005-a-publication-is-a-file.md.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import psycopg2.errors
from ckanext.datastore.backend.postgres import get_write_engine
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor  # noqa: N812
from psycopg2.extras import Json
from sqlalchemy.pool import PoolProxiedConnection

from ckanext.forum.current import POINTER
from ckanext.forum.errors import SwapDelayed
from ckanext.forum.publication.checkpoints import checkpoint

STAGE_PREFIX = "_forum_stage_"

# A swap that waits for one reader makes every later reader wait behind it: give up soon, and try again.
_LOCK_TIMEOUT = "200ms"
_PATIENCE_S = 60.0
_PAUSE_S = 0.25

_POINTER_TABLE = sql.SQL("""
    CREATE TABLE IF NOT EXISTS {pointer} (
        register text NOT NULL, organization text NOT NULL, publication text NOT NULL UNIQUE,
        dataset text NOT NULL, resource text NOT NULL UNIQUE, parquet_resource text NOT NULL,
        clearance jsonb NOT NULL, csv_digest text NOT NULL, csv_size bigint NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        rows_added integer NOT NULL, rows_changed integer NOT NULL, rows_left integer NOT NULL,
        PRIMARY KEY (register, organization))
""")
_VIEWS = """
    SELECT DISTINCT v.relname FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
    JOIN pg_class v ON v.oid = r.ev_class JOIN pg_class t ON t.oid = d.refobjid
    WHERE t.relname = %s AND v.relkind = 'v' AND v.relname <> t.relname
"""
_STATS = """
    INSERT INTO _table_stats VALUES (%s, jsonb_build_object('rows', %s::bigint))
    ON CONFLICT (resource_id) DO UPDATE SET stats = excluded.stats
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """A loaded table that nobody sees yet.

    Attributes:
        table: Its name.
        rows: Number of rows loaded.
        columns: For each index, its columns as SQL: CKAN makes the index's name from them and the table's.
    """

    table: str
    rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The row that names the current publication: all that a page needs to know of it."""

    register: str
    organization: str
    publication: str
    dataset: str
    resource: str
    parquet_resource: str
    clearance: dict[str, Any]  # JSON, as stored
    csv_digest: str
    csv_size: int
    rows_added: int
    rows_changed: int
    rows_left: int


def stage_name(publication: str) -> str:
    """Name of a publication's staging table; the underscore hides it from CKAN."""
    return STAGE_PREFIX + publication.replace("-", "")[:16]


def prepare_pointer() -> None:
    """Make the pointer's table where it is missing."""
    with transaction() as cursor:
        cursor.execute(_POINTER_TABLE.format(pointer=sql.Identifier(POINTER)))


def index_name(table: str, columns: str) -> str:
    """Name that CKAN itself would give to an index, so that its own commands find and replace it."""
    return hashlib.sha1((table + columns).encode(), usedforsecurity=False).hexdigest()


def swap_in(staged: Staged, pointer: Pointer) -> None:
    """Make a staged table the current one, its name, indexes, sequence, views and counts with it.

    Raises:
        SwapDelayed: Readers held the old table for a minute; nothing was changed.
    """
    for _ in _attempts():
        with _patient() as cursor:
            views = _take_away(cursor, pointer.resource)
            _rename(cursor, staged, pointer.resource)
            _rebuild_views(cursor, views, pointer.resource)
            cursor.execute(_STATS, (pointer.resource, staged.rows))
            _point(cursor, pointer)
            checkpoint("in-swap")
            return
    raise SwapDelayed("publication.delayed")


def take_out(publication: str) -> None:
    """Drop the table of a publication and its pointer together; nothing to do when it is gone already."""
    for _ in _attempts():
        with _patient() as cursor:
            cursor.execute(
                sql.SQL("DELETE FROM {} WHERE publication = %s RETURNING resource").format(
                    sql.Identifier(POINTER)
                ),
                (publication,),
            )
            gone = cursor.fetchone()
            if gone:
                _take_away(cursor, gone[0])
                cursor.execute("DELETE FROM _table_stats WHERE resource_id = %s", gone)
            checkpoint("in-swap")
            return
    raise SwapDelayed("publication.delayed")


def stages() -> list[str]:
    """Staging tables that exist."""
    with transaction() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE starts_with(tablename, %s)", (STAGE_PREFIX,))
        return [name for (name,) in cursor.fetchall()]


def drop_stage(stage: str) -> None:
    """Forget a staging table."""
    with transaction() as cursor:
        cursor.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(stage)))


def _take_away(cursor: Cursor, resource: str) -> list[str]:
    """Drop a published table, if there is one, and say which views (CKAN's aliases) went with it."""
    cursor.execute(_VIEWS, (resource,))
    views = [name for (name,) in cursor.fetchall()]
    cursor.execute(sql.SQL("DROP TABLE IF EXISTS {} CASCADE").format(sql.Identifier(resource)))
    return views


def _rename(cursor: Cursor, staged: Staged, resource: str) -> None:
    renames = [("TABLE", staged.table, resource)]
    renames += [("SEQUENCE", f"{staged.table}__id_seq", f"{resource}__id_seq")]
    renames += [("INDEX", f"{staged.table}_pkey", f"{resource}_pkey")]
    renames += [("INDEX", index_name(staged.table, c), index_name(resource, c)) for c in staged.columns]
    for kind, old, new in renames:
        cursor.execute(
            sql.SQL("ALTER {} {} RENAME TO {}").format(
                sql.SQL(kind), sql.Identifier(old), sql.Identifier(new)
            )
        )


def _rebuild_views(cursor: Cursor, views: list[str], resource: str) -> None:
    for view in views:
        cursor.execute(
            sql.SQL("CREATE VIEW {} AS SELECT * FROM {}").format(
                sql.Identifier(view), sql.Identifier(resource)
            )
        )


def _point(cursor: Cursor, pointer: Pointer) -> None:
    values = {**asdict(pointer), "clearance": Json(pointer.clearance)}
    names = sql.SQL(", ").join(map(sql.Identifier, values))
    marks = sql.SQL(", ").join(map(sql.Placeholder, values))
    cursor.execute(
        sql.SQL("DELETE FROM {} WHERE register = %s AND organization = %s").format(sql.Identifier(POINTER)),
        (pointer.register, pointer.organization),
    )
    cursor.execute(
        sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(POINTER), names, marks), values
    )


def _attempts() -> Iterator[int]:
    """Numbers of attempts, until patience ends."""
    until = time.monotonic() + _PATIENCE_S
    attempt = 0
    while time.monotonic() < until:
        attempt += 1
        yield attempt


@contextmanager
def transaction() -> Iterator[Cursor]:
    """One transaction of the DataStore database, committed at the end or not at all."""
    connection = get_write_engine().raw_connection()
    try:
        with connection.cursor() as cursor:
            yield cursor
        connection.commit()
    except BaseException:
        _rollback(connection)
        raise
    finally:
        connection.close()


def _rollback(connection: PoolProxiedConnection) -> None:
    try:
        connection.rollback()
    except psycopg2.InterfaceError:
        connection.invalidate()


@contextmanager
def _patient() -> Iterator[Cursor]:
    """A transaction that gives up on a lock; the caller's loop tries again."""
    try:
        with transaction() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", (_LOCK_TIMEOUT,))
            yield cursor
    except psycopg2.errors.LockNotAvailable:
        time.sleep(_PAUSE_S)
