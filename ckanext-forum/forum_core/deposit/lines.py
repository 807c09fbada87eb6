"""Cells of a few rows of a file in quarantine, read at the moment they are shown, and nowhere kept."""

# pyright: reportAttributeAccessIssue=false
# pyarrow.compute makes its functions at import, out of the type checker's sight.

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from forum_core.deposit.marks import Marks
from forum_core.deposit.study import Study
from forum_core.findings import Finding, Severity
from forum_core.rows.table import ROW, Spool
from forum_core.schema.model import Schema

MAPPED, REPAIRED = "mapped.arrow", "repaired.arrow"
"""The file's cells under the schema's names, before and after the safe repairs."""

SHOWN_LINES = 8
SHOWN_COLUMNS = 6
SHOWN_CHARACTERS = 80
EXAMPLES = 3

Line = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class MarkedCell:
    """One cell of the extract: its text, shortened, and what is wrong with it."""

    text: str
    problems: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One row of the extract; `problems` are those of the row as a whole."""

    row: int
    cells: tuple[MarkedCell, ...]
    problems: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Extract:
    """Some rows of the file with their marks."""

    columns: tuple[str, ...]
    lines: tuple[MarkedLine, ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """A repaired cell: before, after."""

    row: int
    before: str
    after: str


def read_lines(path: Path, rows: Collection[int]) -> dict[int, Line]:
    """The cells of some rows of a spool, by row number."""
    wanted = pa.array(sorted(set(rows)), pa.int64())
    found: dict[int, Line] = {}
    if not len(wanted):
        return found
    for batch in Spool(path, 0).batches():
        for line in batch.filter(pc.is_in(batch.column(ROW), value_set=wanted)).to_pylist():
            found[line.pop(ROW)] = line
        if len(found) == len(wanted):
            break
    return found


def short(text: str | None) -> str:
    """A cell as a page has room for."""
    written = " ".join((text or "").split())
    return written if len(written) <= SHOWN_CHARACTERS else f"{written[: SHOWN_CHARACTERS - 1]}…"


def examples(study: Study, folder: Path) -> dict[Finding, str]:
    """For each group about a column, the cell of its first row."""
    first = {group.kind: group.rows[0] for group in study.groups if group.rows and group.kind.field}
    lines = read_lines(_judged(study, folder), first.values())
    return {kind: short(lines[row].get(kind.field or "")) for kind, row in first.items() if row in lines}


def mendings(study: Study, folder: Path) -> dict[tuple[str, str], tuple[Mending, ...]]:
    """For each safe repair (code and column), some cells before and after."""
    rows = {row for fix in study.fixes for row in fix.rows[:EXAMPLES]}
    before, after = (read_lines(folder / name, rows) for name in (MAPPED, REPAIRED))
    return {
        (fix.code, fix.field): tuple(
            Mending(row, short(before[row][fix.field]), short(after[row][fix.field]))
            for row in fix.rows[:EXAMPLES]
        )
        for fix in study.fixes
    }


def extract(schema: Schema, study: Study, marks: Marks, folder: Path) -> Extract:
    """The first rows of each group of errors, with their wrong columns and the one that names the row."""
    rows = _first_rows(study)
    worst = Severity.ERROR if study.errors else Severity.WARNING
    problems = {
        row: [found for found in marked if found.severity is worst] for row, marked in marks.of(rows).items()
    }
    lines = read_lines(_judged(study, folder), rows)
    columns = _columns(schema, study, [found for one in problems.values() for found in one])
    return Extract(
        columns,
        tuple(_marked(row, lines[row], columns, problems.get(row, [])) for row in rows if row in lines),
    )


def _judged(study: Study, folder: Path) -> Path:
    return folder / (REPAIRED if study.repaired else MAPPED)


def _first_rows(study: Study) -> list[int]:
    """One row of each group in turn, until there are enough; in the file's order."""
    queues = [list(group.rows) for group in study.errors or study.warnings]
    rows: set[int] = set()
    for turn in range(max(map(len, queues), default=0)):
        for queue in queues:
            if turn < len(queue) and len(rows) < SHOWN_LINES:
                rows.add(queue[turn])
    return sorted(rows)


def _columns(schema: Schema, study: Study, problems: Sequence[Finding]) -> tuple[str, ...]:
    wrong = {found.field for found in problems}
    named = [name for name in study.fields if name == schema.page.subject or name in wrong]
    return tuple(named[:SHOWN_COLUMNS])


def _marked(row: int, line: Line, columns: Sequence[str], problems: Sequence[Finding]) -> MarkedLine:
    cells = tuple(
        MarkedCell(short(line.get(name)), tuple(found for found in problems if found.field == name))
        for name in columns
    )
    return MarkedLine(row, cells, tuple(found for found in problems if found.field not in columns))
