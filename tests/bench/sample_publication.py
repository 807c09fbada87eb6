"""A publication of any size, made by a seed: the columns and types of a register, cleared as the gate would."""

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
_WORDS = ["association", "club", "école", "culture", "sport", "musique", "jeunesse", "quartier", "fonctionnement", "soutien", "projet", "fête", "solidarité", "patrimoine", "environnement", "théâtre", "danse", "comité", "amicale", "union", "foyer", "rural", "numérique", "insertion", "santé"]


def make(schema: Schema, rows: int, folder: Path):
    """A cleared table of so many rows."""
    random = np.random.default_rng(rows)
    names = [column.name for column in datastore.project(schema).columns]
    kinds = {field.name: TYPES[field.meaning].arrow for field in schema.fields}
    arrow = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    path = folder / f"{rows}.parquet"
    with pq.ParquetWriter(path, arrow, compression="zstd", store_schema=False) as writer:
        for start in range(0, rows, GROUP_ROWS):
            count = min(GROUP_ROWS, rows - start)
            columns = [
                _column(random, field.type, name, start, count)
                for name, field in zip(names, arrow, strict=True)
            ]
            writer.write_table(pa.table(columns, schema=arrow))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    target = path.rename(folder / f"{digest}.parquet")
    return gate.reopen(target, _clearance(schema, digest, target.stat().st_size, rows))


def _column(random, kind, name, start, count):
    if name == "cle_ligne":
        return pa.array(
            [hashlib.sha256(str(number).encode()).hexdigest()[:16] for number in range(start, start + count)]
        )
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
    # A third of the text columns are empty in real files; the others hold a few words.
    if len(name) % 3 == 0:
        return pa.nulls(count, pa.string())
    picks = random.integers(0, len(_WORDS), (count, 4))
    return pa.array([" ".join(_WORDS[word] for word in row) for row in picks])


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
