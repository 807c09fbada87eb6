"""Examine rows, or a file, as a deposit does."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from mapped_tables import TODAY

from forum_core.deposit.study import Asked, examine
from forum_core.rows.check import Authority

SIREN = "217500016"


@pytest.fixture
def file(tmp_path):
    """A CSV file with these rows."""

    def write(rows):
        path = tmp_path / f"depot-{len(list(tmp_path.iterdir()))}.csv"
        with path.open("w", encoding="utf-8", newline="") as text:
            writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def study(subsidies, file, tmp_path):
    """The study of rows, or of a file, and its folder."""

    def call(rows, **asked):
        path = rows if isinstance(rows, Path) else file(rows)
        folder = tmp_path / f"study-{len(list(tmp_path.iterdir()))}"
        folder.mkdir(mode=0o700)
        asked.setdefault("authority", Authority(frozenset({SIREN})))
        asked.setdefault("today", TODAY)
        return examine(Asked(subsidies, **asked), path, folder), folder

    return call
