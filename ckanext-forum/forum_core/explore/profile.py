"""How full a register is: filled cells of each column, rows whose body is identified. Whole register only."""

# ruff: noqa: S608 - column names come from the schema, quoted.

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from forum_core.explore.engine import Reading
from forum_core.files.duck import quoted


@dataclass(frozen=True, slots=True)
class Profile:
    """Counts over all rows.

    Attributes:
        filled: For each published column, rows in which it is filled.
        identified: Rows in which at least one identifier of the body is filled; None without such columns.
        hidden: Rows whose amount is empty because they hide small counts.
    """

    rows: int
    filled: Mapping[str, int]
    identified: int | None
    hidden: int = 0

    def share(self, column: str) -> float:
        """Part of the rows in which a column is filled; 1 when there is no row."""
        return self.filled[column] / self.rows if self.rows else 1.0


# A published file never changes, so neither does what it holds.
@lru_cache(maxsize=128)
def profile(reading: Reading) -> Profile:
    """Count once what each column holds."""
    names = [field.name for field in reading.fields]
    ids = [name for name in reading.schema.page.subject_ids if name in names]
    counts = [f"count({_filled(name)})" for name in names]
    identified = f"count(coalesce({', '.join(map(_filled, ids))}))" if ids else "NULL"
    with reading.cursor() as cursor:
        ((rows, known, hidden, *filled),) = cursor.execute(
            f"SELECT count(*), {identified}, {_hidden(reading, names)}, {', '.join(counts)} "
            "FROM read_parquet(?)",
            [reading.files],
        ).fetchall()
    return Profile(rows, dict(zip(names, filled, strict=True)), known, hidden)


def _hidden(reading: Reading, names: Collection[str]) -> str:
    amount, policy = reading.schema.page.amount, reading.schema.privacy
    told = policy.hidden if policy else None
    if amount is None or told is None or not {amount, told} <= set(names):
        return "0"
    return f"count(*) FILTER ({quoted(told)} AND {quoted(amount)} IS NULL)"


def _filled(name: str) -> str:
    return f"nullif({quoted(name)}::VARCHAR, '')"
