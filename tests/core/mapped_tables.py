"""Build the tables that stages hand on, from rows that the test shows."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa

from forum_core.findings import ReadReport
from forum_core.rows.table import BATCH_ROWS, ROW, MappedTable, RawTable, spool

TODAY = date(2026, 11, 30)
"""The day of every check of these tests: nothing in them reads the clock."""

_FOLDERS = tempfile.TemporaryDirectory(prefix="forum-test-")

GOOD = {
    "nomAttribuant": "Ville d’Essai",
    "idAttribuant": "21750001600019",
    "dateConvention": "2024-01-15",
    "referenceDecision": "DEL-2024-001",
    "nomBeneficiaire": "Club de judo",
    "idBeneficiaire": "35600000000048",
    "rnaBeneficiaire": "",
    "objet": "Fonctionnement",
    "montant": "1500.50",
    "nature": "aide en numéraire",
    "conditionsVersement": "unique",
    "datesPeriodeVersement": "2024-02-01/2024-12-31",
    "idRAE": "",
    "notificationUE": "non",
    "pourcentageSubvention": "1",
    "dispositifAide": "",
}
"""A row of the subsidies register that nothing is wrong with; `row` changes it."""


def row(**cells):
    return {**GOOD, **cells}


def mapped(schema, rows, *, columns=None, first_row=2, batch=BATCH_ROWS):
    """A mapped table of rows given as dictionaries, over the columns of the schema that are asked for."""
    names = [f.name for f in schema.fields if columns is None or f.name in columns]
    cells = [[line[name] for name in names] for line in rows]
    return MappedTable(
        ref=schema.ref,
        fields=tuple(names),
        ignored=(),
        spool=_spool(names, cells, first_row, batch),
        read=_read(len(rows), first_row),
    )


def raw(headers, rows, *, first_row=2, findings=()):
    """A raw table of rows given as lists."""
    names = [f"c{at}" for at in range(len(headers))]
    return RawTable(
        headers=tuple(headers),
        spool=_spool(names, rows, first_row, BATCH_ROWS),
        read=_read(len(rows), first_row),
        findings=tuple(findings),
    )


def folder():
    """A new folder for spools, gone when the tests end."""
    return Path(tempfile.mkdtemp(dir=_FOLDERS.name))


def cells(table, name):
    return table.spool.table().column(name).to_pylist()


def _spool(names, rows, first_row, batch):
    target = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in names)])
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    numbers = range(first_row, first_row + len(rows))
    whole = pa.table(
        [pa.array(numbers, pa.int64()), *(pa.array(c, pa.string()) for c in columns)], schema=target
    )
    return spool(folder() / "table.arrow", target, whole.to_batches(max_chunksize=batch))


def _read(rows, first_row):
    return ReadReport("csv", "utf-8", ",", None, first_row - 1, rows)
