"""Opens DuckDB, nowhere else: locked before the first query, so a mistake in SQL reaches no other file."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import duckdb


def open_locked(
    *, memory: str, threads: int, reads: tuple[Path, ...] = (), scratch: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Open an in-memory database that sees the folders named and nothing else, and whose settings are frozen.

    Args:
        memory: Upper bound, such as ``512MB``; beyond it a query spills to ``scratch``, or fails without one.
        threads: Threads of one query.
        reads: Folders whose files may be read.
        scratch: Folder for what does not fit in memory.
    """
    connection = duckdb.connect(":memory:")
    settings = {
        "memory_limit": text(memory),
        "threads": str(threads),
        "temp_directory": text(str(scratch) if scratch else ""),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        # Otherwise a name in SQL that is no table is looked up among Python's local variables.
        "python_enable_replacements": "false",
        "allowed_directories": "[" + ", ".join(text(str(folder.resolve())) for folder in reads) + "]",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    for name, value in settings.items():
        connection.execute(f"SET {name} = {value}")
    return connection


@contextmanager
def workbench(
    folder: Path, *, memory: str, threads: int, reads: tuple[Path, ...] = ()
) -> Generator[duckdb.DuckDBPyConnection]:
    """A locked database for one piece of work; it spills into a folder of its own and leaves nothing there.

    Raises:
        OSError: ENOSPC: neither memory nor the disk of ``folder`` is enough.
    """
    with (
        tempfile.TemporaryDirectory(prefix=".scratch-", dir=folder) as scratch,
        discreet(),
        open_locked(memory=memory, threads=threads, reads=reads, scratch=Path(scratch)) as database,
    ):
        yield database


@contextmanager
def discreet() -> Generator[None]:
    """Let DuckDB's errors out without their words: they may quote a cell, and end in a log.

    Raises:
        OSError: Memory, disk or a file failed.
        RuntimeError: Anything else, which is a mistake of ours; only its kind is said.
    """
    try:
        yield
    except (duckdb.OutOfMemoryException, duckdb.IOException):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
    except duckdb.Error as error:
        raise RuntimeError(f"DuckDB: {type(error).__name__}") from None


def quoted(name: str) -> str:
    """A column name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A literal of our own making; what a visitor typed is a bound parameter instead."""
    return "'" + value.replace("'", "''") + "'"
