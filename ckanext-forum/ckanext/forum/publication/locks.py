"""One publisher at a time for a register of an authority: advisory locks of the DataStore database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.forum.errors import PublicationBusy

RECONCILER = "forum:reconciler"


@contextmanager
def only_publisher(register: str, organization: str) -> Iterator[None]:
    """Hold the lock of a register of an authority; a crash of the process or of PostgreSQL lets it go.

    Raises:
        PublicationBusy: Somebody else holds it.
    """
    with held(f"forum:{register}:{organization}") as mine:
        if not mine:
            raise PublicationBusy("publication.busy", register=register)
        yield


@contextmanager
def held(name: str) -> Iterator[bool]:
    """Try to hold a named lock for a while; says whether it is ours."""
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
    # A connection of its own, outside any transaction: the lock belongs to the session.
    with get_write_engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        mine = bool(connection.scalar(sa.text("SELECT pg_try_advisory_lock(:key)"), {"key": key}))
        try:
            yield mine
        finally:
            if mine and not connection.invalidated:
                _release(connection, key)


def _release(connection: sa.Connection, key: int) -> None:
    try:
        connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": key})
    except sa.exc.DBAPIError:
        # PostgreSQL went away, and the lock with it.
        connection.invalidate()
