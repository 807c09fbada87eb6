"""What the gate hands out: a cleared table and its clearance. Only `privacy.gate` makes a `ClearedTable`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

ROW_KEY = "cle_ligne"
"""Column that the gate adds: the row's stable key, the primary key of the published table."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Rows about natural persons, set apart: how many and how much, or why that is not said.

    Attributes:
        rows: Their number; None when it must not be said (1 to threshold - 1, or a difference would tell).
        total: Sum of the amount column as a decimal string; None likewise, with no rows, or no amount.
        withheld: True when rows were set apart and their number is not said.
        last_rows, last_total: While withheld, the figures that an earlier publication said (already public);
            the next one is compared with them.
    """

    rows: int | None
    total: str | None
    withheld: bool
    last_rows: int | None = None
    last_total: str | None = None


@dataclass(frozen=True, slots=True)
class Clearance:
    """The proof that rows passed the gate; stored with the publication, it holds no cell.

    rows_in = rows_out + rows_refused + rows_suppressed, always.

    Attributes:
        ref: ``name@version`` of the schema.
        digest: SHA-256 (hex) of the Parquet file's bytes.
        size: Its size in bytes.
        rows_suppressed: Rows set apart by the gate (persons, withdrawn). Internal when ``apart.withheld``.
        partial: True when rows were refused and the rest is published by decision.
        apart: What may be said of the rows set apart.
        dropped: Columns of the schema that are never published.
        total: Sum of the amount column over the rows out, as a decimal string, or None.
        first_date, last_date: Bounds (ISO) of the period column over the rows out, or None.
    """

    ref: str
    digest: str
    size: int
    rows_in: int
    rows_out: int
    rows_refused: int
    rows_suppressed: int
    partial: bool
    apart: Apart
    dropped: tuple[str, ...]
    total: str | None
    first_date: str | None
    last_date: str | None


@dataclass(frozen=True, slots=True)
class ClearedTable:
    """Rows that the privacy gate has released: an immutable Parquet file named by its digest, and its proof.

    Attributes:
        path: ``<digest>.parquet``; `cle_ligne` first, then the published fields, typed by their meaning.
        clearance: The proof.
    """

    path: Path = field(repr=False)
    clearance: Clearance
