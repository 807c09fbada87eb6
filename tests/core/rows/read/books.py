"""Workbooks made by the tests: honest ones, broken ones and hostile ones."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def xlsx(write):
    """What XlsxWriter makes of what `write(book)` does."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    write(book)
    book.close()
    return content.getvalue()


def table(*rows, name="Feuille 1"):
    """A workbook of one sheet."""

    def write(book):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return xlsx(write)


def packed(members, *, compression=zipfile.ZIP_DEFLATED):
    """A zip of these members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def raw_xlsx(rows, extra=None):
    """The least workbook that opens, around the XML of its rows."""
    data = f"<sheetData>{rows}</sheetData>"
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relation("officeDocument", "xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": _relation("worksheet", "worksheets/sheet1.xml"),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}">{data}</worksheet>',
            **(extra or {}),
        }
    )


def _relation(kind, target):
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>'


def inline(place, text):
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def ods(*rows):
    """An OpenDocument sheet; a cell is a text, a number, or XML that stands for itself."""
    spaces = f'xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" xmlns:calcext="{CALC}"'
    table = f'<table:table table:name="Aides">{"".join(map(_ods_row, rows))}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content {spaces}>{body}</office:document-content>",
        }
    )


def _ods_row(row):
    if isinstance(row, str):
        return row
    return "<table:table-row>" + "".join(map(_ods_cell, row)) + "</table:table-row>"


def _ods_cell(cell):
    if isinstance(cell, str) and cell.startswith("<"):
        return cell
    value = 'office:value-type="string"'
    if not isinstance(cell, str):
        value = f'office:value-type="float" office:value="{cell}"'
    return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"


def lying(content, member, size):
    """The same package, whose directory says that a member unpacks to `size` bytes."""
    directory = content.index(b"PK\x01\x02")
    while True:
        length = int.from_bytes(content[directory + 28 : directory + 30], "little")
        if content[directory + 46 : directory + 46 + length] == member.encode():
            break
        directory = content.index(b"PK\x01\x02", directory + 4)
    return content[: directory + 24] + size.to_bytes(4, "little") + content[directory + 28 :]
