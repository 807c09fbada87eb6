"""Records of a CSV text, one by one, by the csv module held strict; a quote left open is caught here.

Read leniently, as stock readers do, an open quote swallows the rest of the file and nobody is told.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from forum_core.errors import FileRefused
from forum_core.findings import Finding, Severity
from forum_core.rows.read.limits import MAX_CELL_CHARS

MAX_RECORD_CHARS = 10 * MAX_CELL_CHARS
SWALLOW_FROM_COLUMNS = 4
"""From this width on, a line within quotes that makes a whole row by itself is a swallowed row, not prose."""


class Records:
    """Iterate over records as `(number, cells)`; numbers are those of frictionless.

    frictionless counts what the csv module yields, from 1: a blank line is a record, a cell on three lines is
    not three. So do we, and so may a check be compared with it.

    Attributes:
        line: Physical lines read so far.
        findings: Stray quotes and mixed line ends met so far.
    """

    def __init__(self, text: TextIO, delimiter: str) -> None:
        self.line = 0
        self.findings: list[Finding] = []
        self.width = 0
        self._text = text
        self._delimiter = delimiter
        self._pending: list[str] = []
        self._pending_chars = 0
        self._end = ""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(self._lines(), delimiter=self._delimiter, strict=True)
        pending, number = self._pending, 0
        while True:
            pending.clear()
            self._pending_chars = 0
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as err:
                cells = self._mend(number, err)
            if len(pending) > 1:
                self._refuse_swallowed()
            self._watch_end(number)
            yield number, cells

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            self.line += 1
            self._pending.append(line)
            self._pending_chars += len(line)
            # A record of one line is left to the csv module and to the limit of cells.
            if self._pending_chars > MAX_RECORD_CHARS and len(self._pending) > 1:
                raise self._unclosed()
            yield line

    def _mend(self, number: int, err: csv.Error) -> list[str]:
        """Read one line with a quote in the wrong place as people mean it, and say so; refuse the rest."""
        line = self._pending[-1]
        if len(self._pending) > 1 or line.count('"') % 2:
            raise self._unclosed() from err
        if len(line) > MAX_CELL_CHARS:
            raise FileRefused("file.cell-too-long", line=self.line, limit=MAX_CELL_CHARS) from err
        self.findings.append(Finding("stray-quote", row=number))
        return next(csv.reader([line], delimiter=self._delimiter))

    def _refuse_swallowed(self) -> None:
        if self.width < SWALLOW_FROM_COLUMNS:
            return
        for line in self._pending[1:]:
            if (
                line.count('"') % 2 == 0
                and len(next(csv.reader([line], delimiter=self._delimiter))) == self.width
            ):
                raise self._unclosed()

    def _unclosed(self) -> FileRefused:
        """Name the line where the quote still open was opened: the last that made the count of quotes odd."""
        first = self.line - len(self._pending) + 1
        opened, odd = first, False
        for number, line in enumerate(self._pending, start=first):
            if line.count('"') % 2:
                odd = not odd
                opened = number if odd else opened
        return FileRefused("file.unclosed-quote", line=opened)

    def _watch_end(self, number: int) -> None:
        """Warn once when records end in two ways: two files were probably joined."""
        last = self._pending[-1]
        end = "\r\n" if last.endswith("\r\n") else last[-1:]
        if end == self._end or end not in ("\r\n", "\n", "\r"):
            return
        if self._end and not any(f.code == "mixed-line-ends" for f in self.findings):
            self.findings.append(
                Finding(
                    "mixed-line-ends", row=number, severity=Severity.WARNING, params=(("line", self.line),)
                )
            )
        self._end = self._end or end
