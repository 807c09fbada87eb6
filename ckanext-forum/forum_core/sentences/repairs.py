"""Sentences of repairs: what was, or can be, written otherwise without changing the meaning."""

from __future__ import annotations

from collections.abc import Mapping

REPAIRS: Mapping[str, str] = {
    "spaces": "espaces superflus retirés",
    "siret-spaces": "numéros SIRET sans leurs espaces",
    "siret-decimal": "numéros SIRET sans le « .0 » d'un tableur",
    "siret-zero": "numéros SIRET avec le zéro du début, clé vérifiée",
    "rna-spaces": "numéros RNA avec leur W en capitale et sans espaces",
    "date-form": "dates écrites AAAA-MM-JJ",
    "period-form": "périodes écrites AAAA-MM-JJ/AAAA-MM-JJ",
    "decimal-comma": "nombres écrits avec un point et sans espaces",
    "money-sign": "montants sans le signe de l'euro",
    "percent-sign": "pourcentages écrits de 0 à 1",
    "boolean-case": "mots oui et non écrits comme le veut le schéma",
    "enum-case": "valeurs de la liste écrites comme le veut le schéma",
}
