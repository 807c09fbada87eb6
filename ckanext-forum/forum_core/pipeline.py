"""The stages, composed: map, repair, tell persons apart, check. Files are read and kept by others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from forum_core.findings import Report
from forum_core.privacy.persons import find_apart
from forum_core.rows.check import Authority, check
from forum_core.rows.mapping import map_table
from forum_core.rows.repair import repair as repair_cells
from forum_core.rows.table import CheckedTable, MappedTable, RawTable
from forum_core.rows.versions import recognise
from forum_core.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Prepared:
    """A table ready for the gate, and what is said of it."""

    mapped: MappedTable
    checked: CheckedTable
    report: Report


def prepare(
    schema: Schema, raw: RawTable, *, authority: Authority | None, today: date, repair: bool, into: Path
) -> Prepared:
    """Take a table from reading to the gate's door.

    Args:
        schema: The register's schema.
        raw: The table as it was read.
        authority: Whose rows they must be; None where nobody publishes, as on a laptop.
        today: The day of the check: what has not come yet is refused where a register says so.
        repair: Make the safe repairs; otherwise they are only reported as possible.
        into: A folder for the spools, which the caller removes.

    Raises:
        MappingRefused: The file is not of this register.
    """
    mapped = map_table(schema, raw, into, recognise(schema, raw))
    repaired, repairs = repair_cells(schema, mapped, into)
    judged = repaired if repair else mapped
    apart = find_apart(schema, judged)
    checked = check(schema, judged, into, authority=authority, today=today, apart=apart)
    report = Report(
        schema=schema.ref,
        read=mapped.read,
        rows=checked.rows_in,
        refused=len(checked.refused),
        findings=checked.findings,
        repairs=tuple(replace(found, done=repair) for found in repairs),
    )
    return Prepared(judged, checked, report)
