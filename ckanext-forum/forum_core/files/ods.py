"""ODS of a register: the same sheets as the XLSX, typed cells; each line is made by one SQL expression.

The format's file is a zip of XML; it is written as it comes, so memory stays flat.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa

from forum_core.files.about import ABOUT, COLUMNS, DATA, About, column_lines
from forum_core.files.csv import chunks, joined
from forum_core.files.duck import quoted, text
from forum_core.schema.model import Field

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
# XML 1.0 has no way to write these characters.
_UNWRITABLE = "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x{FFFE}\\x{FFFF}]"
_SPACED = "^ | $|  |[\\n\\t]"

_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""

_START = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><office:automatic-styles>
<number:number-style style:name="N-money" number:language="fr" number:country="FR">
<number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1"
 number:grouping="true"/></number:number-style>
<number:date-style style:name="N-day" number:language="fr" number:country="FR">
<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>
<number:text>/</number:text><number:year number:style="long"/></number:date-style>
<style:style style:name="money" style:family="table-cell" style:data-style-name="N-money"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N-day"/>
<style:style style:name="head" style:family="table-cell">
<style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>"""
_END = "</office:spreadsheet></office:body></office:document-content>"
_LINE_START, _LINE_END = "<table:table-row>", "</table:table-row>"
_NO_CELL = "<table:table-cell/>"


def write_ods(
    fields: Sequence[Field], lines: Iterable[pa.RecordBatch], about: About, target: IO[bytes]
) -> None:
    """Write a workbook; the lines are those of `ods_line_sql`."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        # The first member, and not compressed: so the kind of the file is told by its first bytes.
        package.writestr("mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        with package.open("content.xml", "w", force_zip64=True) as content:
            content.write(_START.encode())
            content.write((_table(DATA) + _line([field.name for field in fields], "head")).encode())
            for chunk in chunks(lines):
                content.write(chunk)
            content.write(b"</table:table>")
            content.write(_texts(COLUMNS, column_lines(fields)).encode())
            content.write(_texts(ABOUT, [("Fait", "Valeur"), *about.facts]).encode())
            content.write(_END.encode())


def ods_line_sql(fields: Iterable[Field]) -> str:
    """SQL of one line of the sheet, over the columns of a publication."""
    return joined(text(_LINE_START), *map(_cell_sql, fields), text(_LINE_END))


def _cell_sql(field: Field) -> str:
    column = quoted(field.name)
    match field.type:
        case "number" | "integer" | "year":
            style = "money" if field.meaning == "money" else ""
            return _typed_sql("float", "value", f"{column}::VARCHAR", style)
        case "date":
            return _typed_sql("date", "date-value", f"strftime({column}, '%Y-%m-%d')", "day")
        case "datetime":
            return _typed_sql("date", "date-value", f"strftime({column}, '%Y-%m-%dT%H:%M:%S')", "")
        case "boolean":
            return _typed_sql("boolean", "boolean-value", f"{column}::VARCHAR", "")
        case _:
            return _text_sql(column)


def _typed_sql(kind: str, attribute: str, value: str, style: str) -> str:
    named = f' table:style-name="{style}"' if style else ""
    start = f'<table:table-cell{named} office:value-type="{kind}" office:{attribute}="'
    return f"coalesce({text(start)} || {value} || '\"/>', {text(_NO_CELL)})"


def _text_sql(column: str) -> str:
    safe = f"regexp_replace({column}::VARCHAR, {text(_UNWRITABLE)}, '', 'g')"
    for plain, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        safe = f"replace({safe}, {text(plain)}, {text(written)})"
    # Readers fold spaces and line ends of a paragraph: those that count have elements of their own.
    kept = safe
    for plain, written in (("' '", "<text:s/>"), ("chr(10)", "</text:p><text:p>"), ("chr(9)", "<text:tab/>")):
        kept = f"replace({kept}, {plain}, {text(written)})"
    folds = f"regexp_matches({column}, {text(_SPACED)})"
    words = f"CASE WHEN {folds} THEN {kept} ELSE {safe} END"
    start = '<table:table-cell office:value-type="string"><text:p>'
    return f"coalesce({text(start)} || {words} || '</text:p></table:table-cell>', {text(_NO_CELL)})"


def _texts(name: str, lines: Iterable[Sequence[str]]) -> str:
    written = [_line(cells, "" if at else "head") for at, cells in enumerate(lines)]
    return _table(name) + "".join(written) + "</table:table>"


def _table(name: str) -> str:
    return f"<table:table table:name={quoteattr(name)}>"


def _line(cells: Iterable[str], style: str) -> str:
    named = f' table:style-name="{style}"' if style else ""
    start = f'<table:table-cell{named} office:value-type="string"><text:p>'
    written = "".join(f"{start}{escape(words)}</text:p></table:table-cell>" for words in cells)
    return f"{_LINE_START}{written}{_LINE_END}"
