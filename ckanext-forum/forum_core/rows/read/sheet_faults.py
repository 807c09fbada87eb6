"""Cells of a sheet that calamine gives as blank: errors, and formulas that were never computed."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET  # package.check_package refused document types

from forum_core.errors import FileRefused
from forum_core.rows.read.package import member_chunks

# Names are compared without their namespace: Excel writes two, « transitional » and « strict ».
_NAME = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}name"
_ROWS_REPEATED = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-rows-repeated"
_COLUMNS_REPEATED = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}number-columns-repeated"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_ODS_CONTENT = "content.xml"
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell: row from 1, column from 0."""

    code: str
    row: int
    column: int


def xlsx_faults(path: Path, sheet: str) -> Iterator[Fault]:
    """Errors and uncomputed formulas of an XLSX sheet, in order."""
    with _damage_in_words():
        member = _member(path, sheet)
        if not _holds(path, member, (b't="e"', b"t='e'", b"<f", b":f")):
            return
        with zipfile.ZipFile(path) as archive, archive.open(member) as content:
            for row in _rows(content, "sheetData", "row"):
                cells = (element for element in row if _local(element) == "c")
                yield from filter(None, map(_xlsx_fault, cells))


def ods_faults(path: Path, sheet: str) -> Iterator[Fault]:
    """Errors of an ODS sheet, in order; their stored value is the empty text."""
    with _damage_in_words():
        if not _holds(path, _ODS_CONTENT, (b'value-type="error"', b"value-type='error'")):
            return
        with zipfile.ZipFile(path) as archive, archive.open(_ODS_CONTENT) as content:
            number = 0
            for row in _rows(content, "table", "table-row", sheet):
                yield from _ods_faults(row, number + 1)
                number += int(row.get(_ROWS_REPEATED, "1"))


@contextmanager
def _damage_in_words() -> Generator[None]:
    """What calamine forgives and a strict parser does not: a part that is missing or is no XML."""
    try:
        yield
    except (KeyError, ValueError, ET.ParseError) as err:
        raise FileRefused("file.damaged", kind="workbook") from err


def _holds(path: Path, member: str, marks: tuple[bytes, ...]) -> bool:
    """True when one of the marks is there: a search is many times faster than parsing."""
    tail = b""
    for chunk in member_chunks(path, member):
        text = tail + chunk
        if any(mark in text for mark in marks):
            return True
        tail = text[-32:]
    return False


def _rows(content: IO[bytes], within: str, row: str, name: str = "") -> Iterator[ET.Element]:
    """Each row of the table (of that name, when one is asked for), forgotten once it was seen."""
    table: ET.Element | None = None
    for event, element in ET.iterparse(content, events=("start", "end")):  # noqa: S314
        local = _local(element)
        if local == within and event == "start":
            table = element if element.get(_NAME, "") == name else None
        elif local == row and event == "end" and table is not None:
            yield element
            table.clear()


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _xlsx_fault(cell: ET.Element) -> Fault | None:
    place = _PLACE.fullmatch(cell.get("r", ""))
    parts = {_local(part): part.text for part in cell}
    if place is None:
        return None
    if cell.get("t") == "e":
        return Fault("error-cell", int(place[2]), _column(place[1]))
    if "f" in parts and not parts.get("v") and cell.get("t") != "str":
        return Fault("formula-without-value", int(place[2]), _column(place[1]))
    return None


def _ods_faults(row: ET.Element, number: int) -> Iterator[Fault]:
    column = 0
    for cell in row:
        if cell.get(_CALC_TYPE) == "error":
            yield Fault("error-cell", number, column)
        column += int(cell.get(_COLUMNS_REPEATED, "1"))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _member(path: Path, sheet: str) -> str:
    """Where the package keeps a sheet: its name leads to a relation, the relation to a member."""
    book = ET.fromstring(b"".join(member_chunks(path, "xl/workbook.xml")))  # noqa: S314
    relations = ET.fromstring(b"".join(member_chunks(path, "xl/_rels/workbook.xml.rels")))  # noqa: S314
    ids = {element.get("name"): _relation(element) for element in book.iter() if _local(element) == "sheet"}
    targets = {element.get("Id"): element.get("Target", "") for element in relations}
    return posixpath.normpath(posixpath.join("/xl", targets[ids[sheet]])).lstrip("/")


def _relation(element: ET.Element) -> str:
    return next((value for name, value in element.items() if name.endswith("}id")), "")
