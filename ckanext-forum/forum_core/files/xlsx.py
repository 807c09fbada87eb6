"""XLSX of a register: typed cells, a sheet that explains the columns, a sheet about the publication.

Texts are written as texts: nothing is computed. One line at a time is in memory.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import xlsxwriter

from forum_core.files.about import ABOUT, COLUMNS, DATA, About, column_lines
from forum_core.schema.model import Field

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST = 32_767
"""Characters of a cell: a limit of the format."""

_WIDTH, _WIDE = 18, 60


def write_xlsx(
    fields: Sequence[Field], batches: Iterable[pa.RecordBatch], about: About, target: IO[bytes]
) -> None:
    """Write a workbook of the rows, whose columns are those fields in their order."""
    with tempfile.TemporaryDirectory(prefix="forum-xlsx-") as scratch:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
            "tmpdir": scratch,
        }
        with xlsxwriter.Workbook(target, options) as book:
            bold = book.add_format({"bold": True})
            _write_rows(book, fields, batches, bold)
            _write_texts(book, COLUMNS, column_lines(fields), bold)
            _write_texts(book, ABOUT, [("Fait", "Valeur"), *about.facts], bold)


def _write_rows(
    book: xlsxwriter.Workbook, fields: Sequence[Field], batches: Iterable[pa.RecordBatch], bold: Format
) -> None:
    sheet = book.add_worksheet(DATA)
    sheet.freeze_panes(1, 0)
    formats = [_format(book, field) for field in fields]
    for at, field in enumerate(fields):
        sheet.set_column(at, at, _WIDTH, formats[at])
        sheet.write_string(0, at, field.name, bold)
    line = 0
    for batch in batches:
        for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            line += 1
            for at, value in enumerate(cells):
                _write_cell(sheet, line, at, value, formats[at])


def _write_cell(sheet: Worksheet, line: int, at: int, value: object, shown: Format | None) -> None:
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(line, at, value)
        case int() | float() | Decimal():
            sheet.write_number(line, at, float(value), shown)
        case datetime():
            sheet.write_datetime(line, at, value, shown)
        case date():
            sheet.write_datetime(line, at, datetime.combine(value, time.min), shown)
        case _:
            sheet.write_string(line, at, str(value)[:_LONGEST])


def _write_texts(book: xlsxwriter.Workbook, name: str, lines: Iterable[Sequence[str]], bold: Format) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 1, _WIDTH * 2)
    sheet.set_column(2, 2, _WIDE)
    for line, cells in enumerate(lines):
        for at, words in enumerate(cells):
            sheet.write_string(line, at, words[:_LONGEST], None if line else bold)


def _format(book: xlsxwriter.Workbook, field: Field) -> Format | None:
    if field.meaning == "money":
        return book.add_format({"num_format": "#,##0.00"})
    patterns = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm:ss"}
    pattern = patterns.get(field.type)
    return book.add_format({"num_format": pattern}) if pattern else None
