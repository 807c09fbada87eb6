"""A file is there whole or not at all: temporary name, fsync, rename. Knows nothing of formats."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READABLE = 0o640
"""Owner writes, the group (the web server's) reads, nobody else."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file is, without its content.

    Attributes:
        digest: SHA-256 of its bytes, in hex.
        size: In bytes.
        rows: Data rows, the header not counted.
    """

    digest: str
    size: int
    rows: int


@contextmanager
def draft(folder: Path) -> Generator[Path]:
    """Give an empty file beside the final place; it is removed unless `settle` has renamed it.

    Its name starts with ``.draft-``: a sweeper may remove what a crash left behind.
    """
    descriptor, name = tempfile.mkstemp(prefix=".draft-", dir=folder)
    os.fchmod(descriptor, READABLE)
    os.close(descriptor)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def settle(path: Path, target: Path) -> None:
    """Give a finished draft its name, durably: after this returns, a power cut loses nothing."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
    path.replace(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
