"""Finds days of birth: said in a text, or used as what identifies a person whom a law names."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import NAMED_BY_LAW, kept_fields
from forum_core.privacy.scan import Hit
from forum_core.rows.table import ROW
from forum_core.schema.model import Schema

KIND = "birth"

_START, _SPACES = r"(?:^|[^\wÀ-ɏ])", "[\\s\u00a0\u2009\u202f]"
_SAID = (
    rf"(?i){_START}(?:n[ée]{{1,2}}(?:s|es|\(e\)|[.·]e)?{_SPACES}+le{_SPACES}+[0-9]"
    rf"|dates?{_SPACES}+de{_SPACES}+naissance{_SPACES}*:?{_SPACES}*[0-9])"
)
_YEAR, _MONTH, _DAY = "(?:19[2-9][0-9]|20[01][0-9])", "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
_ALONE = rf"^\s*(?:{_YEAR}[-/. ]?{_MONTH}[-/. ]?{_DAY}|{_DAY}[-/. ]?{_MONTH}[-/. ]?{_YEAR})\s*$"


def find_births(batch: pa.RecordBatch, schema: Schema) -> Iterator[Hit]:
    """Cells of published texts that say a day of birth."""
    for field in kept_fields(schema):
        if field.meaning != "text" or field.privacy is None:
            continue
        pattern = f"{_SAID}|{_ALONE}" if field.privacy.class_ == NAMED_BY_LAW else _SAID
        found = pc.fill_null(pc.match_substring_regex(batch.column(field.name), pattern), fill_value=False)
        for row in batch.column(ROW).filter(found).to_pylist():
            yield Hit(KIND, field.name, row)


def says_birth(text: str) -> bool:
    """True when a text says a day of birth."""
    return bool(pc.match_substring_regex(pa.scalar(text), _SAID).as_py())
