"""Problems in data, as values. A finding says what and where; it has no field that could hold a cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding keeps its row (or table) from being published."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place.

    Attributes:
        code: frictionless' own error type (``constraint-error``, ``type-error``, ``missing-label`` …) or a code
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


@dataclass(frozen=True, slots=True)
class Repair:
    """A safe change that was made, or could be, to cells of one column.

    Attributes:
        code: Name of the repair, such as ``enum-case`` or ``period-separator``.
        field: Name of the schema's field.
        rows: Row numbers of the cells that change (frictionless' count).
    """

    code: str
    field: str
    rows: tuple[int, ...]


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
    """

    format: str
    encoding: str | None
    delimiter: str | None
    sheet: str | None
    header_row: int
    rows: int


@dataclass(frozen=True, slots=True)
class Report:
    """What reading, mapping and checking found, all of it, in order of row then column."""

    schema: str
    read: ReadReport
    rows: int
    findings: tuple[Finding, ...] = ()
    repairs: tuple[Repair, ...] = field(default=())

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that refuse a row or the table."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Findings that a person should look at and that refuse nothing."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def valid(self) -> bool:
        """True when nothing is refused."""
        return not self.errors
