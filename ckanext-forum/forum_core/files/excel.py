"""CSV as Excel in French opens it with a double click: BOM, semicolon, decimal comma, French dates, CRLF.

A text that a spreadsheet would compute gets an apostrophe, as in the standard's CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa

from forum_core.files.csv import cells_between, chunks, joined, safe_sql
from forum_core.files.duck import quoted, text
from forum_core.schema.model import Field

_NEEDS_QUOTES = '[";\\n\\r]|^ | $'
_BOM = b"\xef\xbb\xbf"


def iter_excel_csv(fields: Iterable[Field], lines: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """The file as a stream: the header, then batches of lines made by `excel_line_sql`."""
    names = ";".join(field.name for field in fields)
    yield _BOM + names.encode() + b"\r\n"
    yield from chunks(lines)


def excel_line_sql(fields: Iterable[Field]) -> str:
    """SQL of one line of the file, its line end included, over the columns of a publication."""
    return joined(*cells_between("';'", map(_cell_sql, fields)), "chr(13)", "chr(10)")


def _cell_sql(field: Field) -> str:
    column = quoted(field.name)
    match field.type:
        case "number":
            return f"coalesce(replace({column}::VARCHAR, '.', ','), '')"
        case "integer" | "year" | "yearmonth":
            return f"coalesce({column}::VARCHAR, '')"
        case "date":
            return f"coalesce(strftime({column}, '%d/%m/%Y'), '')"
        case "datetime":
            return f"coalesce(strftime({column}, '%d/%m/%Y %H:%M:%S'), '')"
        case "boolean":
            return f"CASE {column} WHEN true THEN 'oui' WHEN false THEN 'non' ELSE '' END"
        case _:
            return _text_sql(column)


def _text_sql(column: str) -> str:
    safe = safe_sql(column)
    quote = f"'\"' || replace({safe}, '\"', '\"\"') || '\"'"
    return (
        f"CASE WHEN {column} IS NULL THEN '' "
        f"WHEN regexp_matches({column}, {text(_NEEDS_QUOTES)}) THEN {quote} ELSE {safe} END"
    )
