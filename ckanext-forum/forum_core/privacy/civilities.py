"""Finds a civility before a name inside text, where a register forbids names. A name alone is not found."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

import re
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import QUASI_IDENTIFIER, kept_fields
from forum_core.privacy.scan import Hit
from forum_core.rows.table import ROW
from forum_core.schema.model import Field, Schema

KIND = "name"

# Letters as ranges, spaces by name: RE2 and Python's engine read these patterns alike, and RE2 quickly.
_LETTER, _CAPITAL, _SPACE = r"\wÀ-ɏ", "A-ZÀ-ÖØ-ÞŒŠŸŽ", "\\s\u00a0\u2009\u202f"
_CIVILITY = (
    "(?:(?i:mmes?|mlles?|mr|mrs|mesdames|madame|mademoiselle|mesdemoiselles|messieurs|monsieur)"
    rf"[.{_SPACE}]+|MM?\.[{_SPACE}]*)"
)
_NAMED = rf"{_CIVILITY}(?:(?:et|ou|&)[{_SPACE}]+{_CIVILITY})?[{_CAPITAL}]"
# Without a point, « M » is a person's only where it begins the cell: elsewhere it is a letter like another.
_FIRST = rf"^[^{_LETTER}]*(?:{_NAMED}|MM?[{_SPACE}]+[{_CAPITAL}][{_LETTER}])"
_ANYWHERE = rf"(?:^|[^.{_LETTER}]){_NAMED}|{_FIRST}"
# References and addresses of pages, which have no space.
_IN_ONE_WORD = rf"(?i)(?:^|_|[^{_LETTER}])(?:mme|mlle|mr|madame|mademoiselle|monsieur)(?:[-_.+]|%20)+[a-zà-ÿ]"
_SOMEBODY = re.compile(_ANYWHERE)


def find_names(batch: pa.RecordBatch, schema: Schema) -> Iterator[Hit]:
    """Cells of published columns that name somebody."""
    for field in kept_fields(schema):
        pattern = _pattern(schema, field)
        if pattern is None:
            continue
        found = pc.fill_null(pc.match_substring_regex(batch.column(field.name), pattern), fill_value=False)
        for row in batch.column(ROW).filter(found).to_pylist():
            yield Hit(KIND, field.name, row)


def _pattern(schema: Schema, field: Field) -> str | None:
    """What names somebody in a column; nothing is looked for where no text is.

    Places, schools and bodies are named after people: in a column that cuts a table (a quasi-identifier), and
    in the one of the bodies that a page is about, only a cell that begins with a civility counts.
    """
    if field.meaning in {"code", "url"}:
        return _IN_ONE_WORD
    if field.meaning != "text" or field.privacy is None:
        return None
    body = field.name == schema.page.subject and schema.page.subject_ids
    return _FIRST if body or field.privacy.class_ == QUASI_IDENTIFIER else _ANYWHERE


def names_somebody(text: str) -> bool:
    """True when a civility stands before a name somewhere in a text."""
    return _SOMEBODY.search(text) is not None
