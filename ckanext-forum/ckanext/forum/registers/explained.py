"""The tab « Comprendre »: columns in plain words, the law with its dates, what the register does not say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ckanext.forum.account import laws
from ckanext.forum.asked import Asked
from ckanext.forum.registerhead import frame
from forum_core import french
from forum_core.explore.profile import Profile, profile
from forum_core.schema.model import Field, LegalText
from forum_core.sentences.typography import typeset

_TYPES = {
    "actes-matter": "une matière de la nomenclature @CTES",
    "boolean": "oui ou non",
    "choice": "un choix dans une liste",
    "code": "un code, en un mot",
    "commune": "un code de commune (INSEE)",
    "count": "un nombre entier, compté",
    "date": "une date",
    "integer": "un nombre entier",
    "latitude": "une latitude, en degrés",
    "longitude": "une longitude, en degrés",
    "m57-account": "un compte de la nomenclature M57",
    "money": "un montant en euros",
    "number": "un nombre",
    "percent": "un pourcentage",
    "period": "une date ou une période",
    "ratio": "une part, de 0 à 1",
    "rna": "un W et neuf chiffres",
    "school-year": "une année scolaire",
    "siren": "neuf chiffres, clé vérifiée",
    "siret": "quatorze chiffres, clé vérifiée",
    "territory": "le code officiel d’un territoire",
    "text": "un texte",
    "uai": "un numéro d’établissement scolaire",
    "url": "une adresse web",
    "year": "une année",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the files, as a reader understands it."""

    name: str
    title: str
    says: str
    kind: str
    values: tuple[str, ...]
    example: str
    owed: str
    filled: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text of law that was read and verified."""

    title: str
    url: str | None
    says: str
    since: str


def explained(asked: Asked) -> dict[str, Any]:
    """What the tab shows."""
    opened = asked.opened
    counts = profile(opened.reading)
    return {
        "frame": frame(asked),
        "columns": [_column(field, counts) for field in opened.reading.fields],
        "dropped": [field.heading for field in opened.schema.fields if field not in opened.reading.fields],
        "laws": [_text(law) for law in laws(opened.schema)],
    }


def _column(field: Field, counts: Profile) -> Column:
    constraints = field.descriptor.get("constraints", {})
    return Column(
        name=field.name,
        title=typeset(field.title),
        says=typeset(field.help),
        kind=_kind(field),
        values=tuple(str(value) for value in constraints.get("enum", ())),
        example=_example(field),
        owed="obligatoire" if field.required else "facultative",
        filled=_filled(counts, field.name),
    )


def _kind(field: Field) -> str:
    words = _TYPES.get(field.meaning, "un texte")
    return words[:1].upper() + words[1:]


def _example(field: Field) -> str:
    example = field.descriptor.get("example", "")
    if isinstance(example, bool):
        return "oui" if example else "non"
    return str(example)


def _filled(counts: Profile, column: str) -> str:
    if not counts.rows:
        return ""
    share = counts.share(column)
    # A share that is not whole is never said to be.
    rounded = min(round(share, 3), 0.999) if share < 1 else 1.0
    return french.percent(rounded if counts.filled[column] else 0.0)


def _text(law: LegalText) -> Text:
    article = f", article {law.article}" if law.article else ""
    return Text(f"{law.text}{article}", law.url, law.says, _dates(law))


def _dates(law: LegalText) -> str:
    since, until = (day and french.day(date.fromisoformat(day)) for day in (law.since, law.until))
    if since and until:
        return f"Du {since} au {until}"
    if since:
        return f"Depuis le {since}"
    return f"Jusqu’au {until}" if until else ""
