"""Tells bodies from natural persons, row by row: a body is proved, a person found, the rest undecided."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.names import reads_as_person
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Schema
from forum_core.types import rna, siret
from forum_core.types.base import FieldType

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
    numbers = pc.drop_null(pc.unique(cells))
    luhn = passes_luhn(numbers) if kind is siret.TYPE else pa.array([False] * len(numbers), pa.bool_())
    # The kind is the judge; Luhn only spares it the many that are surely right.
    others = [number for number in numbers.filter(pc.invert(luhn)).to_pylist() if _is_number(kind, number)]
    return pc.is_in(cells, value_set=pa.concat_arrays([numbers.filter(luhn), pa.array(others, pa.string())]))


def _is_number(kind: FieldType, number: str) -> bool:
    problem = kind.problem(number, {})
    return problem is None or not problem.refuses


def passes_luhn(numbers: pa.Array) -> pa.BooleanArray:
    """True for 14 ASCII digits, not all zeros, whose key is right by Luhn, without La Poste's exception."""
    formed = pc.match_substring_regex(numbers, "^[0-9]{14}$")
    rest = pc.cast(pc.if_else(formed, numbers, "0"), pa.int64()).to_numpy()
    known = rest > 0
    total = np.zeros_like(rest)
    for place in range(siret.LENGTH):
        digit = rest % 10
        total += np.where(place % 2, digit * 2 - 9 * (digit > 4), digit)
        rest = rest // 10
    return pa.array(known & (total % 10 == 0))
