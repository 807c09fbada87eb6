"""Published files: where they are, when they leave."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ckanext.forum import config

_DIGEST_LENGTH = 64


def publications() -> Path:
    """The folder of published files, made if needed."""
    folder = config.publications_folder()
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    return folder


def take(source: Path, name: str) -> Path:
    """Move a finished file of the quarantine among the published ones, durably."""
    target = publications() / name
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.chmod(0o640)
    source.replace(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return target


def sweep(keep: Iterable[str]) -> int:
    """Delete published files whose digest nobody refers to any more; the number deleted."""
    kept = set(keep)
    gone = 0
    for path in publications().iterdir():
        digest = path.name.partition(".")[0]
        if len(digest) == _DIGEST_LENGTH and digest not in kept:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
