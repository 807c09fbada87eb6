"""Finds, in texts that leave, the names of persons whose own rows were set apart from the same table.

A name alone is not recognised (`names`); here it is known, since the register wrote it beside a civility.
"""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.privacy.classes import kept_fields
from forum_core.privacy.names import CIVILITIES, fold
from forum_core.privacy.persons import tell_apart
from forum_core.privacy.scan import Hit
from forum_core.rows.table import ROW, CheckedTable
from forum_core.schema.model import Schema

KIND = "person_apart"

_LINKS = frozenset({"ET", "OU"})
_ASIDE = re.compile(r"[,;:(/]")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SHORTEST = 2


@dataclass(slots=True)
class Persons:
    """Names of the persons set apart, as the words that each is made of; a lone word names nobody."""

    names: frozenset[tuple[str, ...]]
    words: pa.Array = field(init=False)

    def __post_init__(self) -> None:
        self.words = pa.array(sorted({word for name in self.names for word in name}), pa.string())

    def find(self, batch: pa.RecordBatch, schema: Schema) -> Iterator[Hit]:
        """Cells of texts, other than the names of bodies themselves, in which one of them is named."""
        if not self.names:
            return
        for one in kept_fields(schema):
            if one.meaning != "text" or one.name in schema.persons:
                continue
            cells = batch.column(one.name)
            named = pa.array([cell for cell in self._worth_a_look(cells) if self._names(cell)], pa.string())
            for row in batch.column(ROW).filter(pc.is_in(cells, value_set=named)).to_pylist():
                yield Hit(KIND, one.name, row)

    def _worth_a_look(self, cells: pa.Array) -> list[str]:
        """Different cells that hold two words of names at least."""
        distinct = pc.drop_null(pc.unique(cells))
        words = pc.split_pattern_regex(fold(distinct), r"[^\pL'-]+")
        known = pc.is_in(pc.utf8_trim(pc.list_flatten(words), "'-"), value_set=self.words)
        places = pc.list_parent_indices(words).filter(known)
        counts = pc.value_counts(places)
        often = pc.greater_equal(counts.field("counts"), _SHORTEST)
        return distinct.take(counts.field("values").filter(often)).to_pylist()

    def _names(self, cell: str) -> bool:
        words = _words(cell)
        lengths = {len(name) for name in self.names}
        return any(
            tuple(sorted(words[start : start + length])) in self.names
            for length in lengths
            for start in range(len(words) - length + 1)
        )


def persons_apart(schema: Schema, checked: CheckedTable) -> Persons:
    """The names of the rows that are set apart, read before the others leave."""
    if not schema.persons:
        return Persons(frozenset())
    found: set[tuple[str, ...]] = set()
    numbers = pa.array(checked.apart, pa.int64())
    for batch in checked.spool.batches():
        apart = pc.or_(tell_apart(schema, batch).person, pc.is_in(batch.column(ROW), value_set=numbers))
        cells = pc.drop_null(batch.column(schema.persons[0]).filter(apart).cast(pa.string()))
        found.update(name for cell in cells.to_pylist() if len(name := _name(cell)) >= _SHORTEST)
    return Persons(frozenset(found))


def _name(cell: str) -> tuple[str, ...]:
    """The words of a person's name without civility, in the order of letters; none without a civility.

    A sole trader's trade name without one may be made of words that any text has.
    """
    words = _words(_ASIDE.split(cell, maxsplit=1)[0])
    if CIVILITIES.isdisjoint(words):
        return ()
    return tuple(sorted(word for word in words if word not in CIVILITIES | _LINKS))


def _words(text: str) -> list[str]:
    (folded,) = fold(pa.array([text], pa.string())).to_pylist()
    return _WORD.findall(folded)
