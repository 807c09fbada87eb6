"""Cells of an ODS sheet that calamine gives as blank: errors, whose stored value is the empty text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET  # package.check_package refused document types

from forum_core.rows.read.package import member_chunks
from forum_core.rows.read.sheet_faults import Fault

_CONTENT = "content.xml"
_MARK = b'value-type="error"'
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def ods_faults(path: Path, sheet: str) -> Iterator[Fault]:
    """Errors of a sheet, in order; a file without any is only searched, not parsed."""
    if not _holds_mark(path):
        return
    with zipfile.ZipFile(path) as archive, archive.open(_CONTENT) as content:
        name, row = "", 0
        for event, element in ET.iterparse(content, events=("start", "end")):  # noqa: S314
            if element.tag == f"{_TABLE}table" and event == "start":
                name, row = element.get(f"{_TABLE}name", ""), 0
            elif element.tag == f"{_TABLE}table-row" and event == "end":
                if name == sheet:
                    yield from _of_row(element, row + 1)
                row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
                element.clear()


def _holds_mark(path: Path) -> bool:
    tail = b""
    for chunk in member_chunks(path, _CONTENT):
        if _MARK in tail + chunk:
            return True
        tail = chunk[-len(_MARK) :]
    return False


def _of_row(row: ET.Element, number: int) -> Iterator[Fault]:
    column = 0
    for cell in row:
        if cell.get(_TYPE) == "error":
            yield Fault("error-cell", number, column)
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
