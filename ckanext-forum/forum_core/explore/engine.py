"""The reader of publications: one locked DuckDB a process, one cursor a request. It sees one folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from forum_core.files.csv import published_fields
from forum_core.files.duck import discreet, open_locked
from forum_core.schema.model import Field, Schema

MEMORY = "768MB"
"""For all requests of a process together; there is no spilling: a query beyond it fails, the others go on."""


Bound = str | int | Decimal | date | bytes | list[int]
Condition = tuple[str, tuple[Bound, ...]]
"""SQL of a condition on `read_parquet(?)`, and its parameters."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A database that holds nothing and reads one folder. Safe to share between threads."""

    folder: Path
    database: duckdb.DuckDBPyConnection = field(repr=False)

    def read(self, schema: Schema, *paths: Path) -> Reading:
        """Open publications of the folder as one; cheap, make one a request.

        Raises:
            FileNotFoundError: A file has left: withdrawn, or replaced a publication ago.
        """
        held = [tuple(pq.read_schema(path).names) for path in paths]
        shared = [name for name in held[0] if all(name in names for names in held)]
        fields = published_fields(schema, shared)
        return Reading(self, schema, tuple(path.resolve() for path in paths), fields)

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
    """One or several publications of a register, read as one table.

    `SELECT … FROM read_parquet(?) WHERE …` with `[reading.files, *values]` reads them. Several files are
    several authorities: the column `filename`, which DuckDB gives to each row, tells them apart, and
    `place_of(filename)` is the place of that file among `paths`.

    Attributes:
        fields: Fields of the schema that every file holds, in the schema's order.
    """

    engine: Engine = field(repr=False)
    schema: Schema = field(repr=False, compare=False)
    paths: tuple[Path, ...]
    fields: tuple[Field, ...] = field(repr=False, compare=False)

    @property
    def files(self) -> list[str]:
        """What `read_parquet(?)` is given."""
        return [str(path) for path in self.paths]

    def place_of(self, filename: str) -> int:
        """Which of `paths` a row came from, by its `filename`."""
        return self.paths.index(Path(filename))

    @contextmanager
    def cursor(self) -> Generator[duckdb.DuckDBPyConnection]:
        """A cursor to read these publications with.

        Raises:
            FileNotFoundError: A file has left since it was opened.
            OSError: The query needs more than `MEMORY`, or the disk failed.
        """
        with discreet(), self.engine.cursor() as cursor:
            try:
                yield cursor
            except duckdb.IOException:
                if all(path.exists() for path in self.paths):
                    raise
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None


def open_engine(folder: Path) -> Engine:
    """The engine of this process for a folder of publications, made when first asked for."""
    # By process as well: a database does not survive a fork, and web servers fork.
    return _engine(folder.resolve(), os.getpid())


@cache
def _engine(folder: Path, _process: int) -> Engine:
    return Engine(folder, open_locked(memory=MEMORY, threads=1, reads=(folder,)))
