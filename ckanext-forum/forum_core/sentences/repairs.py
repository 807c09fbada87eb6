"""Sentences of repairs: what was, or can be, written otherwise without changing the meaning."""

from __future__ import annotations

from collections.abc import Mapping

REPAIRS: Mapping[str, str] = {
    "spaces": "espaces superflus retirés",
    "siret-spaces": "numéros SIRET sans leurs espaces",
    "siret-decimal": "numéros SIRET sans le « .0 » d'un tableur",
    "siret-zero": "numéros SIRET avec le zéro du début, clé vérifiée",
    "siren-spaces": "numéros SIREN sans leurs espaces",
    "siren-decimal": "numéros SIREN sans le « .0 » d'un tableur",
    "siren-zero": "numéros SIREN avec le zéro du début, clé vérifiée",
    "siren-of-siret": "numéros SIREN : les neuf premiers chiffres du SIRET",
    "rna-spaces": "numéros RNA avec leur W en capitale et sans espaces",
    "date-form": "dates écrites AAAA-MM-JJ",
    "period-form": "périodes écrites AAAA-MM-JJ/AAAA-MM-JJ",
    "decimal-comma": "nombres écrits avec un point et sans espaces",
    "money-sign": "montants sans le signe de l'euro",
    "integer-form": "nombres entiers sans espaces ni décimales nulles",
    "percent-off": "pourcentages sans leur signe",
    "year-form": "années sur quatre chiffres, sans espaces",
    "school-year-form": "années scolaires écrites AAAA-AAAA",
    "uai-form": "numéros UAI avec leur lettre en capitale et sans espaces",
    "uai-zero": "numéros UAI avec le zéro du début, lettre vérifiée",
    "commune-form": "codes de territoire en capitales et sans espaces",
    "commune-zero": "codes de commune avec le zéro du début, liste vérifiée",
    "actes-form": "codes de matière avec un point",
    "actes-levels": "codes de matière ramenés à deux niveaux",
    "prefecture-form": "codes de préfecture en capitales et sans espaces",
    "account-form": "numéros de compte sans espaces",
    "code-spaces": "références sans espaces",
    "url-spaces": "adresses web sans espaces",
    "percent-sign": "pourcentages écrits de 0 à 1",
    "boolean-case": "mots oui et non écrits comme le veut le schéma",
    "enum-case": "valeurs de la liste écrites comme le veut le schéma",
}
