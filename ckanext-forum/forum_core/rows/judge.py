"""What frictionless and our own types say of cells, as findings that hold none: each text once a batch.

Cells are read by frictionless' own readers. What it says of whole rows is said here as it does: a row is
blank, a value was already seen. Tests compare both on every kind of table.
"""

# pyarrow.compute makes its functions at import time, where the type checker cannot see them.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, reduce

import frictionless
import pyarrow as pa
import pyarrow.compute as pc
from frictionless.resources import TableResource

from forum_core.findings import Finding, Severity
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Field, Schema
from forum_core.types.base import Problem
from forum_core.types.registry import TYPES

_SIGNALLING = "snan"


def judge_header(schema: Schema, mapped: MappedTable) -> tuple[Finding, ...]:
    """The header's errors; it is matched by name (``schema_sync``), as optional columns may be absent."""
    return _header(_descriptor(schema), mapped.fields)


def judge_cells(schema: Schema, mapped: MappedTable) -> Iterator[Finding]:
    """All errors of frictionless on rows and cells, and those of our types on the cells that it accepts."""
    table = _table(_descriptor(schema))
    columns = [
        _Column(schema.field(name), table.get_field(name), number)
        for number, name in enumerate(mapped.fields, start=1)
    ]
    for batch in mapped.spool.batches():
        rows = batch.column(ROW)
        told = [column.tell(batch.column(column.field.name)) for column in columns]
        empty = reduce(pc.and_, (one.empty for one in told), pa.repeat(pa.scalar(value=True), len(rows)))
        yield from (Finding("blank-row", row) for row in rows.filter(empty).to_pylist())
        filled = pc.invert(empty)
        for column, one in zip(columns, told, strict=True):
            yield from one.findings(rows, filled)
            yield from column.seen_before(rows, one)


def acceptances(schema: Schema, names: Iterable[str]) -> dict[str, Callable[[str], bool]]:
    """For each of the columns, whether frictionless and our own type both accept the text of a cell."""
    table = _table(_descriptor(schema))
    return {name: _Column(schema.field(name), table.get_field(name), 0).accepts for name in names}


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of the cells of a batch, by their distinct texts: a value, and findings without a row."""

    texts: pa.Int32Array
    values: list[Hashable]
    empties: list[bool]
    said: list[list[Finding]]

    @property
    def empty(self) -> pa.BooleanArray:
        return pa.array(self.empties, pa.bool_()).take(self.texts)

    def findings(self, rows: pa.Int64Array, filled: pa.BooleanArray) -> Iterator[Finding]:
        if not any(self.said):
            return
        found = pc.and_(filled, pa.array(map(bool, self.said), pa.bool_()).take(self.texts))
        for row, text in zip(
            rows.filter(found).to_pylist(), self.texts.filter(found).to_pylist(), strict=True
        ):
            yield from (replace(one, row=row) for one in self.said[text])


class _Column:
    """The judge of one column."""

    def __init__(self, field: Field, judge: frictionless.Field, number: int) -> None:
        self.field = field
        self._number = number
        self._read = judge.create_cell_reader()
        self._unique = bool(judge.constraints.get("unique"))
        self._seen: set[Hashable] = set()

    def tell(self, cells: pa.StringArray) -> _Told:
        encoded = cells.dictionary_encode(null_encoding="encode")
        told = [self._of(text) for text in encoded.dictionary.to_pylist()]
        values, empties, said = map(list, zip(*told, strict=True)) if told else ([], [], [])
        return _Told(encoded.indices, values, empties, said)

    def seen_before(self, rows: pa.Int64Array, told: _Told) -> Iterator[Finding]:
        """Where values must differ, cells whose value an earlier row has."""
        if not self._unique:
            return
        for row, text in zip(rows.to_pylist(), told.texts.to_pylist(), strict=True):
            value = told.values[text]
            if value in self._seen:
                yield Finding("unique-error", row, self.field.name, self._number)
            elif value is not None and not (isinstance(value, Decimal) and value.is_nan()):
                self._seen.add(value)

    def accepts(self, text: str) -> bool:
        problem = self._problem(text)
        return not (problem and problem.refuses) and not self._read(text)[1]

    def _of(self, text: str | None) -> tuple[Hashable, bool, list[Finding]]:
        value, notes = self._read(self._quiet(text))
        problem = self._problem(text)
        if notes:
            return (
                value,
                "type" not in notes and value is None,
                [self._refusal(one, problem) for one in notes],
            )
        if problem is None:
            return value, value is None, []
        severity = Severity.ERROR if problem.refuses else Severity.WARNING
        own = Finding(problem.code, None, self.field.name, self._number, severity, problem.params)
        return value, value is None, [own]

    def _quiet(self, text: str | None) -> str | None:
        """A quiet NaN for a signalling one: frictionless compares, and Python's Decimal would raise."""
        return "NaN" if text and self.field.type == "number" and _SIGNALLING in text.lower() else text

    def _problem(self, text: str | None) -> Problem | None:
        """What our type says beside frictionless; of an empty cell, nothing."""
        return TYPES[self.field.meaning].problem(text, self.field.descriptor) if text else None

    def _refusal(self, note: str, problem: Problem | None) -> Finding:
        """An error of frictionless; our type's own words, where it has some, say better what to do."""
        code, params = ("type-error", ()) if note == "type" else ("constraint-error", (("constraint", note),))
        if problem and note != "required":
            params = (*params, ("because", problem.code), *problem.params)
        return Finding(code, None, self.field.name, self._number, params=params)


def _descriptor(schema: Schema) -> str:
    return json.dumps(dict(schema.table_schema))


# Frictionless takes as long to read a schema as to judge a small file.
@lru_cache(maxsize=64)
def _table(descriptor: str) -> frictionless.Schema:
    return frictionless.Schema.from_descriptor(json.loads(descriptor))


@lru_cache(maxsize=64)
def _header(descriptor: str, labels: tuple[str, ...]) -> tuple[Finding, ...]:
    resource = TableResource(
        data=lambda: iter([list(labels)]),
        schema=frictionless.Schema.from_descriptor(json.loads(descriptor)),
        detector=frictionless.Detector(schema_sync=True),
    )
    with resource:
        return tuple(_label_error(error) for error in resource.header.errors)


def _label_error(error: frictionless.Error) -> Finding:
    name = getattr(error, "field_name", "") or None
    return Finding(
        error.type, field=name, field_number=getattr(error, "field_number", None) if name else None
    )
