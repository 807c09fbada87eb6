"""Sentences about versions of a schema: what separates two of them."""

from __future__ import annotations

from collections.abc import Mapping

CHANGES: Mapping[int, tuple[str, str]] = {
    0: ("aucun changement", "Les deux versions disent la même chose."),
    1: ("correctif", "Seuls des mots changent : tout fichier accepté hier l'est encore."),
    2: ("mineur", "Des ajouts, ou moins d'exigences : tout fichier accepté hier l'est encore."),
    3: ("majeur", "Un fichier accepté hier peut être refusé."),
}
"""Name of each size of change, and what it means."""

REASONS: Mapping[str, str] = {
    "words": "des mots changent (titre, explication, exemple ou avertissement).",
    "order-changed": "l'ordre des colonnes change.",
    "column-added": "nouvelle colonne, facultative.",
    "codes-added": "nouvelles valeurs permises ({about}).",
    "constraint-looser": "contrainte levée ou assouplie ({about}).",
    "rule-removed": "règle qui ne bloque plus ({about}).",
    "required-column-added": "nouvelle colonne, obligatoire.",
    "column-removed": "la colonne n'est plus là.",
    "column-renamed": "la colonne change de nom ({about}).",
    "type-changed": "le type change ({about}).",
    "constraint-tighter": "contrainte ajoutée ou resserrée ({about}).",
    "codes-removed": "valeurs qui ne sont plus permises ({about}).",
    "empty-words-changed": "les mots qui disent qu'une case est vide changent.",
    "rule-added": "nouvelle règle qui bloque ({about}).",
    "rule-changed": "une règle qui bloque change ({about}).",
}
"""What each kind of change is called."""
