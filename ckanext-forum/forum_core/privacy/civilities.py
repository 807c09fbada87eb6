"""Finds a civility before a name inside text, where a register forbids names. A name alone is not found."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import QUASI_IDENTIFIER, kept_fields
from forum_core.privacy.scan import Hit
from forum_core.rows.table import ROW
from forum_core.schema.model import Schema

KIND = "name"

_CIVILITY = (
    "(?:(?i:mmes?|mlles?|mr|mrs|mesdames|madame|mademoiselle|mesdemoiselles|messieurs|monsieur)"
    r"|MM?\.)"
)
_NAMED = rf"{_CIVILITY}[.\s\pZ]*(?:(?:et|ou|&)[\s\pZ]+{_CIVILITY}[.\s\pZ]*)?\p{{Lu}}"
# Without a point, « M » is a person's only where it begins the cell: elsewhere it is a letter like another.
_FIRST = rf"^[^\pL\pN]*(?:{_NAMED}|MM?[\s\pZ]+\p{{Lu}}\pL)"
_ANYWHERE = rf"(?:^|[^\pL\pN.]){_NAMED}|{_FIRST}"


def find_names(batch: pa.RecordBatch, schema: Schema) -> Iterator[Hit]:
    """Cells of published columns of text that name somebody.

    Places and schools are named after people: in a column that cuts a table (a quasi-identifier), and in the
    one that a page is about, only a cell that begins with a civility counts.
    """
    for field in kept_fields(schema):
        if field.meaning != "text" or field.privacy is None:
            continue
        place = field.privacy.class_ == QUASI_IDENTIFIER or field.name == schema.page.subject
        found = pc.fill_null(
            pc.match_substring_regex(batch.column(field.name), _FIRST if place else _ANYWHERE),
            fill_value=False,
        )
        for row in batch.column(ROW).filter(found).to_pylist():
            yield Hit(KIND, field.name, row)


def names_somebody(text: str) -> bool:
    """True when a civility stands before a name somewhere in a text."""
    return bool(pc.match_substring_regex(pa.scalar(text), _ANYWHERE).as_py())
