"""The reader of publications: one locked DuckDB a process, one cursor a request. It sees one folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from forum_core.files.csv import published_fields
from forum_core.files.duck import discreet, open_locked
from forum_core.schema.model import Field, Schema

MEMORY = "768MB"
"""For all requests of a process together; there is no spilling: a query beyond it fails, the others go on."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A database that holds nothing and reads one folder. Safe to share between threads."""

    folder: Path
    database: duckdb.DuckDBPyConnection = field(repr=False)

    def read(self, schema: Schema, path: Path) -> Reading:
        """Open a publication of the folder; cheap, make one a request.

        Raises:
            FileNotFoundError: The file has left: withdrawn, or replaced a publication ago.
        """
        fields = published_fields(schema, pq.read_schema(path).names)
        return Reading(self, schema, path.resolve(), fields)

    @contextmanager
    def cursor(self) -> Generator[duckdb.DuckDBPyConnection]:
        """A connection of its own to the same database, with its own temporary tables."""
        cursor = self.database.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


@dataclass(frozen=True, slots=True)
class Reading:
    """A publication as a register's schema understands it.

    Attributes:
        fields: Fields of the schema that the file holds, in the schema's order.
    """

    engine: Engine = field(repr=False)
    schema: Schema = field(repr=False)
    path: Path
    fields: tuple[Field, ...] = field(repr=False)

    @contextmanager
    def cursor(self) -> Generator[duckdb.DuckDBPyConnection]:
        """A cursor to read this publication with.

        Raises:
            FileNotFoundError: The file has left since it was opened.
            OSError: The query needs more than `MEMORY`, or the disk failed.
        """
        with discreet(), self.engine.cursor() as cursor:
            try:
                yield cursor
            except duckdb.IOException:
                if self.path.exists():
                    raise
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None


def open_engine(folder: Path) -> Engine:
    """The engine of this process for a folder of publications, made when first asked for."""
    # By process as well: a database does not survive a fork, and web servers fork.
    return _engine(folder.resolve(), os.getpid())


@cache
def _engine(folder: Path, _process: int) -> Engine:
    return Engine(folder, open_locked(memory=MEMORY, threads=1, reads=(folder,)))
