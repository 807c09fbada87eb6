"""Finds counts of persons that say too much. Until suppression has its issue, they keep the table in."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import COUNT_OF_PERSONS, kept_fields
from forum_core.privacy.parts import bounds, parts, shares
from forum_core.rows.table import ROW
from forum_core.schema.model import Schema

SHOWN_ROWS = 20
"""Row numbers that are kept of a column; its other cells are counted."""


@dataclass(slots=True)
class Told:
    """Cells of one column that say too much: how many, and the first rows; never what they say."""

    cells: int = 0
    rows: list[int] = field(default_factory=list[int])

    def add(self, batch: pa.RecordBatch, wrong: pa.BooleanArray) -> None:
        """Count the rows of a batch that the mask marks."""
        rows = batch.column(ROW).filter(wrong)
        self.cells += len(rows)
        self.rows.extend(rows.slice(0, max(0, SHOWN_ROWS - len(self.rows))).to_pylist())

    def note(self, row: int) -> None:
        """Count one row."""
        self.cells += 1
        self.rows.extend([row][: SHOWN_ROWS - len(self.rows)])


@dataclass(slots=True)
class Counts:
    """What the counts of one table tell, column by column; clean columns are left out.

    Attributes:
        small: Counts from 1 to below the threshold. A negative one is as small as it is far from zero; an
            empty cell says nothing.
        refused: Zeros that tell that everybody of a small group was refused: few asked, none was given. When
            the number who asked was emptied because it is small, its absence tells the same.
        rests: Counts that are small once their filled parts are taken off.
        bounds: Small numbers of something else that an empty count does not exceed.
        alike: Sensitive counts that are as large as a count that they are part of.
    """

    schema: Schema
    threshold: int
    small: dict[str, Told] = field(default_factory=dict[str, Told])
    refused: dict[str, Told] = field(default_factory=dict[str, Told])
    rests: dict[str, Told] = field(default_factory=dict[str, Told])
    bounds: dict[str, Told] = field(default_factory=dict[str, Told])
    alike: dict[str, Told] = field(default_factory=dict[str, Told])

    def look(self, batch: pa.RecordBatch) -> None:
        """Look at the rows of a batch that may go on, every column of the schema present."""
        counts = [
            f.name for f in kept_fields(self.schema) if f.privacy and f.privacy.class_ == COUNT_OF_PERSONS
        ]
        for name in counts:
            self._note(self.small, name, batch, _small(batch.column(name), self.threshold))
        self._look_beside(batch)
        policy = self.schema.privacy
        if policy is None or policy.asked is None:
            return
        few = _small(batch.column(policy.asked), self.threshold)
        if policy.hidden is not None:
            hidden = pc.fill_null(batch.column(policy.hidden), fill_value=False)
            few = pc.or_(few, pc.and_(hidden, pc.is_null(batch.column(policy.asked))))
        kept = {f.name for f in kept_fields(self.schema)}
        for name in (given for given in policy.given if given in kept):
            none = pc.fill_null(pc.equal(_numbers(batch.column(name)), 0.0), fill_value=False)
            self._note(self.refused, name, batch, pc.and_(few, none))

    def _look_beside(self, batch: pa.RecordBatch) -> None:
        for one in parts(self.schema):
            rest = _rest(batch.column(one.whole), [batch.column(part) for part in one.parts])
            # Parts that make more than the whole leave nobody.
            small = pc.and_(pc.greater(rest, 0.0), pc.less(rest, float(self.threshold)))
            self._note(self.rests, one.whole, batch, pc.fill_null(small, fill_value=False))
        for count, bound in bounds(self.schema):
            empty, few = pc.is_null(batch.column(count)), _small(batch.column(bound), self.threshold)
            self._note(self.bounds, bound, batch, pc.and_(empty, few))
        for share, whole in shares(self.schema):
            everybody = pc.equal(_numbers(batch.column(share)), _numbers(batch.column(whole)))
            somebody = pc.greater(_numbers(batch.column(share)), 0.0)
            self._note(self.alike, share, batch, pc.fill_null(pc.and_(everybody, somebody), fill_value=False))

    def _note(self, into: dict[str, Told], name: str, batch: pa.RecordBatch, wrong: pa.BooleanArray) -> None:
        if pc.any(wrong).as_py():
            into.setdefault(name, Told()).add(batch, wrong)


def _small(cells: pa.Array, threshold: int) -> pa.BooleanArray:
    size = pc.abs(_numbers(cells))
    small = pc.and_(pc.greater(size, 0.0), pc.less(size, float(threshold)))
    return pc.fill_null(small, fill_value=False)


def _rest(whole: pa.Array, shares: list[pa.Array]) -> pa.DoubleArray:
    """What is left of a count without its filled parts; null without the count, or where none is filled."""
    rest, filled = _numbers(whole), pc.is_valid(shares[0])
    for share in shares:
        rest = pc.subtract(rest, pc.fill_null(_numbers(share), 0.0))
        filled = pc.or_(filled, pc.is_valid(share))
    return pc.if_else(filled, rest, None)


def _numbers(cells: pa.Array) -> pa.DoubleArray:
    return cells.cast(pa.float64())
