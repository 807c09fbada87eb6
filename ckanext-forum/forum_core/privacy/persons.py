"""Tells bodies from natural persons, row by row: a body is proved, a person found, the rest undecided."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.names import reads_as_person
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Schema
from forum_core.types import rna, siret

_IDENTIFIERS = {kind.name: kind for kind in (siret.TYPE, rna.TYPE)}
"""Meanings that prove a body; an identifier of another meaning proves nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What each row of a batch is about. A row is a person, or a proved body, or neither (undecided)."""

    person: pa.BooleanArray
    undecided: pa.BooleanArray


def find_apart(schema: Schema, mapped: MappedTable) -> frozenset[int]:
    """Row numbers of the rows that are or may be a natural person's, from the cells as they were mapped.

    The rule is in `names.reads_as_person`: a civility or the words of a sole trader make a person even beside
    a valid SIRET, because a sole trader's SIRET is personal data; hiding a body by mistake costs a row that
    is counted, publishing a person by mistake cannot be taken back. Undecided rows are not in the answer:
    checking refuses them with a sentence that says both ways out.
    """
    found: set[int] = set()
    for batch in mapped.spool.batches():
        verdict = tell_apart(schema, batch)
        found.update(batch.column(ROW).filter(verdict.person).to_pylist())
    return frozenset(found)


def tell_apart(schema: Schema, batch: pa.RecordBatch) -> Verdict:
    """Judge the rows of a batch by the schema's name column and its identifiers; columns may be missing."""
    if not schema.persons:
        nobody = pa.array([False] * batch.num_rows, pa.bool_())
        return Verdict(nobody, nobody)
    name, *identifiers = schema.persons
    proved = pa.array([False] * batch.num_rows, pa.bool_())
    for column in identifiers:
        proved = pc.or_(proved, _proves(schema.field(column).meaning, _cells(batch, column)))
    person = reads_as_person(_cells(batch, name), proved)
    return Verdict(person, pc.and_not(pc.invert(proved), person))


def _cells(batch: pa.RecordBatch, column: str) -> pa.Array:
    if column not in batch.schema.names:
        return pa.nulls(batch.num_rows, pa.string())
    return batch.column(column).cast(pa.string())


def _proves(meaning: str, cells: pa.Array) -> pa.BooleanArray:
    kind = _IDENTIFIERS.get(meaning)
    if kind is None:
        return pa.array([False] * len(cells), pa.bool_())
    # One question a distinct number: the same body comes many times.
    numbers = [number for number in pc.unique(cells).to_pylist() if number]
    valid = pa.array([number for number in numbers if kind.problem(number, {}) is None], pa.string())
    return pc.is_in(cells, value_set=valid)
