"""What a rule is, and how it reads the cells of a table whose columns may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from forum_core.findings import Finding, Severity
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Rule, Schema


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule asked of one table.

    Attributes:
        apart: Rows about a person, which the gate will take out: a rule may spare them.
    """

    schema: Schema
    mapped: MappedTable
    rule: Rule
    apart: frozenset[int] = frozenset()

    @property
    def params(self) -> Mapping[str, Any]:
        """Parameters of the rule: their shape is the rule's own."""
        return self.rule.params

    def rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Row number and cells of those columns; a cell or a column that is not there is empty."""
        for batch in self.mapped.spool.batches():
            cells = [self._cells(batch, column) for column in columns]
            for row, *found in zip(batch.column(ROW).to_pylist(), *cells, strict=True):
                yield row, tuple(cell or "" for cell in found)

    def finding(self, field: str, row: int | None = None, **params: str | int) -> Finding:
        """A finding of this rule, at its severity, on a column of the schema."""
        number = self.mapped.fields.index(field) + 1 if field in self.mapped.fields else None
        severity = Severity(self.rule.severity)
        return Finding(self.rule.name, row, field, number, severity, tuple(params.items()))

    @staticmethod
    def _cells(batch: pa.RecordBatch, column: str) -> list[str | None]:
        if column not in batch.schema.names:
            return [None] * batch.num_rows
        return batch.column(column).to_pylist()


Check = Callable[[Asked], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by its name in schema.yaml, with the parameters that name columns."""

    name: str
    check: Check
    columns: tuple[str, ...]
