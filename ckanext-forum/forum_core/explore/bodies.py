"""Bodies over the publications of a register: found by words, and one body in full by its identifier.

A body is an association, a firm or an administration that rows are about. Cleared rows hold no natural
person, and a row without identifier has a name only: it is found by words, and has no page.
"""

# ruff: noqa: S608 - column names come from the schema, quoted; what a visitor typed is bound.

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from decimal import Decimal

from forum_core.explore.engine import Condition, Reading
from forum_core.explore.figures import body_sql, name_sql
from forum_core.explore.filters import summed_sql
from forum_core.explore.matches import holding
from forum_core.explore.page import Row, read_rows
from forum_core.files.duck import quoted
from forum_core.periods import year_sql
from forum_core.privacy.cleared import ROW_KEY
from forum_core.schema.model import Schema
from forum_core.types import rna

SIREN_DIGITS, SIRET_DIGITS = 9, 14
# Names that no register gives a column.
_RNA, _SIREN = '"forum rna"', '"forum siren"'


@dataclass(frozen=True, slots=True)
class Body:
    """A body in the rows of a register.

    Attributes:
        identifier: SIREN or RNA; None when its rows have a name only.
        total: Sum of the amount column; None when the register has none, or some are never added.
        first_year, last_year: Bounds of the years of its rows.
    """

    identifier: str | None
    name: str
    rows: int
    total: Decimal | None
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of one body that share a name, its numbers, a year and the file that they are in.

    Attributes:
        numbers: Those that each of these rows holds: SIREN, RNA, or both.
        place: Of the file among the reading's `paths`.
    """

    name: str
    numbers: frozenset[str]
    year: int | None
    place: int
    rows: int
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class Identity:
    """The numbers of one body: a SIREN, RNAs, or both; `siren` is None when only an RNA is known."""

    siren: str | None
    rnas: frozenset[str]


def parse_identifier(written: str) -> str | None:
    """A SIREN or an RNA as written in an address: spaces and case do not matter; of a SIRET, the SIREN.

    None when it is neither.
    """
    compact = re.sub(r"\s", "", written).upper()
    if compact.isascii() and compact.isdigit() and len(compact) in {SIREN_DIGITS, SIRET_DIGITS}:
        return compact[:SIREN_DIGITS]
    problem = rna.problem(compact, {})
    return None if problem and problem.refuses else compact


def find_bodies(reading: Reading, words: str, limit: int) -> tuple[Body, ...]:
    """Bodies whose name or number holds all the words, those with most rows first."""
    schema = reading.schema
    condition, values = holding(reading, (schema.page.subject, *schema.page.subject_ids), words)
    siren, number, amount = _siren_sql(schema), _rna_sql(schema), summed_sql(schema)
    with reading.cursor() as cursor:
        found = cursor.execute(
            # A row with an RNA alone is counted with the body whose SIREN other rows name beside that RNA.
            f"WITH pairs AS (SELECT {number} AS {_RNA}, min({siren}) AS {_SIREN} FROM read_parquet(?) "
            f"WHERE {number} IS NOT NULL GROUP BY 1 HAVING count(DISTINCT {siren}) = 1) "
            f"SELECT coalesce({siren}, {_SIREN}, {body_sql(schema)}), "
            f"mode({name_sql(schema)}), count(*), sum({amount}), min({year_sql(schema)}), "
            f"max({year_sql(schema)}) FROM read_parquet(?) LEFT JOIN pairs ON {_RNA} = {number} "
            f"WHERE {condition} GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT ?",
            [reading.files, reading.files, *values, limit],
        ).fetchall()
    return tuple(Body(parse_identifier(body), name, *rest) for body, name, *rest in found)


def identify(reading: Reading, identifier: str) -> Identity:
    """All numbers under which a register knows the body of a number.

    An RNA leads to the SIREN that its rows name with it, when they name one only.
    """
    schema = reading.schema
    if identifier.isdigit():
        return Identity(identifier, _beside(reading, _siren_sql(schema), identifier, _rna_sql(schema)))
    sirens = _beside(reading, _rna_sql(schema), identifier, _siren_sql(schema))
    siren = next(iter(sirens)) if len(sirens) == 1 else None
    return Identity(siren, frozenset({identifier}))


def parts(reading: Reading, identity: Identity) -> tuple[Part, ...]:
    """The body's rows, by name, year and file."""
    condition, values = _condition(reading.schema, identity)
    schema = reading.schema
    amount = summed_sql(schema)
    with reading.cursor() as cursor:
        found = cursor.execute(
            f"SELECT {name_sql(schema)} AS name, {_siren_sql(schema)} AS siren, "
            f"{_rna_sql(schema)} AS rna, {year_sql(schema)} AS year, filename, count(*), sum({amount}) "
            f"FROM read_parquet(?) WHERE {condition} GROUP BY ALL ORDER BY ALL",
            [reading.files, *values],
        ).fetchall()
    return tuple(
        Part(name, frozenset(filter(None, (siren, rna))), year, reading.place_of(filename), rows, total)
        for name, siren, rna, year, filename, rows, total in found
    )


def rows_of(reading: Reading, identity: Identity, limit: int) -> tuple[Row, ...]:
    """The body's rows, the latest first."""
    condition, values = _condition(reading.schema, identity)
    order = f"{quoted(reading.schema.page.date)} DESC NULLS LAST, {quoted(ROW_KEY)}"
    return read_rows(reading, f"{condition} ORDER BY {order} LIMIT ?", [*values, limit])


def _condition(schema: Schema, identity: Identity) -> Condition:
    """Rows with the SIREN, or without any and with one of the RNAs: a row's SIREN says more than its RNA."""
    siren, number = _siren_sql(schema), _rna_sql(schema)
    marks = ", ".join("?" for _ in identity.rnas) or "NULL"
    by_rna = f"({siren} IS NULL AND {number} IN ({marks}))"
    rnas = tuple(sorted(identity.rnas))
    if identity.siren is None:
        return by_rna, rnas
    return f"({siren} = ? OR {by_rna})", (identity.siren, *rnas)


def _beside(reading: Reading, known: str, identifier: str, other: str) -> frozenset[str]:
    """Values of one number in the rows that hold another."""
    with reading.cursor() as cursor:
        found = cursor.execute(
            f"SELECT DISTINCT {other} AS number FROM read_parquet(?) "
            f"WHERE {known} = ? AND number IS NOT NULL",
            [reading.files, identifier],
        ).fetchall()
    return frozenset(number for (number,) in found)


def _siren_sql(schema: Schema) -> str:
    """The first nine digits of a SIRET, or the whole of a SIREN."""
    return _number_sql(schema, {"siret", "siren"}, f"left(%s, {SIREN_DIGITS})")


def _rna_sql(schema: Schema) -> str:
    return _number_sql(schema, {"rna"}, "%s")


def _number_sql(schema: Schema, meanings: Set[str], form: str) -> str:
    columns = [name for name in schema.page.subject_ids if schema.field(name).meaning in meanings]
    ways = [form % f"nullif({quoted(name)}::VARCHAR, '')" for name in columns]
    return f"coalesce({', '.join(ways)})" if ways else "NULL::VARCHAR"
