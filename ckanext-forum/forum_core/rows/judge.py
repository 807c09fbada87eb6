"""The judge, frictionless: what it says of the mapped cells, as findings without cells, row by row."""

# pyarrow.compute makes its functions at import time, where the type checker cannot see them.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Any

import frictionless
import pyarrow as pa
import pyarrow.compute as pc
from frictionless.errors import CellError
from frictionless.resources import TableResource

from forum_core.findings import Finding
from forum_core.rows.table import ROW, MappedTable
from forum_core.schema.model import Schema
from forum_core.types.base import Problem
from forum_core.types.registry import TYPES

_CONSTRAINT = re.compile(r'constraint "(\w+)"')
_SIGNALLING = "snan"


@contextmanager
def judged(schema: Schema, mapped: MappedTable) -> Generator[tuple[list[Finding], Iterator[list[Finding]]]]:
    """Open the table for frictionless: the header's errors, then those of each row, in the order of the rows.

    The header is matched by name (``schema_sync``), as a schema's optional columns may be absent.
    """
    numbers: deque[int] = deque()
    resource = TableResource(
        data=lambda: _feed(schema, mapped, numbers),
        schema=frictionless.Schema.from_descriptor(deepcopy(dict(schema.table_schema))),
        detector=frictionless.Detector(schema_sync=True),
    )
    with resource:
        header = [_finding(error, None) for error in resource.header.errors]
        yield header, _rows(schema, resource, numbers)


def acceptances(schema: Schema, names: Iterable[str]) -> dict[str, Callable[[str], bool]]:
    """For each of the columns, whether frictionless and our own type both accept the text of a cell."""
    # Once for all the columns: frictionless takes as long to read a schema as to judge a small file.
    table = frictionless.Schema.from_descriptor(deepcopy(dict(schema.table_schema)))
    return {name: _acceptance(schema, name, table.get_field(name).create_cell_reader()) for name in names}


def _acceptance(schema: Schema, name: str, read: Callable[[str], tuple[Any, Any]]) -> Callable[[str], bool]:
    def accepts(text: str) -> bool:
        problem = own_problem(schema, name, text)
        if problem and problem.refuses:
            return False
        _, notes = read(text)
        return not notes

    return accepts


def own_problem(schema: Schema, name: str, text: str) -> Problem | None:
    """What our type says of the text of a cell, beside frictionless; of an empty cell, nothing."""
    field = schema.field(name)
    return TYPES[field.meaning].problem(text, field.descriptor) if text else None


def _feed(schema: Schema, mapped: MappedTable, numbers: deque[int]) -> Iterator[list[Any]]:
    """Labels, then the cells of each row; the row's number is queued before frictionless asks for it."""
    yield list(mapped.fields)
    for batch in mapped.spool.batches():
        columns = [_quiet(schema, name, batch.column(name)).to_pylist() for name in mapped.fields]
        for row, *cells in zip(batch.column(ROW).to_pylist(), *columns, strict=True):
            numbers.append(row)
            yield cells


def _quiet(schema: Schema, name: str, cells: pa.Array) -> pa.Array:
    """Replace a signalling NaN by a quiet one: frictionless compares, and Python's Decimal would raise."""
    if schema.field(name).type != "number":
        return cells
    signalling = pc.fill_null(pc.match_substring(cells, _SIGNALLING, ignore_case=True), fill_value=False)
    return pc.if_else(signalling, "NaN", cells) if pc.any(signalling).as_py() else cells


def _rows(schema: Schema, resource: TableResource, numbers: deque[int]) -> Iterator[list[Finding]]:
    kinds: dict[tuple[str, ...], Finding] = {}
    for row in resource.row_stream:
        number = numbers.popleft()
        findings: list[Finding] = []
        for error in row.errors:
            field = getattr(error, "field_name", "")
            problem = _diagnosis(schema, error, field)
            key = (error.type, field, error.note, repr(problem))
            if key not in kinds:
                kinds[key] = _finding(error, problem)
            findings.append(replace(kinds[key], row=number))
        yield findings


def _diagnosis(schema: Schema, error: frictionless.Error, field: str) -> Problem | None:
    """Our type's own words for a cell that frictionless refuses: they say better what to do."""
    if not isinstance(error, CellError) or _constraint(error) == "required":
        return None
    return own_problem(schema, field, error.cell)


def _constraint(error: frictionless.Error) -> str | None:
    found = _CONSTRAINT.match(error.note or "")
    return found[1] if found else None


def _finding(error: frictionless.Error, problem: Problem | None) -> Finding:
    """A finding of an error: never its message, its cell or its cells."""
    params: tuple[tuple[str, str | int], ...] = ()
    if constraint := _constraint(error):
        params = (("constraint", constraint),)
    if problem:
        params = (*params, ("because", problem.code), *problem.params)
    name = getattr(error, "field_name", "") or None
    return Finding(
        error.type,
        field=name,
        field_number=getattr(error, "field_number", None) if name else None,
        params=params,
    )
