"""What every connector must do, as tests: inherit from `SourceContract` and give it a source to read."""

# ruff: noqa: S101 - these are tests

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from forum_core.rows.table import ROW, RawTable
from forum_core.source import Source

HEADERS = ("nom", "code", "somme")
ROWS = (("Été à la plage", "007", "12,50"), ("", "08", ""), ("L’îlot ; « nord »", "9", "-3"))


class SourceContract:
    """Tests of one connector. Its cells are those of `ROWS`, under `HEADERS`, in one table."""

    def source(self, folder: Path, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Source:
        """Build, in a folder of the test, a source whose only table holds these cells."""
        raise NotImplementedError

    def _read(self, tmp_path: Path) -> RawTable:
        (tmp_path / "source").mkdir()
        (tmp_path / "quarantine").mkdir()
        source = self.source(tmp_path / "source", HEADERS, ROWS)
        (name,) = source.names()
        return source.read(name, tmp_path / "quarantine")

    def test_cells_arrive_as_the_text_that_they_are(self, tmp_path: Path) -> None:
        """Neither zeros nor decimal commas are interpreted, and an empty cell is an empty text."""
        raw = self._read(tmp_path)

        cells = raw.spool.table().drop([ROW]).to_pylist()

        assert raw.headers == HEADERS
        assert [tuple(row.values()) for row in cells] == list(ROWS)

    def test_rows_are_numbered_upwards_after_the_header(self, tmp_path: Path) -> None:
        """Numbers are what a person finds in the source."""
        raw = self._read(tmp_path)

        numbers = raw.spool.table()[ROW].to_pylist()

        assert numbers == sorted(set(numbers))
        assert numbers[0] > raw.read.header_row
        assert raw.read.rows == raw.spool.rows == len(ROWS)

    def test_what_is_left_in_quarantine_is_for_its_owner_only(self, tmp_path: Path) -> None:
        """Cells that were not cleared are on disk for nobody else."""
        self._read(tmp_path)

        modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "quarantine").iterdir()}

        assert modes == {0o600}
