"""Read one sheet of a workbook: checked as a package, converted in a process of its own, then as text."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

from forum_core.errors import FileRefused
from forum_core.findings import Finding, ReadReport, Severity
from forum_core.rows.read.cells import Rows, spool_rows, without_blank_end
from forum_core.rows.read.header import LOOK_AT, find_header
from forum_core.rows.read.limits import (
    MAX_CELL_CHARS,
    MAX_CELLS,
    MAX_COLUMNS,
    WORKBOOK_MEMORY_BYTES,
    WORKBOOK_SECONDS,
)
from forum_core.rows.read.package import check_package
from forum_core.rows.read.sheet_faults import Fault, ods_faults, xlsx_faults
from forum_core.rows.read.sheet_process import Answer, Request
from forum_core.rows.read.sniff import Kind
from forum_core.rows.stamp import STAMP, template_of
from forum_core.rows.table import RawTable

_PROCESS = Path(__file__).with_name("sheet_process.py")


def read_workbook(path: Path, into: Path, *, kind: Kind, sheet: str | None = None) -> RawTable:
    """Read a sheet into a spool.

    Raises:
        FileRefused: See `forum_core.rows.read.read_file`.
    """
    if kind is not Kind.XLS:
        check_package(path)
    text, book = into / "sheet.csv", into / f"sheet.{kind.value}"
    try:
        # calamine goes by the end of the name; without it, it tries all formats and hides why each failed.
        book.symlink_to(path.resolve())
        answer = _convert(book, text, sheet)
        with text.open(encoding="utf-8", newline="") as source:
            return _read(path, into, kind, answer, source)
    finally:
        text.unlink(missing_ok=True)
        book.unlink(missing_ok=True)


def _read(path: Path, into: Path, kind: Kind, answer: Answer, source: TextIO) -> RawTable:
    name, first_column = answer.get("sheet", ""), answer.get("first_column", 0)
    stream = enumerate(csv.reader(source), start=1)
    start = list(islice(stream, LOOK_AT))
    header = find_header([cells for _, cells in start])
    headers = without_blank_end(start[header][1])
    rows = Rows(headers, chain(start[header + 1 :], stream))
    written = spool_rows(rows, into)
    faults = chain(_merged(answer.get("merged", [])), _hidden_faults(path, kind, name))
    last = header + 1 + written.rows
    findings = (
        *_several(name, answer),
        *rows.all_findings(),
        *_found(faults, headers, first_column, header + 1, last),
    )
    read = ReadReport(kind.value, None, None, name, header + 1, written.rows)
    return RawTable(headers, written, read, findings, template_of(answer.get("template", "")))


def _hidden_faults(path: Path, kind: Kind, sheet: str) -> Iterator[Fault]:
    if kind is Kind.XLSX:
        yield from xlsx_faults(path, sheet)
    elif kind is Kind.ODS:
        yield from ods_faults(path, sheet)


def _convert(path: Path, target: Path, sheet: str | None) -> Answer:
    request = Request(
        path=str(path),
        target=str(target),
        sheet=sheet,
        stamp=STAMP,
        memory_bytes=WORKBOOK_MEMORY_BYTES,
        seconds=WORKBOOK_SECONDS,
        max_cells=MAX_CELLS,
        max_columns=MAX_COLUMNS,
        max_cell_chars=MAX_CELL_CHARS,
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and file
            [sys.executable, "-I", str(_PROCESS)],
            input=json.dumps(request),
            capture_output=True,
            encoding="utf-8",
            timeout=2 * WORKBOOK_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as err:
        raise FileRefused("file.sheet-too-large", limit=MAX_CELLS, sheet=sheet or "") from err
    if done.returncode < 0 or "MemoryError" in done.stderr or "PanicException" in done.stderr:
        # Killed by its limits, or calamine gave up: no message of theirs is shown, it may quote a cell.
        raise FileRefused("file.sheet-too-large", limit=MAX_CELLS, sheet=sheet or "")
    if done.returncode:
        raise FileRefused("file.damaged", kind="workbook")
    answer: Answer = json.loads(done.stdout)
    if "errno" in answer:
        raise OSError(answer["errno"], os.strerror(answer["errno"]))
    if "refused" in answer:
        params = answer.get("params", {})
        raise FileRefused(
            answer["refused"], **{key: tuple(v) if isinstance(v, list) else v for key, v in params.items()}
        )
    return answer


def _several(name: str, answer: Answer) -> tuple[Finding, ...]:
    """Say that there was a choice: the others may hold the rows of another year."""
    others = answer.get("others", [])
    if not others:
        return ()
    params = (("sheet", name), ("others", ", ".join(others)))
    return (Finding("several-sheets", severity=Severity.WARNING, params=params),)


def _merged(ranges: Iterable[list[int]]) -> Iterator[Fault]:
    """One fault a row: which of the rows a merged value is meant for, only its author knows."""
    for top, left, bottom, _ in ranges:
        for row in range(top, bottom + 1):
            yield Fault("merged-cells", row + 1, left)


def _found(
    faults: Iterable[Fault], headers: tuple[str, ...], first_column: int, header_row: int, last: int
) -> Iterator[Finding]:
    for fault in faults:
        index = fault.column - first_column
        if header_row < fault.row <= last and 0 <= index < len(headers):
            yield Finding(fault.code, row=fault.row, params=(("column", headers[index]),))
