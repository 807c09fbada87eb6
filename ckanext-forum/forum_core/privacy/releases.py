"""Compares counts of persons with what was published before: what one subtraction of the two gives back."""

# ruff: noqa: S608 - names come from the schema, quoted, totals too; paths and values are never part of it.

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.files.duck import quoted, text
from forum_core.privacy.classes import AGGREGATE, COUNT_OF_PERSONS, kept_fields
from forum_core.privacy.cleared import ROW_KEY
from forum_core.privacy.counts import Told
from forum_core.privacy.keying import KEY, KEYED, Keyed
from forum_core.rows.table import ROW
from forum_core.schema.model import Rule, Schema

_COME = f"(SELECT kept.* FROM {KEYED} WHERE {KEY} NOT IN (SELECT {quoted(ROW_KEY)} FROM released)) come"
_GONE = f"(SELECT * FROM released WHERE {quoted(ROW_KEY)} NOT IN (SELECT {KEY} FROM {KEYED})) gone"
_NAMING = ("columns", "across", "start", "end", "column")
"""Parameters of the rules below that name columns."""


def changes(rows: Keyed, released: Iterable[Path], threshold: int) -> dict[str, Told]:
    """Counts that differ from those of the same row in a former publication by fewer than the threshold."""
    found: dict[str, Told] = {}
    for table in _tables(rows.schema, released):
        rows.database.register("released", table)
        for name in _counts(rows.schema, table):
            count = quoted(name)
            gap = f"abs(kept.{count} - {_number('released', count)})"
            for (row,) in rows.database.execute(
                f"SELECT kept.{quoted(ROW)} FROM {KEYED} JOIN released ON released.{quoted(ROW_KEY)} = {KEY} "
                f"WHERE {gap} > 0 AND {gap} < ? ORDER BY 1",
                [threshold],
            ).fetchall():
                found.setdefault(name, Told()).note(row)
        rows.database.unregister("released")
    return found


def cuts(rows: Keyed, released: Iterable[Path], threshold: int) -> Told:
    """Rows that cut otherwise persons who were counted before, where the two give back a small count.

    The rules of the register say which rows count the same persons: the row of one publication, less the
    filled cells of those of the other that it reunites, leaves nobody or enough.
    """
    found: set[int] = set()
    for table in _tables(rows.schema, released):
        rows.database.register("released", table)
        counts = _counts(rows.schema, table)
        for same in _same_persons(rows.schema, {*table.column_names} & {*rows.columns.names}):
            pairs = f"FROM {_COME} JOIN {_GONE} ON {same}"
            for query in _queries(counts, pairs, threshold):
                found.update(row for (row,) in rows.database.execute(query).fetchall())
        rows.database.unregister("released")
    told = Told()
    for row in sorted(found):
        told.note(row)
    return told


def _tables(schema: Schema, released: Iterable[Path]) -> Iterator[pa.Table]:
    if schema.privacy is None or schema.privacy.release != AGGREGATE:
        return
    for path in released:
        try:
            yield pq.read_table(path)
        except FileNotFoundError:
            continue  # nobody keeps it any more: another publication swept it since the list was made


def _counts(schema: Schema, table: pa.Table) -> list[str]:
    return [
        field.name
        for field in kept_fields(schema)
        if field.privacy and field.privacy.class_ == COUNT_OF_PERSONS and field.name in table.column_names
    ]


def _queries(counts: Iterable[str], pairs: str, threshold: int) -> Iterator[str]:
    number = f"come.{quoted(ROW)}"
    for count in map(quoted, counts):
        for whole, part, by in (("come", "gone", number), ("gone", "come", f"gone.{quoted(ROW_KEY)}")):
            gap = f"abs(any_value({_number(whole, count)}) - sum({_number(part, count)}))"
            yield f"SELECT min({number}) {pairs} GROUP BY {by} HAVING {gap} > 0 AND {gap} < {threshold:d}"


def _same_persons(schema: Schema, held: set[str]) -> Iterator[str]:
    """For each rule that says so, when a row that comes and one that is gone count the same persons."""
    for rule in schema.rules:
        condition = _CONDITIONS.get(rule.name)
        if condition is not None and rule.severity == "error" and held.issuperset(_named(rule)):
            yield " AND ".join((*map(_equal, rule.params["columns"]), *condition(rule)))


def _named(rule: Rule) -> Iterator[str]:
    for parameter in _NAMING:
        columns = rule.params.get(parameter, ())
        yield from (columns,) if isinstance(columns, str) else columns


# A column of a former version may have had another type: what cannot be compared is null.
def _number(side: str, count: str) -> str:
    return f"TRY_CAST({side}.{count} AS DOUBLE)"


def _day(side: str, column: str) -> str:
    return f"TRY_CAST({side}.{quoted(column)} AS DATE)"


def _equal(column: str) -> str:
    return f"come.{quoted(column)}::VARCHAR IS NOT DISTINCT FROM gone.{quoted(column)}::VARCHAR"


def _counted_twice(rule: Rule) -> Iterator[str]:
    totals = ", ".join(text(total) for total in rule.params["totals"])
    for column in rule.params["across"]:
        cells = (f"coalesce({side}.{quoted(column)}::VARCHAR, '')" for side in ("come", "gone"))
        either = " OR ".join(f"{cell} IN ({totals})" for cell in cells)
        yield f"({_equal(column)} OR {either})"


def _periods_apart(rule: Rule) -> Iterator[str]:
    come, gone = (_period(rule, side) for side in ("come", "gone"))
    yield f"{come[0]} <= {gone[1]} AND {gone[0]} <= {come[1]}"
    yield f"NOT ({come[0]} = {gone[0]} AND {come[1]} = {gone[1]})"


def _period(rule: Rule, side: str) -> tuple[str, str]:
    start, end = (_day(side, rule.params[parameter]) for parameter in ("start", "end"))
    return start, f"coalesce({end}, 'infinity'::DATE)" if rule.params.get("open") else end


def _one_value(rule: Rule) -> Iterator[str]:
    yield f"NOT ({_equal(rule.params['column'])})"


_CONDITIONS = {"counted-twice": _counted_twice, "periods-apart": _periods_apart, "one-value": _one_value}
