"""A publication of any size, made by a seed: the columns and types of a register."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from forum_core.privacy import gate
from forum_core.privacy.cleared import Apart, Clearance
from forum_core.project import datastore
from forum_core.schema.model import Schema
from forum_core.types.registry import TYPES

GROUP_ROWS = 65_536
WORDS = [
    "association",
    "club",
    "école",
    "culture",
    "sport",
    "musique",
    "jeunesse",
    "quartier",
    "fonctionnement",
    "soutien",
    "projet",
    "fête",
    "solidarité",
    "patrimoine",
    "environnement",
    "théâtre",
    "danse",
    "comité",
    "amicale",
    "union",
    "foyer",
    "rural",
    "numérique",
    "insertion",
    "santé",
]


def make(schema: Schema, rows: int, folder: Path):
    """A cleared table of so many rows."""
    random = np.random.default_rng(rows)
    names = [column.name for column in datastore.project(schema).columns]
    meanings = {field.name: field.meaning for field in schema.fields}
    arrow = pa.schema(
        [(name, TYPES[meanings[name]].arrow if name in meanings else pa.string()) for name in names]
    )
    path = folder / f"{rows}.parquet"
    with pq.ParquetWriter(path, arrow, compression="zstd", store_schema=False) as writer:
        for start in range(0, rows, GROUP_ROWS):
            count = min(GROUP_ROWS, rows - start)
            columns = [_column(random, one.type, meanings.get(one.name), start, count) for one in arrow]
            writer.write_table(pa.table(columns, schema=arrow))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    target = path.rename(folder / f"{digest}.parquet")
    return gate.reopen(target, _clearance(schema, digest, target.stat().st_size, rows))


def _column(random, kind, meaning, start, count):
    if pa.types.is_decimal(kind):
        return pa.array(
            [Decimal(int(cents)).scaleb(-2) for cents in random.integers(100, 10**7, count)], kind
        )
    if pa.types.is_date(kind):
        return pa.array(random.integers(16_000, 20_000, count).astype("int32"), pa.int32()).cast(kind)
    if pa.types.is_boolean(kind):
        return pa.array(random.random(count) < 0.1)
    if pa.types.is_floating(kind):
        return pa.array(random.integers(1, 101, count) / 100)
    words = random.integers(0, len(WORDS), (count, 3))
    return pa.array([_text(meaning, start + index, words[index]) for index in range(count)], pa.string())


def _text(meaning, number, words):
    """Texts as long as those of real files."""
    match meaning:
        case None:
            return hashlib.sha256(str(number).encode()).hexdigest()[:16]
        case "siret":
            return f"{number % 50_000:09d}00011"
        case "rna":
            return f"W{number % 50_000:09d}" if number % 2 else None
        case "period":
            return "2024-01-13/2024-03-02"
        case "choice":
            return "aide en numéraire"
        case _:
            return " ".join(WORDS[word] for word in words)


def _clearance(schema, digest, size, rows):
    return Clearance(
        ref=schema.ref,
        digest=digest,
        size=size,
        rows_in=rows,
        rows_out=rows,
        rows_refused=0,
        rows_suppressed=0,
        partial=False,
        apart=Apart(0, None, withheld=False),
        dropped=(),
        total=None,
        first_date=None,
        last_date=None,
    )
