"""Finds counts of persons too small to be said. Until suppression has its issue, they keep the table in."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import COUNT_OF_PERSONS, kept_fields
from forum_core.schema.model import Schema


def small_counts(schema: Schema, batch: pa.RecordBatch, threshold: int) -> dict[str, int]:
    """Cells of each column of counts that are above 0 and below the threshold; clean columns are left out."""
    found: dict[str, int] = {}
    for field in kept_fields(schema):
        if field.privacy is None or field.privacy.class_ != COUNT_OF_PERSONS:
            continue
        cells = batch.column(field.name).cast(pa.float64())
        small = pc.and_(pc.greater(cells, 0.0), pc.less(cells, float(threshold)))
        if count := int(pc.sum(small).as_py() or 0):
            found[field.name] = count
    return found
