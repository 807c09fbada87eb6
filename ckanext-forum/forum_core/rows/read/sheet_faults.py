"""Cells of an XLSX sheet that calamine gives as blank: errors, and formulas that were never computed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET  # package.check_package refused document types

from forum_core.rows.read.package import member_chunks

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ERROR = re.compile(rb"""\bt=["']e["']""")
_TEXT = re.compile(rb"""\bt=["']str["']""")
_UNCOMPUTED = re.compile(
    rb"\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>))?\s*"
)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell: row from 1, column from 0."""

    code: str
    row: int
    column: int


def sheet_faults(path: Path, sheet: str) -> Iterator[Fault]:
    """Faults of a sheet, in order."""
    member = _member(path, sheet)
    rest = b""
    for chunk in member_chunks(path, member):
        rest += chunk
        end = max((m.end() for m in _ROW_END.finditer(rest)), default=0)
        yield from _faults(rest[:end])
        rest = rest[end:]


def _faults(rows: bytes) -> Iterator[Fault]:
    if b"<f" not in rows and b":f" not in rows and not _ERROR.search(rows):
        return
    for cell in _CELL.finditer(rows):
        place = _PLACE.search(cell[1])
        if place is None:
            continue
        if _ERROR.search(cell[1]):
            yield Fault("error-cell", int(place[2]), _column(place[1]))
        elif not _TEXT.search(cell[1]) and _UNCOMPUTED.fullmatch(cell[2]):
            yield Fault("formula-without-value", int(place[2]), _column(place[1]))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _member(path: Path, sheet: str) -> str:
    """Where the package keeps a sheet: its name leads to a relation, the relation to a member."""
    book = ET.fromstring(b"".join(member_chunks(path, "xl/workbook.xml")))  # noqa: S314
    relations = ET.fromstring(b"".join(member_chunks(path, "xl/_rels/workbook.xml.rels")))  # noqa: S314
    sheets = (element for element in book.iter() if element.tag.endswith("}sheet"))
    wanted = next(element.get(_RELATION) for element in sheets if element.get("name") == sheet)
    target = next(e.get("Target", "") for e in relations if e.get("Id") == wanted)
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
