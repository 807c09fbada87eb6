"""First half of the gate: goes through the checked rows once, sets apart, counts, and lets the others on."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.measure import decimals, nought
from forum_core.privacy import births, civilities
from forum_core.privacy.classes import kept_fields
from forum_core.privacy.counts import Counts
from forum_core.privacy.persons import tell_apart
from forum_core.privacy.scan import Hit, scan
from forum_core.privacy.told_apart import persons_apart
from forum_core.rows.table import ROW, CheckedTable
from forum_core.schema.model import Schema

_Search = Callable[[pa.RecordBatch, Schema], Iterator[Hit]]
_SEARCHES: Mapping[str, _Search] = {births.KIND: births.find_births, civilities.KIND: civilities.find_names}
"""What is looked for where the register forbids it; numbers and addresses are looked for everywhere."""


@dataclass(slots=True)
class Sift:
    """What one passage over the rows found. Filled while `batches` is consumed; read it afterwards."""

    schema: Schema
    threshold: int
    rows_seen: int = 0
    rows_apart: int = 0
    rows_undecided: int = 0
    total_apart: Decimal = field(init=False)
    hits: list[Hit] = field(default_factory=list[Hit])
    counts: Counts = field(init=False)
    searches: tuple[_Search, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.total_apart = nought(self.schema)
        self.counts = Counts(self.schema, self.threshold)
        forbidden = self.schema.privacy.forbid if self.schema.privacy else ()
        self.searches = tuple(search for kind, search in _SEARCHES.items() if kind in forbidden)

    def batches(self, checked: CheckedTable) -> Iterator[pa.RecordBatch]:
        """Rows that may go on: their numbers, and the published columns only."""
        apart = pa.array(checked.apart, pa.int64())
        names = [column.name for column in kept_fields(self.schema)]
        persons = persons_apart(self.schema, checked)
        for batch in checked.spool.batches():
            verdict = tell_apart(self.schema, batch)
            # Both judgements count: the one made on the file's own cells, and this one on the typed ones.
            person = pc.or_(verdict.person, pc.is_in(batch.column(ROW), value_set=apart))
            undecided = pc.and_not(verdict.undecided, person)
            self._count(batch, person, undecided)
            onward = batch.filter(pc.invert(pc.or_(person, undecided)))
            self.counts.look(onward)
            self.hits.extend(scan(onward, names))
            self.hits.extend(persons.find(onward, self.schema))
            for search in self.searches:
                self.hits.extend(search(onward, self.schema))
            yield onward.select([ROW, *names])

    def _count(self, batch: pa.RecordBatch, person: pa.BooleanArray, undecided: pa.BooleanArray) -> None:
        self.rows_seen += batch.num_rows
        self.rows_apart += int(pc.sum(person).as_py() or 0)
        self.rows_undecided += int(pc.sum(undecided).as_py() or 0)
        if self.schema.page.amount is not None:
            exact = pa.decimal128(38, decimals(self.schema))
            amounts = batch.column(self.schema.page.amount).filter(person).cast(exact)
            self.total_apart += pc.sum(amounts).as_py() or 0
