"""Read bytes as if they were a file that somebody dropped."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from forum_core.errors import FileRefused
from forum_core.rows.read import read_file
from forum_core.rows.table import ROW

sys.path.insert(0, str(Path(__file__).parent))  # for books.py, under importlib mode

SECONDS = 2.0
"""A person who drops a file that cannot be read hears of it within this time."""


class Reading:
    """A read table, with its cells at hand."""

    def __init__(self, raw):
        self.raw = raw
        self.read = raw.read
        self.headers = raw.headers
        self.codes = [finding.code for finding in raw.findings]
        rows = raw.spool.table().to_pylist()
        self.numbers = [row.pop(ROW) for row in rows]
        self.rows = [tuple(row.values()) for row in rows]

    def finding(self, code):
        (found,) = [f for f in self.raw.findings if f.code == code]
        return found


@pytest.fixture
def into(tmp_path):
    folder = tmp_path / "quarantaine"
    folder.mkdir()
    return folder


@pytest.fixture
def dropped(tmp_path):
    def drop(content, name="depot.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return drop


@pytest.fixture
def reading(dropped, into):
    def read(content, name="depot.csv", **options):
        return Reading(read_file(dropped(content, name), into, **options))

    return read


@pytest.fixture
def refusal(dropped, into):
    """The refusal of a file, which came in time and left nothing readable behind."""

    def read(content, name="depot.csv", **options):
        path = dropped(content, name)
        start = time.monotonic()
        with pytest.raises(FileRefused) as refused:
            read_file(path, into, **options)
        assert time.monotonic() - start < SECONDS
        assert not (into / "sheet.csv").exists()
        return refused.value

    return read
