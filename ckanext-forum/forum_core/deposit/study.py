"""Examine a deposited file: read, check, ask the gate, compare with what is public. Publishes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forum_core.deposit.marks import write_marks
from forum_core.errors import PrivacyRefused
from forum_core.files.difference import Difference, compare, write_changes
from forum_core.findings import Finding, Findings, ReadReport, Repair, Severity
from forum_core.pipeline import Prepared, prepare
from forum_core.privacy.cleared import Apart, Clearance, ClearedTable
from forum_core.privacy.gate import clear
from forum_core.rows.check import Authority
from forum_core.rows.read import read_file
from forum_core.schema.model import Schema
from forum_core.source import AS_FOUND, Choices

CHANGES = "changes.parquet"
SHOWN_ROWS = 8
"""Rows that a group names; it counts the others."""

_IN_PART = frozenset({"gate.undecided-rows", "gate.withdrawn-rows"})
"""What the gate refuses in a whole file, and leaves aside in a partial one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to examine, and against what.

    Attributes:
        choices: How the officer wants the file read.
        repair: Make the safe repairs.
        authority: Whose rows they must be.
        today: The day of the examination.
        withdrawn: Keys of rows that must not come back.
        former: What was last said of the rows set apart.
        public: The Parquet file that is public now, named by its digest, or None.
        released: Files of the publications that were public, that one included.
    """

    schema: Schema
    authority: Authority | None
    today: date
    choices: Choices = AS_FOUND
    repair: bool = False
    withdrawn: frozenset[str] = frozenset()
    former: Apart | None = None
    public: Path | None = None
    released: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that differ by their row only.

    Attributes:
        kind: The finding, without its row.
        count: Their number; 1 for the whole table.
        rows: The first rows.
        repairable: How many of its cells a safe repair would change.
    """

    kind: Finding
    count: int
    rows: tuple[int, ...]
    repairable: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe repair of one column: `count` cells, the first of them in `rows`."""

    code: str
    field: str
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why the gate keeps the file in: the code and facts of its error."""

    code: str
    params: tuple[tuple[str, str | int | float | tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Study:
    """What is said of a file; it holds no cell. Spools stay beside it, in the folder of the study.

    Attributes:
        fields: Columns of the schema that the file has.
        missing: Those that it has not.
        headers: Titles of the file, in its order.
        ignored: Those that the schema does not know.
        groups: Errors first, then what stops nothing; the most frequent first.
        fixes: Safe repairs, made when `repaired`, possible otherwise.
        blocked: An error concerns the whole table.
        clearance: The gate's account of what would be published; in part when `clearance.partial`.
        refusal: Why the gate lets nothing out, or nothing but a part.
        difference: Against what is public.
        public: Digest of the publication that it was compared with.
    """

    schema: str
    read: ReadReport
    fields: tuple[str, ...]
    missing: tuple[str, ...]
    headers: tuple[str, ...]
    ignored: tuple[str, ...]
    kinds: tuple[Finding, ...]
    groups: tuple[Group, ...]
    fixes: tuple[Fix, ...]
    repaired: bool
    rows: int
    refused: int
    blocked: bool
    clearance: Clearance | None
    refusal: Refusal | None
    difference: Difference | None
    public: str | None

    @property
    def errors(self) -> tuple[Group, ...]:
        """Groups that keep rows, or the table, from being published."""
        return tuple(group for group in self.groups if group.kind.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Group, ...]:
        """Groups to look at, that stop nothing."""
        return tuple(group for group in self.groups if group.kind.severity is Severity.WARNING)

    @property
    def ready(self) -> bool:
        """True when the whole file may be published."""
        return self.clearance is not None and not self.clearance.partial and not self.errors

    @property
    def in_part(self) -> bool:
        """True when some rows may be published if the others are left, which everybody is told."""
        return self.clearance is not None and self.clearance.partial


def examine(asked: Asked, file: Path, into: Path) -> Study:
    """Examine a file; spools, marks and changes are left in the folder for the pages that show values.

    Args:
        asked: Against what, and how it is to be read.
        file: A file that nobody writes to meanwhile.
        into: A new folder (0700) of the quarantine.

    Raises:
        FileRefused: The file cannot be read.
        MappingRefused: It is of another register.
    """
    choices, schema = asked.choices, asked.schema
    raw = read_file(file, into, encoding=choices.encoding, delimiter=choices.delimiter, sheet=choices.sheet)
    prepared = prepare(
        schema, raw, authority=asked.authority, today=asked.today, repair=asked.repair, into=into
    )
    report = prepared.report
    cleared, refusal = _ask_gate(asked, prepared, into)
    found = {*prepared.mapped.fields}
    return Study(
        schema=schema.ref,
        read=report.read,
        fields=prepared.mapped.fields,
        missing=tuple(field.name for field in schema.fields if field.name not in found),
        headers=raw.headers,
        ignored=prepared.mapped.ignored,
        kinds=write_marks(report.findings, into),
        groups=_groups(report.findings, report.repairs),
        fixes=tuple(_fix(repair) for repair in report.repairs),
        repaired=asked.repair,
        rows=report.rows,
        refused=report.refused,
        blocked=prepared.checked.blocked,
        clearance=cleared.clearance if cleared else None,
        refusal=refusal,
        difference=_compare(asked, cleared, into) if cleared else None,
        public=asked.public.stem if asked.public else None,
    )


def _ask_gate(asked: Asked, prepared: Prepared, into: Path) -> tuple[ClearedTable | None, Refusal | None]:
    """What the gate lets out of the whole file, else of a part; and why it does not let out more."""
    refusal = None
    for partial in (False, True):
        try:
            cleared = clear(
                asked.schema,
                prepared.checked,
                partial=partial,
                withdrawn=asked.withdrawn,
                former=asked.former,
                into=into,
                released=asked.released,
            )
        except PrivacyRefused as err:
            refusal = Refusal(err.code, tuple(err.params.items()))
            if partial or not (err.code in _IN_PART or prepared.checked.refused):
                return None, refusal
        else:
            return cleared, refusal
    return None, refusal


def _compare(asked: Asked, cleared: ClearedTable, into: Path) -> Difference:
    if asked.public:
        write_changes(asked.schema, asked.public, cleared.path, into / CHANGES)
    return compare(asked.schema, asked.public, cleared.path)


def _groups(findings: Findings, repairs: Sequence[Repair]) -> tuple[Group, ...]:
    """Each kind with its rows, errors first, then by number of cases."""
    mended: dict[str, set[int]] = {}
    for repair in repairs:
        if not repair.done:
            mended.setdefault(repair.field, set()).update(repair.rows)
    groups = [
        Group(
            kind,
            len(rows) or 1,
            rows[:SHOWN_ROWS],
            len(mended.get(kind.field or "", set()).intersection(rows)),
        )
        for kind, rows in findings.rows_of_kinds()
    ]
    return tuple(sorted(groups, key=lambda one: (one.kind.severity is not Severity.ERROR, -one.count)))


def _fix(repair: Repair) -> Fix:
    return Fix(repair.code, repair.field, len(repair.rows), repair.rows[:SHOWN_ROWS])
