"""Finds a civility before a name inside text, where a register forbids names. A name alone is not found."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import QUASI_IDENTIFIER
from forum_core.privacy.scan import Hit
from forum_core.rows.table import ROW
from forum_core.schema.model import Field

KIND = "name"

_CIVILITY = (
    "(?:Mmes?|MMES?|Mlles?|MLLES?|Mesdames|Madame|MADAME|Mademoiselle|MADEMOISELLE"
    r"|Messieurs|Monsieur|MONSIEUR|MM?\.)"
)
_NAMED = rf"{_CIVILITY}[.\s\pZ]*(?:(?:et|ou|&)[\s\pZ]+{_CIVILITY}[.\s\pZ]*)?\p{{Lu}}"
_FIRST = rf"^[^\pL\pN]*{_NAMED}"
_ANYWHERE = rf"(?:^|[^\pL\pN.]){_NAMED}"


def find_names(batch: pa.RecordBatch, fields: Iterable[Field]) -> Iterator[Hit]:
    """Cells of columns of text that name somebody.

    Places and schools are named after people: in a column that cuts a table (a quasi-identifier) only a cell
    that begins with a civility counts.
    """
    for field in fields:
        if field.meaning != "text" or field.privacy is None:
            continue
        pattern = _FIRST if field.privacy.class_ == QUASI_IDENTIFIER else _ANYWHERE
        found = pc.fill_null(pc.match_substring_regex(batch.column(field.name), pattern), fill_value=False)
        for row in batch.column(ROW).filter(found).to_pylist():
            yield Hit(KIND, field.name, row)
