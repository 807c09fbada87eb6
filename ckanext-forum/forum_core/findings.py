"""Problems in data, as values. A finding says what and where; it has no field that could hold a cell."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import groupby
from typing import overload


class Severity(StrEnum):
    """Whether a finding keeps its row (or table) from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place.

    Attributes:
        code: frictionless' own error type (``constraint-error``, ``type-error``, ``missing-label`` …) or one
            of ours (``siret-key``, ``one-of-required``, ``other-authority`` …).
        row: Row number as frictionless counts (the header is row 1), or None for the whole table.
        field: Name of the schema's field, or None.
        field_number: Its position in the mapped table, from 1, or None.
        severity: ERROR refuses the row, or the table when ``row`` is None.
        params: Facts for the sentence: names of columns, limits, a rule's name. Never a cell's value.
    """

    code: str
    row: int | None = None
    field: str | None = None
    field_number: int | None = None
    severity: Severity = Severity.ERROR
    params: tuple[tuple[str, str | int], ...] = ()


class Findings(Sequence[Finding]):
    """Findings in order of row then column, those of the whole table first; about sixteen bytes each.

    A file can be wrong in each of a million rows. What is the same but for the row is stored once, as a kind:
    a finding without its row.
    """

    __slots__ = ("_kind_of", "_rows", "kinds")

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        kinds: dict[Finding, int] = {}
        rows, kind_of = array("q"), array("l")
        for finding in findings:
            rows.append(finding.row or 0)
            kind_of.append(kinds.setdefault(replace(finding, row=None), len(kinds)))
        self.kinds = tuple(kinds)
        column = [kind.field_number or 0 for kind in self.kinds]
        order = sorted(range(len(rows)), key=lambda i: (rows[i], column[kind_of[i]]))
        self._rows = array("q", (rows[i] for i in order))
        self._kind_of = array("l", (kind_of[i] for i in order))

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        kind = self.kinds[self._kind_of[index]]
        return replace(kind, row=self._rows[index]) if self._rows[index] else kind

    def __iter__(self) -> Iterator[Finding]:
        return (self[index] for index in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Findings) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment] -- a long sequence is no key

    def __repr__(self) -> str:
        return f"<Findings: {len(self)} of {len(self.kinds)} kinds>"

    def of(self, severity: Severity) -> Findings:
        """Those of one severity, in order."""
        pairs = zip(self._rows, self._kind_of, strict=True)
        kept = [(row, kind) for row, kind in pairs if self.kinds[kind].severity is severity]
        view = Findings()
        view.kinds = self.kinds
        view._rows = array("q", (row for row, _ in kept))
        view._kind_of = array("l", (kind for _, kind in kept))
        return view

    def refused_rows(self) -> tuple[int, ...]:
        """Rows with at least one error, sorted."""
        wrong = [kind.severity is Severity.ERROR for kind in self.kinds]
        pairs = zip(self._rows, self._kind_of, strict=True)
        return tuple(row for row, _ in groupby(row for row, kind in pairs if row and wrong[kind]))

    def blocks(self) -> bool:
        """True when an error concerns the whole table."""
        pairs = zip(self._rows, self._kind_of, strict=True)
        return any(not row and self.kinds[kind].severity is Severity.ERROR for row, kind in pairs)

    def rows_of_kinds(self) -> Iterator[tuple[Finding, tuple[int, ...]]]:
        """Each kind with its rows: how a report groups them, however many they are."""
        rows: dict[int, array[int]] = {}
        for row, kind in zip(self._rows, self._kind_of, strict=True):
            rows.setdefault(kind, array("q")).append(row)
        return ((self.kinds[kind], tuple(row for row in found if row)) for kind, found in rows.items())


@dataclass(frozen=True, slots=True)
class Repair:
    """A safe change that was made, or could be, to cells of one column.

    Attributes:
        code: Name of the repair, such as ``enum-case`` or ``period-separator``.
        field: Name of the schema's field.
        rows: Row numbers of the cells that change (frictionless' count).
        done: False when it was only found to be possible.
    """

    code: str
    field: str
    rows: tuple[int, ...]
    done: bool = True


@dataclass(frozen=True, slots=True)
class ReadReport:
    """How a file was read, so that a person can contradict it.

    Attributes:
        format: ``csv``, ``xlsx``, ``ods`` or ``xls``.
        encoding: Codec name for text (``utf-8``, ``utf-8-sig``, ``cp1252``), None for workbooks.
        delimiter: One character for CSV, None for workbooks.
        sheet: Name of the sheet, None for CSV.
        header_row: Physical row of the header in the file, from 1.
        rows: Number of data rows.
        standard: Name of the former version that it was written for and brought from, or None.
    """

    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int
    rows: int
    standard: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What reading, mapping and checking found, all of it, in order of row then column.

    Attributes:
        rows: Rows that the file has.
        refused: Rows with at least one error.
    """

    schema: str
    read: ReadReport
    rows: int
    refused: int = 0
    findings: Findings = field(default_factory=Findings)
    repairs: tuple[Repair, ...] = ()

    @property
    def errors(self) -> Findings:
        """Findings that refuse a row or the table."""
        return self.findings.of(Severity.ERROR)

    @property
    def warnings(self) -> Findings:
        """Findings that a person should look at and that refuse nothing."""
        return self.findings.of(Severity.WARNING)

    @property
    def valid(self) -> bool:
        """True when nothing is refused."""
        return not any(kind.severity is Severity.ERROR for kind in self.findings.kinds)
