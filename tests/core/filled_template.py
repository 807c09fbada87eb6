"""The real template of a schema, with rows in it as a spreadsheet would keep them."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from xml.sax.saxutils import escape

from forum_core.project.workbook import project
from forum_core.schema.store import installed_root

_SHEET = "xl/worksheets/sheet1.xml"
_END = "</sheetData>"


def filled(schema, ref=None):
    """The bytes of its template, made as if it were of another ``name@version``, with its valid example."""
    example = installed_root() / schema.name / "examples" / "valid.csv"
    with example.open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    rows = [[row.get(field.name) or "" for field in schema.fields] for row in read]
    name, _, version = (ref or schema.ref).partition("@")
    template = io.BytesIO(project(replace(schema, name=name, version=version)))
    result = io.BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == _SHEET:
                content = content.replace(_END.encode(), (_lines(rows) + _END).encode())
            target.writestr(name, content)
    return result.getvalue()


def _lines(rows):
    return "".join(
        f'<row r="{number}">{"".join(map(_cell, cells))}</row>' for number, cells in enumerate(rows, start=2)
    )


def _cell(text):
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' if text else "<c/>"
