"""Judge every row, and hand on the good ones with the types of their meaning. Rows in = good + refused."""

# pyarrow.compute makes its functions at import time, where the type checker cannot see them.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.findings import Finding, Findings
from forum_core.rows.judge import judge_cells, judge_header
from forum_core.rows.rules import code_at_date, other_authority
from forum_core.rows.rules.base import Asked
from forum_core.rows.rules.other_authority import Authority
from forum_core.rows.rules.registry import RULES
from forum_core.rows.table import ROW, CheckedTable, MappedTable, Spool, spool
from forum_core.schema.model import Field, Schema
from forum_core.types.registry import TYPES

__all__ = ["Authority", "check"]


def check(
    schema: Schema,
    mapped: MappedTable,
    into: Path,
    *,
    authority: Authority | None,
    today: date,
    apart: frozenset[int],
) -> CheckedTable:
    """Find everything that is wrong, and type the rows that are not.

    The errors of frictionless are all there, and no other of its types; our codes come beside, and only on
    cells that it accepts.

    Args:
        schema: The register's schema.
        mapped: The table, cells as text.
        into: Folder for the spool, ``checked.arrow``.
        authority: Whose rows they must be, or None when nobody publishes yet.
        today: The day of the check.
        apart: Rows about persons: they need no identifier, and leave at the gate.
    """
    findings = Findings(_all(schema, mapped, authority, today, apart))
    refused = findings.refused_rows()
    good = _typed(schema, mapped, refused, into / "checked.arrow")
    return CheckedTable(
        ref=schema.ref,
        spool=good,
        rows_in=mapped.spool.rows,
        refused=refused,
        blocked=findings.blocks(),
        findings=findings,
        apart=tuple(sorted(apart.difference(refused))),
    )


def _all(
    schema: Schema, mapped: MappedTable, authority: Authority | None, today: date, apart: frozenset[int]
) -> Iterator[Finding]:
    yield from mapped.findings
    yield from judge_header(schema, mapped)
    blank: set[int | None] = set()
    said = {(finding.row, finding.field) for finding in mapped.findings if finding.row and finding.field}
    for finding in judge_cells(schema, mapped):
        if said and (finding.row, finding.field) in said:
            continue
        if finding.code == "blank-row":
            blank.add(finding.row)
        yield finding
    for rule in schema.rules:
        asked = Asked(schema, mapped, rule, today, apart)
        found = RULES[rule.name].check(asked)
        yield from (finding for finding in found if finding.row not in blank)
    yield from code_at_date.check(schema, mapped, today)
    if authority is not None:
        yield from other_authority.check(schema, mapped, authority)


def _typed(schema: Schema, mapped: MappedTable, refused: Sequence[int], path: Path) -> Spool:
    """The rows that are not refused, every field of the schema present, empty cells null."""
    target = pa.schema([(ROW, pa.int64()), *((f.name, TYPES[f.meaning].arrow) for f in schema.fields)])
    wrong = pa.array(refused, pa.int64())

    def change(batch: pa.RecordBatch) -> pa.RecordBatch:
        good = batch.filter(pc.invert(pc.is_in(batch.column(ROW), value_set=wrong)))
        columns = [_column(good, field) for field in schema.fields]
        return pa.RecordBatch.from_arrays([good.column(ROW), *columns], schema=target)

    return spool(path, target, map(change, mapped.spool.batches()))


def _column(batch: pa.RecordBatch, field: Field) -> pa.Array:
    kind = TYPES[field.meaning]
    if field.name not in batch.schema.names:
        return pa.nulls(batch.num_rows, kind.arrow)
    cells = batch.column(field.name).dictionary_encode()
    values: Iterable[Any] = (
        kind.parse(text, field.descriptor) if text else None for text in cells.dictionary.to_pylist()
    )
    return pa.array(values, kind.arrow).take(cells.indices)
