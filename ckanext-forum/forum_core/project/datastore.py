"""Target: the DataStore's table: columns with their types and French dictionary, primary key, indexes."""

from __future__ import annotations

from dataclasses import dataclass

from forum_core.privacy.cleared import ROW_KEY
from forum_core.project.standard_keys import STANDARD_KEYS
from forum_core.schema.model import Field, Schema
from forum_core.types.registry import TYPES

LOSSES: tuple[str, ...] = (
    # Checked before a row gets here.
    "fields/constraints",
    "fields/format",
    "fields/trueValues",
    "fields/falseValues",
    "custom_checks",
    "forum/rules",
    "forum/later",
    "fields/forum/codelist",
    "missingValues",
    "fields/forum/aliases",
    "fields/forum/label",
    "forum/authority",
    "forum/persons",
    "forum/key",
    # Said by the dataset, its page and its feed.
    "name",
    "version",
    "fields/description",
    "fields/example",
    "fields/examples",
    "fields/forum/privacy/class",
    "fields/forum/privacy/basis",
    "forum/title",
    "forum/question",
    "forum/summary",
    "forum/duty",
    "forum/metadata",
    "forum/official_url",
    "forum/nil",
    "forum/privacy",
    "forum/register",
    "forum/keywords",
    "forum/laws",
    "forum/excludes",
    "forum/page/subject",
    "forum/page/before",
    "forum/page/words",
    "forum/page/columns",
    "forum/page/one",
    "forum/page/many",
    "forum/page/subject_one",
    "forum/page/subject_many",
    "forum/page/bands",
    "forum/page/unit",
    "forum/page/pictures",
    "forum/page/awaited",
    "forum/page/separate",
    "forum/page/stocks",
    "forum/page/figures",
    "forum/page/sort",
    "forum/page/calculator",
    "forum/page/sentence",
    "forum/page/amount",
    "forum/page/date",
    *STANDARD_KEYS,
)
"""Keys of schema.yaml that this target does not express."""


KEY_TITLE = "Clé de la ligne"
KEY_NOTES = (
    "Adresse stable de la ligne dans ce registre, calculée par le site. "
    "Le fichier au format du standard ne l’a pas."
)
"""What is said of the column that we add."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: PostgreSQL type, and label and notes of the data dictionary, in French."""

    name: str
    type: str
    label: str
    notes: str


@dataclass(frozen=True, slots=True)
class Table:
    """The table that a publication becomes.

    Attributes:
        columns: `cle_ligne` first, then the published fields in the standard's order.
        indexes: Columns of each index, the primary key's apart.
    """

    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]


def project(schema: Schema) -> Table:
    """The DataStore's table of a register; columns that are never published are not there."""
    published = [field for field in schema.fields if is_published(field)]
    key = Column(ROW_KEY, "text", KEY_TITLE, KEY_NOTES)
    return Table(
        columns=(key, *map(_column, published)),
        primary_key=(ROW_KEY,),
        indexes=_indexes(schema, {field.name for field in published}),
    )


def is_published(field: Field) -> bool:
    """True when its values can leave the gate; a column without a privacy class never does."""
    return field.privacy is not None and field.privacy.action != "drop"


def _column(field: Field) -> Column:
    kind = TYPES[field.meaning]
    measured = f"{kind.label}, en {field.unit}" if field.unit else kind.label
    notes = " ".join(filter(None, (field.help, f"({measured})", field.caution)))
    return Column(field.name, kind.datastore, field.title, notes)


def _indexes(schema: Schema, published: set[str]) -> tuple[tuple[str, ...], ...]:
    """What a row is looked up by: the identifiers of its body. Pages read the publication's file instead."""
    return tuple((name,) for name in schema.page.subject_ids if name in published)
