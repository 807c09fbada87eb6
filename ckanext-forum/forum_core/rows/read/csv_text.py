"""Read a CSV text: encoding, delimiter and header found or told, then every record, none lost in silence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from forum_core.errors import FileRefused
from forum_core.findings import Finding, ReadReport, Severity
from forum_core.rows.read.cells import Rows, spool_rows, without_blank_end
from forum_core.rows.read.dialect import asked_delimiter, find_delimiter, split
from forum_core.rows.read.encoding import Encoding, find_encoding
from forum_core.rows.read.header import LOOK_AT, find_header
from forum_core.rows.read.limits import MAX_CELL_CHARS
from forum_core.rows.read.records import Records
from forum_core.rows.read.survey import survey
from forum_core.rows.table import RawTable

SAMPLE_LINES = 200
SAMPLE_CHARS = 2_000_000


def read_csv(
    path: Path, into: Path, *, encoding: str | None = None, delimiter: str | None = None
) -> RawTable:
    """Read a CSV text into a spool.

    Raises:
        FileRefused: See `forum_core.rows.read.read_file`.
    """
    found = find_encoding(path, encoding)
    seen = survey(path, found)
    with _open(path, found) as text:
        sample = _sample(text)
    chosen = asked_delimiter(delimiter) if delimiter is not None else find_delimiter(sample)
    separator = chosen or ","
    header = find_header(split(sample, separator)[:LOOK_AT])
    with _open(path, found) as text:
        records = Records(text, separator)
        stream = iter(records)
        headers = _header_cells(stream, header)
        records.width = len(headers)
        rows = Rows(headers, stream, damaged=seen.damaged, shielded=seen.shielded)
        written = spool_rows(rows, into)
    if records.line != seen.lines:
        raise FileRefused("file.count-mismatch", counted=seen.lines, read=records.line)
    read = ReadReport("csv", found.stated, separator, None, header + 1, written.rows)
    findings = (*found.findings, *_undivided(chosen), *records.findings, *rows.all_findings())
    return RawTable(headers, written, read, findings)


def _open(path: Path, encoding: Encoding) -> TextIO:
    """Lines with their ends as they are: the csv module must see a line feed within a cell."""
    raw = path.open("rb")
    raw.seek(encoding.skip)
    return io.TextIOWrapper(raw, encoding=encoding.codec, newline="")


def _sample(text: TextIO) -> list[str]:
    """First lines, enough to tell the dialect by, few enough to try all delimiters at once."""
    lines: list[str] = []
    chars = 0
    for line in islice(text, SAMPLE_LINES):
        lines.append(line)
        chars += len(line)
        if chars > SAMPLE_CHARS:
            break
    return lines


def _header_cells(stream: Iterator[tuple[int, list[str]]], header: int) -> tuple[str, ...]:
    headers = without_blank_end(next(islice(stream, header, None))[1])
    if any(len(cell) > MAX_CELL_CHARS for cell in headers):
        raise FileRefused("file.cell-too-long", row=header + 1, limit=MAX_CELL_CHARS)
    return headers


def _undivided(delimiter: str | None) -> tuple[Finding, ...]:
    if delimiter is not None:
        return ()
    return (Finding("delimiter-not-found", severity=Severity.WARNING),)
