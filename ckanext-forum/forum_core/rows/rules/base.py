"""What a rule is, and how it reads the cells of a table whose columns may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from forum_core.findings import Finding, Severity
from forum_core.paid import Paid, PaidReader
from forum_core.rows.own_date import last_day
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Rule, Schema


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

    def rows(self, *columns: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Row number and cells of those columns; a cell or a column that is not there is empty.

        Rows on whose date the rule does not bind are left out, and so are those whose date cannot be read
        when the rule has dates: a rule of another time would be a wrong reproach.
        """
        for batch in self.mapped.spool.batches():
            cells = [self._cells(batch, column) for column in columns]
            bound = self._bound(batch)
            for row, binds, *found in zip(batch.column(ROW).to_pylist(), bound, *cells, strict=True):
                if binds:
                    yield row, tuple(cell or "" for cell in found)

    def _bound(self, batch: pa.RecordBatch) -> list[bool]:
        """For each row, whether the rule binds on its date."""
        since, until = self.rule.since, self.rule.until
        if since is None and until is None:
            return [True] * batch.num_rows
        days = (last_day(cell or "") for cell in self._cells(batch, self.schema.page.date))
        return [
            day is not None and (since is None or day >= since) and (until is None or day <= until)
            for day in days
        ]

    def finding(self, field: str, row: int | None = None, **params: str | int) -> Finding:
        """A finding of this rule, at its severity, on a column of the schema."""
        number = self.mapped.fields.index(field) + 1 if field in self.mapped.fields else None
        facts = {"rule": self.rule.code, **params} if self.rule.code else params
        return Finding(self.rule.name, row, field, number, Severity(self.rule.severity), tuple(facts.items()))

    @staticmethod
    def _cells(batch: pa.RecordBatch, column: str) -> list[str | None]:
        if column not in batch.schema.names:
            return [None] * batch.num_rows
        return batch.column(column).to_pylist()


def paid_rows(asked: Asked, by: tuple[str, ...] = ()) -> Iterator[Paid]:
    """The rows that a rule on ceilings is about, with the cells of the columns that put them together."""
    reader = PaidReader(asked.params, by)
    for row, cells in asked.rows(*reader.columns):
        if paid := reader.read(row, cells):
            yield paid


Check = Callable[[Asked], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule by its name in schema.yaml.

    Attributes:
        columns: The parameters that name a column, or several.
        options: Those of them, and the others, that may be left out.
        tables: The parameters that name a dated table (`forum_core.reference.dated`), or have a ``table``.
    """

    name: str
    check: Check
    columns: tuple[str, ...]
    options: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()

    def columns_of(self, params: Mapping[str, Any]) -> list[str]:
        """The columns that the parameters name; an empty name where one is missing that may not be."""
        named: list[str] = []
        for name in self.columns:
            value: Any = params.get(name, "")
            if value or name not in self.options:
                named += value if isinstance(value, list) else [value]
        return named

    def tables_of(self, params: Mapping[str, Any]) -> list[str]:
        """The dated tables that the parameters name."""
        named: list[str] = []
        for name in self.tables:
            value: Any = params.get(name)
            for one in value if isinstance(value, list) else [value]:  # pyright: ignore[reportUnknownVariableType]
                table: Any = one.get("table") if isinstance(one, Mapping) else one  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
                named += [table] if table else []
        return named
