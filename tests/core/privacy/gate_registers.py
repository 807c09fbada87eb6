"""Small registers and tables for the tests of gate, files and explore: several, built by hand."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from forum_core.findings import ReadReport
from forum_core.rows.table import ROW, CheckedTable, MappedTable, spool
from forum_core.schema.model import Band, Field, FieldPrivacy, Page, PrivacyPolicy, Schema

BODY = "21750001600019"
OTHER_BODY = "21860194600013"
_ARROW = {
    "text": pa.string(),
    "siret": pa.string(),
    "rna": pa.string(),
    "date": pa.date32(),
    "money": pa.decimal128(18, 2),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "integer": pa.int64(),
    "count": pa.int64(),
    "year": pa.int32(),
    "school-year": pa.string(),
    "choice": pa.string(),
}
_TABLE_TYPES = {
    "date": "date",
    "money": "number",
    "number": "number",
    "boolean": "boolean",
    "integer": "integer",
    "count": "integer",
    "year": "year",
}
_serial = itertools.count()


def column(name: str, meaning: str, class_: str = "public", action: str = "keep", **descriptor) -> Field:
    kind = _TABLE_TYPES.get(meaning, "string")
    privacy = FieldPrivacy(class_, action, descriptor.pop("basis", None))
    described = {"name": name, "type": kind, **descriptor}
    return Field(name, name.capitalize(), kind, meaning, described, privacy, "Aide.")


def register(name: str, fields: tuple[Field, ...], page: Page, **changes) -> Schema:
    schema = Schema(
        name=name,
        version="1.0.0",
        title=name.capitalize(),
        question="Qui ?",
        summary="Un registre d’essai.",
        official_url=None,
        table_schema={"fields": [dict(field.descriptor) for field in fields]},
        fields=fields,
        rules=(),
        key=(fields[0].name,),
        authority=None,
        persons=(),
        privacy=PrivacyPolicy("body", "none", "as_is", 11, ("nir", "iban")),
        laws=(),
        theme="GOVE",
        frequency="ANNUAL",
        licence="fr-lo",
        keywords=(),
        nil=False,
        page=page,
    )
    return replace(schema, **changes)


BANDS = (
    Band("petit", "Petit", None, 999.99),
    Band("moyen", "Moyen", 999.99, 23000.0),
    Band("grand", "Grand", 23000.0, None),
)

AIDS = register(
    "aides",
    (
        column("jour", "date"),
        column("nom", "text", "body_or_person", "persons_apart"),
        column("siret", "siret"),
        column("rna", "rna"),
        column("motif", "text"),
        column("somme", "money"),
        column("part", "number"),
        column("europe", "boolean", trueValues=["oui"], falseValues=["non"]),
        column("interne", "text", "identifier", "drop"),
    ),
    Page(
        subject="nom",
        subject_ids=("siret", "rna"),
        amount="somme",
        date="jour",
        words=("nom", "siret", "motif"),
        columns=("nom", "motif", "jour", "somme"),
        bands=BANDS,
        one="aide",
        many="aides",
        subject_one="organisme",
        subject_many="organismes",
    ),
    key=("jour", "siret", "rna", "motif"),
    persons=("nom", "siret", "rna"),
)

MEETINGS = register(
    "rencontres",
    (
        column("annee", "integer"),
        column("elu", "text", "named_by_law", "keep", basis="D.312-1-3 1°"),
        column("sujet", "text"),
    ),
    Page(
        subject="elu",
        subject_ids=(),
        amount=None,
        date="annee",
        words=("elu", "sujet"),
        columns=("elu", "sujet", "annee"),
        bands=(),
        one="rencontre",
        many="rencontres",
        subject_one="élu",
        subject_many="élus",
    ),
    key=("annee", "elu", "sujet"),
)

PLACES = register(
    "places",
    (
        column("debut", "date"),
        column("quartier", "text", "quasi_identifier", "keep"),
        column("familles", "integer", "count_of_persons", "keep"),
    ),
    Page(
        subject="quartier",
        subject_ids=(),
        amount=None,
        date="debut",
        words=("quartier",),
        columns=("quartier", "familles"),
        bands=(),
        one="ligne",
        many="lignes",
        subject_one="quartier",
        subject_many="quartiers",
    ),
    key=("debut", "quartier"),
    privacy=PrivacyPolicy("household", "none", "aggregate", 11, ()),
)


def aid(nom: str = "Judo club", **cells) -> dict[str, object]:
    return {
        "jour": date(2024, 3, 1),
        "nom": nom,
        "siret": BODY,
        "rna": None,
        "motif": "Fonctionnement",
        "somme": Decimal("1500.00"),
        "part": 1.0,
        "europe": False,
        "interne": "agent 12",
    } | cells


def person(number: int, **cells) -> dict[str, object]:
    return (
        aid(f"Mme Canari{number} Fictive", siret=None, motif=f"Secours {number}", somme=Decimal(100)) | cells
    )


def checked(schema: Schema, folder: Path, rows: list[dict[str, object]], **changes) -> CheckedTable:
    """A checked table of these rows, numbered from 2 on, in batches of three."""
    columns = pa.schema(
        [(ROW, pa.int64()), *((field.name, _ARROW[field.meaning]) for field in schema.fields)]
    )
    numbered = [{ROW: number, **row} for number, row in enumerate(rows, start=2)]
    table = pa.Table.from_pylist(numbered, schema=columns)
    whole = CheckedTable(
        ref=schema.ref,
        spool=spool(folder / f"checked-{next(_serial)}.arrow", columns, table.to_batches(max_chunksize=3)),
        rows_in=len(rows),
        refused=(),
        blocked=False,
        findings=(),
    )
    return replace(whole, **changes)


def mapped(schema: Schema, folder: Path, rows: list[dict[str, str | None]]) -> MappedTable:
    """A mapped table: text cells under the schema's names, for the columns that the rows have."""
    names = tuple(field.name for field in schema.fields if field.name in rows[0])
    columns = pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in names)])
    numbered = [{ROW: number, **row} for number, row in enumerate(rows, start=2)]
    batches = pa.Table.from_pylist(numbered, schema=columns).to_batches(max_chunksize=3)
    read = ReadReport("csv", "utf-8", ",", None, 1, len(rows))
    return MappedTable(
        schema.ref, names, (), spool(folder / f"mapped-{next(_serial)}.arrow", columns, batches), read
    )
