"""Sentences about versions of a schema: what separates two of them."""

from __future__ import annotations

from collections.abc import Mapping

from forum_core.french import NARROW, SPACE, count
from forum_core.schema.compat import Change, Compat, Reason, lowest_number
from forum_core.sentences.typography import FrenchFormatter, typeset

CHANGES: Mapping[Change, tuple[str, str]] = {
    Change.NONE: ("aucun changement", "Les deux versions disent la même chose."),
    Change.PATCH: (
        "changement correctif",
        "Seuls des mots changent : tout fichier accepté hier l'est encore.",
    ),
    Change.MINOR: (
        "changement mineur",
        "Des ajouts, ou moins d'exigences : tout fichier accepté hier l'est encore.",
    ),
    Change.MAJOR: ("changement majeur", "Un fichier accepté hier peut être refusé."),
}
"""Name of each size of change, and what it means."""

REASONS: Mapping[str, str] = {
    "words": "des mots changent (titre, explication, exemple, avertissement).",
    "order-changed": "l'ordre des colonnes change.",
    "column-added": "nouvelle colonne, facultative.",
    "codes-added": "nouvelles valeurs permises ({about}).",
    "dates-wider": "valeurs permises plus longtemps ({about}).",
    "constraint-looser": "contrainte levée ou assouplie ({about}).",
    "rule-removed": "règle qui ne bloque plus ({about}).",
    "required-column-added": "nouvelle colonne, obligatoire.",
    "column-removed": "la colonne n'est plus là.",
    "column-renamed": "la colonne change de nom ({about}).",
    "type-changed": "le type change ({about}).",
    "constraint-tighter": "contrainte ajoutée ou resserrée ({about}).",
    "codes-removed": "valeurs qui ne sont plus permises ({about}).",
    "dates-narrower": "valeurs permises moins longtemps ({about}).",
    "empty-words-changed": "les mots qui disent qu'une case est vide changent.",
    "rule-added": "nouvelle règle qui bloque ({about}).",
    "rule-changed": "une règle qui bloque change ({about}).",
}
"""What each kind of change is called."""

_FORMATTER = FrenchFormatter()
_WORDS = "words"


def say_compat(found: Compat) -> str:
    """What separates two versions and whether the number says it, for a terminal."""
    name, meaning = map(typeset, CHANGES[found.change])
    title = f"{name[:1].upper()}{name[1:]}, de {found.before} à {found.after}. {meaning}"
    told = [say_reason(reason) for reason in found.reasons if reason.code != _WORDS or not reason.column]
    if columns := sum(reason.code == _WORDS and bool(reason.column) for reason in found.reasons):
        told.append(f"Des mots changent dans {count(columns, 'colonne', 'colonnes')}.")
    return "\n".join([title, *(f"  {line}" for line in told), say_number(found)])


def say_reason(reason: Reason) -> str:
    """One change, with its column."""
    fact = _FORMATTER.vformat(typeset(REASONS[reason.code]), (), {"about": reason.about})
    return f"Colonne {reason.column}{SPACE}: {fact}" if reason.column else fact[:1].upper() + fact[1:]


def say_number(found: Compat) -> str:
    """Whether the number that was written goes as far as what changed."""
    said = typeset(CHANGES[found.written][0])
    if found.number_holds:
        return f"Le numéro convient{SPACE}: il dit «{NARROW}{said}{NARROW}»."
    least = lowest_number(found.before, found.change)
    return (
        f"Le numéro ne convient pas{SPACE}: il dit «{NARROW}{said}{NARROW}»{NARROW}; "
        f"il faut au moins {least}."
    )
