"""Some of the rows that a publication would add, change or lose, with their cells before and after."""

# ruff: noqa: S608 - column names come from the schema, quoted; values and kinds are bound.

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pyarrow.parquet as pq

from forum_core.deposit.study import CHANGES, Study
from forum_core.files.duck import quoted, text, workbench
from forum_core.privacy.cleared import ROW_KEY
from forum_core.schema.model import Schema

Kind = Literal["added", "changed", "left"]
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Changed:
    """One row that differs: its key, the columns that changed, what it says before and after."""

    key: str
    fields: tuple[str, ...]
    before: dict[str, Any]  # values of published columns, by name
    after: dict[str, Any]

    def named(self, column: str) -> Any:  # noqa: ANN401 -- a published value
        """The value of a column where the row still is, else where it was."""
        return self.after.get(column) if any(self.after.values()) else self.before.get(column)


def sample_changes(
    schema: Schema, study: Study, kind: Kind, *, public: Path, folder: Path
) -> tuple[Changed, ...]:
    """The first rows of one kind, by key; none when nothing was compared.

    Args:
        schema: The register's schema.
        study: What was found of the file.
        kind: Which rows.
        public: The file that is public, the one that the study was compared with.
        folder: Folder of the study, which holds the cleared file and the list of changes.
    """
    if study.clearance is None or not (folder / CHANGES).is_file():
        return ()
    digest = study.clearance.digest
    after = folder / f"{digest}.parquet"
    old, new = (_columns(schema, path) for path in (public, after))
    cells = ", ".join((*(f"o.{quoted(name)}" for name in old), *(f"n.{quoted(name)}" for name in new)))
    query = (
        f"SELECT c.{quoted(ROW_KEY)}, c.fields, {cells} FROM {_file(folder / CHANGES)} c "
        f"LEFT JOIN {_file(public)} o ON o.{quoted(ROW_KEY)} = c.{quoted(ROW_KEY)} "
        f"LEFT JOIN {_file(after)} n ON n.{quoted(ROW_KEY)} = c.{quoted(ROW_KEY)} "
        "WHERE c.change = ? ORDER BY 1 LIMIT ?"
    )
    with workbench(folder, memory="512MB", threads=2, reads=(public.parent, folder)) as database:
        rows = database.execute(query, [kind, SHOWN]).fetchall()
    return tuple(_changed(row, old, new) for row in rows)


def _changed(row: tuple[Any, ...], old: tuple[str, ...], new: tuple[str, ...]) -> Changed:
    key, fields, *cells = row
    return Changed(
        key,
        tuple(fields),
        dict(zip(old, cells[: len(old)], strict=True)),
        dict(zip(new, cells[len(old) :], strict=True)),
    )


def gap(before: object, after: object) -> Decimal | None:
    """What a number gained or lost, None when one of them is no number."""
    numbers = [value for value in (before, after) if isinstance(value, int | float | Decimal)]
    if len(numbers) < 2 or isinstance(before, bool):
        return None
    first, second = (Decimal(str(value)) for value in numbers)
    return second - first


def _columns(schema: Schema, path: Path) -> tuple[str, ...]:
    held = set(pq.read_schema(path).names)
    return tuple(field.name for field in schema.fields if field.name in held)


def _file(path: Path) -> str:
    return f"read_parquet({text(str(path.resolve()))})"
