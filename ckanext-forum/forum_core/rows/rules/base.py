"""What a rule is, and how it reads the cells of a table, by their combinations; columns may be missing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from forum_core.findings import Finding, Severity
from forum_core.rows.own_date import last_day
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Rule, Schema

_MOST = 2**62

Rows = npt.NDArray[np.int64]
"""Row numbers, in order."""


@dataclass(frozen=True, slots=True)
class Read:
    """A column, and how the text of its cells is read."""

    column: str
    how: Callable[[str], Hashable] = str

    def of(self, batch: pa.RecordBatch) -> tuple[list[Any], Rows]:
        """What is read in the column, each value once, and the place of its value for each row."""
        if self.column not in batch.schema.names:
            return [self.how("")], np.zeros(batch.num_rows, np.int64)
        cells = batch.column(self.column).dictionary_encode(null_encoding="encode")
        known: dict[Hashable, int] = {}
        which = [known.setdefault(self.how(text or ""), len(known)) for text in cells.dictionary.to_pylist()]
        return list(known), np.array(which, np.int64)[cells.indices.to_numpy()]


def filled(cell: str) -> bool:
    """True when there is something in the cell."""
    return bool(cell.strip())


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule asked of one table.

    Attributes:
        today: The day of the check: rules never read a clock.
        apart: Rows about a person, which the gate will take out: a rule may spare them.
    """

    schema: Schema
    mapped: MappedTable
    rule: Rule
    today: date
    apart: frozenset[int] = frozenset()

    @property
    def params(self) -> Mapping[str, Any]:
        """Parameters of the rule: their shape is the rule's own."""
        return self.rule.params

    def each(self, judge: Callable[..., Iterable[Finding]], *columns: Read) -> Iterator[Finding]:
        """What the judge says of the rows, from what was read in those columns; its findings have no row."""
        for alike in self._batches(columns):
            found = [(row, one) for cells, rows in alike for one in judge(*cells) for row in rows.tolist()]
            yield from (replace(one, row=row) for row, one in sorted(found, key=itemgetter(0)))

    def combinations(self, *columns: Read) -> Iterator[tuple[tuple[Any, ...], Rows]]:
        """What was read in those columns, each combination once a batch, and the rows that have it, in order.

        A cell or a column that is not there is empty. Rows on whose date the rule does not bind are left out,
        and so are those whose date cannot be read when the rule has dates: a rule of another time would be a
        wrong reproach.
        """
        return chain.from_iterable(self._batches(columns))

    def _batches(self, columns: Sequence[Read]) -> Iterator[Iterator[tuple[tuple[Any, ...], Rows]]]:
        for batch in self.mapped.spool.batches():
            bound = self._bound(batch)
            if not bound.num_rows:
                continue
            read = [column.of(bound) for column in columns]
            order, starts = _lots([cells for _, cells in read], bound.num_rows)
            first = order[starts]
            values = [[known[cell] for cell in cells[first].tolist()] for known, cells in read]
            rows, ends = bound.column(ROW).to_numpy()[order], pairwise([*starts.tolist(), len(order)])
            yield zip(zip(*values, strict=True), (rows[start:end] for start, end in ends), strict=True)

    def _bound(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The rows on whose date the rule binds."""
        since, until = self.rule.since, self.rule.until
        if since is None and until is None:
            return batch
        days, texts = Read(self.schema.page.date, last_day).of(batch)
        binds = [
            day is not None and (since is None or day >= since) and (until is None or day <= until)
            for day in days
        ]
        return batch.filter(pa.array(np.array(binds, bool)[texts]))

    def finding(self, field: str, row: int | None = None, **params: str | int) -> Finding:
        """A finding of this rule, at its severity, on a column of the schema."""
        number = self.mapped.fields.index(field) + 1 if field in self.mapped.fields else None
        facts = {"rule": self.rule.code, **params} if self.rule.code else params
        return Finding(self.rule.name, row, field, number, Severity(self.rule.severity), tuple(facts.items()))


def _lots(columns: Sequence[Rows], count: int) -> tuple[Rows, Rows]:
    """Places in an order that puts those together that are equal in all columns, and where each lot starts.

    Lots stand in the order of their first place, and places in their own inside a lot.
    """
    lot, lots = np.zeros(count, np.int64), 1
    for column in columns:
        size = int(column.max(initial=0)) + 1
        if lots * size >= _MOST:
            found, lot = np.unique(lot, return_inverse=True)
            lots = len(found)
        lot, lots = lot * size + column, lots * size
    _, first, lot = np.unique(lot, return_index=True, return_inverse=True)
    order = np.argsort(first[lot], kind="stable")
    return order, np.flatnonzero(np.diff(first[lot][order], prepend=-1))


Check = Callable[[Asked], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by its name in schema.yaml.

    Attributes:
        columns: The parameters that name a column, or several.
        options: Those of them, and the others, that may be left out.
        tables: The parameters that name a dated table (`forum_core.reference.dated`), or have a ``table``.
        days, numbers, alike: The parameters whose columns are days, are numbers, can be compared with one
            another: of other columns the rule would say nothing.
    """

    name: str
    check: Check
    columns: tuple[str, ...]
    options: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()

    def columns_of(self, params: Mapping[str, Any]) -> list[str]:
        """The columns that the parameters name."""
        return self.named(self.columns, params)

    @staticmethod
    def named(parameters: Iterable[str], params: Mapping[str, Any]) -> list[str]:
        """The columns that some of the parameters name."""
        named: list[str] = []
        for name in parameters:
            value: Any = params.get(name)
            named += value if isinstance(value, list) else [value] if value else []
        return named

    def missing(self, params: Mapping[str, Any]) -> list[str]:
        """The parameters on columns that are asked for and not there."""
        return [name for name in self.columns if not params.get(name) and name not in self.options]

    def tables_of(self, params: Mapping[str, Any]) -> list[str]:
        """The dated tables that the parameters name."""
        named: list[str] = []
        for name in self.tables:
            value: Any = params.get(name)
            for one in value if isinstance(value, list) else [value]:  # pyright: ignore[reportUnknownVariableType]
                table: Any = one.get("table") if isinstance(one, Mapping) else one  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
                named += [table] if table else []
        return named
