"""Sentences about cells and rows: first the fact, then the remedy. The place is written by `say`."""

from __future__ import annotations

from collections.abc import Mapping

from forum_core.sentences.types import TYPES

# Codes of frictionless, with the constraint where it makes a difference.
FRICTIONLESS: Mapping[str, tuple[str, str]] = {
    "blank-row": ("la ligne est vide.", "Supprimez-la."),
    "type-error": ("la valeur n'est pas de la forme attendue.", "Écrivez par exemple {example}."),
    "constraint-error": ("la valeur ne suit pas la règle de la colonne.", "Écrivez par exemple {example}."),
    "constraint-error/required": (
        "la case est vide, et cette colonne est obligatoire.",
        "Renseignez-la ; par exemple {example}.",
    ),
    "constraint-error/enum": (
        "la valeur n'est pas dans la liste.",
        "Écrivez exactement l'une des valeurs permises : {allowed}.",
    ),
    "constraint-error/pattern": (
        "la valeur n'a pas la forme attendue.",
        "Écrivez par exemple {example}.",
    ),
    "constraint-error/minLength": (
        "le texte est trop court : {limit} caractères au moins.",
        "Complétez-le.",
    ),
    "constraint-error/maxLength": (
        "le texte dépasse {limit} caractères.",
        "Résumez-le, et gardez le détail dans l'acte.",
    ),
    "constraint-error/maxLength/code": (
        "le code dépasse {limit} caractères.",
        "Écrivez le code seul, sans son libellé.",
    ),
    "constraint-error/minimum": (
        "la valeur est plus petite que {limit}.",
        "Vérifiez-la ; par exemple {example}.",
    ),
    "constraint-error/maximum": (
        "la valeur est plus grande que {limit}.",
        "Vérifiez-la ; par exemple {example}.",
    ),
    "constraint-error/maximum/ratio": (
        "la part est plus grande que {limit}.",
        "Écrivez-la de 0 à 1 : 0.45 pour 45 %, 1 pour le tout.",
    ),
    "unique-error": ("la valeur est déjà dans une autre ligne.", "Gardez une seule des deux lignes."),
    "primary-key": (
        "la clé de la ligne est vide, ou déjà dans une autre ligne.",
        "Complétez la clé, ou gardez une seule des deux lignes.",
    ),
    "foreign-key": ("la valeur n'est pas dans la table à laquelle elle renvoie.", "Vérifiez la valeur."),
    "extra-cell": (
        "la ligne a plus de cases que le tableau n'a de colonnes.",
        "Un séparateur se trouve sans doute dans un texte ; mettez ce texte entre guillemets.",
    ),
    "missing-cell": (
        "la ligne a moins de cases que le tableau n'a de colonnes.",
        "Une case ou un séparateur manque ; comparez avec la ligne du dessus.",
    ),
}

RULES: Mapping[str, tuple[str, str]] = {
    "french-siret-value": TYPES["siret-form"],
    "french-siren-value": TYPES["siren-form"],
    "year-interval-value": (
        "ce n'est pas une année, ni deux années dans l'ordre.",
        "Écrivez par exemple 2024, ou 2024/2025.",
    ),
    "cohesive-columns-value": (
        "la case est vide, alors que {other} est remplie.",
        "Remplissez-les toutes, ou laissez-les toutes vides.",
    ),
    "compare-columns-value": (
        "les valeurs de {field} et de {other} se contredisent ; la règle : {field} {order} {other}.",
        "Vérifiez les deux.",
    ),
    "sum-columns-value": (
        "la valeur n'est pas la somme de {others}.",
        "Vérifiez chacune de ces colonnes.",
    ),
    "sum-at-most": (
        "{others} font ensemble plus que {field}.",
        "Vérifiez chacune de ces colonnes.",
    ),
    "group-sum-at-most": (
        "les lignes de ce groupe font ensemble plus que {other}.",
        "Vérifiez chacune de ces lignes.",
    ),
    "sum-at-least": (
        "{others} ne font pas {least} ensemble.",
        "Vérifiez chacune de ces colonnes.",
    ),
    "nomenclature-actes-value": (
        "la matière n'est pas dans la nomenclature des actes.",
        "Écrivez le thème, une barre oblique sans espace, puis la matière : finances locales/subventions.",
    ),
    "required-if": (
        "la case est vide, et la valeur de {other} la demande.",
        "Renseignez-la, ou vérifiez {other}.",
    ),
    "empty-if": (
        "la case est remplie, et la valeur de {other} ne le permet pas.",
        "Videz-la, ou vérifiez {other}.",
    ),
    "allowed-if": (
        "la valeur ne va pas avec celle de {other}.",
        "Vérifiez les deux.",
    ),
    "known-identifier": (
        "le code n'est pas de la sorte que dit {other}.",
        "Vérifiez les deux.",
    ),
    "ceiling-at-date": (
        "la somme dépasse le plafond de la fonction pour cette période, {ceiling} €.",
        "Vérifiez la somme, la fonction, la population, la majoration et les dates.",
    ),
    "ceiling-at-date/explained": (
        "la somme dépasse le plafond de la fonction pour cette période, {ceiling} €, d'assez peu pour qu'une "
        "exception de la loi ou le jour d'un changement de taux l'explique.",
        "Vérifiez la somme, la fonction, la population, la majoration et les dates.",
    ),
    "ceiling-at-date/unsure": (
        "la somme dépasse le plafond que nous connaissons pour cette fonction et cette période, {ceiling} €, "
        "dont le texte reste à vérifier.",
        "Vérifiez la somme, la fonction, la population, la majoration et les dates.",
    ),
    "envelope-at-date": (
        "les sommes de cet organisme dépassent ensemble l'enveloppe de l'année, {ceiling} €.",
        "Vérifiez les lignes de cet organisme et de cette année.",
    ),
    "total-at-most": (
        "avec cette ligne, le total de la personne dépasse le plafond de l'année, {ceiling} €.",
        "Vérifiez toutes les lignes de cette personne, dans tous les organismes.",
    ),
    "unique-key": (
        "une autre ligne a la même clé.",
        "Gardez une seule ligne, ou corrigez celle qui se trompe.",
    ),
    "counted-twice": (
        "une autre ligne compte déjà les mêmes personnes, avec plus de détail ou découpées autrement.",
        "Gardez le détail ou le total, pas les deux.",
    ),
    "periods-apart": (
        "une autre ligne compte déjà une partie de cette période.",
        "Gardez les périodes courtes ou la longue, pas les deux.",
    ),
    "one-value": (
        "les autres lignes de ce groupe ont une autre valeur dans {field}.",
        "Gardez une seule valeur dans le groupe.",
    ),
    "one-breakdown": (
        "la ligne croise plusieurs des détails {others}.",
        "Gardez-en un seul, et mettez les autres ensemble.",
    ),
    "same-year": (
        "la date n'est pas de l'année écrite dans {other}.",
        "Vérifiez les deux.",
    ),
    "whole-period": (
        "{other} et {field} ne sont pas les bornes d'une période entière.",
        "Écrivez le premier et le dernier jour de la période.",
    ),
    "code-not-at-date": (
        "cette valeur de la liste n'existait pas à la date de la ligne.",
        "Vérifiez la date, ou choisissez la valeur qui convenait ce jour-là.",
    ),
    "one-of-required": (
        "{field} et {other} sont vides ; il faut l'un des deux.",
        "Pour un organisme, cherchez son numéro dans l'annuaire des entreprises ou des "
        "associations. Pour une "
        "personne, écrivez sa civilité (M., Mme) devant son nom : la ligne sera mise à part, sans son nom.",
    ),
    "one-of-required/absent": (
        "les colonnes {field} et {other} manquent ; il faut l'une des deux.",
        "Ajoutez l'une des deux colonnes au fichier.",
    ),
    "other-authority": (
        "cette ligne est celle d'une autre collectivité.",
        "Retirez-la, ou ajoutez ce numéro SIREN à ceux dont votre collectivité répond.",
    ),
    "required-above": (
        "la case est vide, et {amount} dépasse {above}.",
        "Renseignez-la si elle existe : sans elle, personne ne retrouvera la décision.",
    ),
    "names-nobody": (
        "le texte semble nommer une personne, et il sera lu par tous.",
        "Dites sa fonction ou retirez le nom ; rien à faire si c'est le nom d'un lieu ou d'un élu.",
    ),
    "not-after": (
        "la date est plus tardive que le début de {other}.",
        "Vérifiez les deux ; rien à faire si la décision est venue en cours de période.",
    ),
    "not-in-future": (
        "la date n'est pas encore venue ; la plus tardive qui soit permise aujourd'hui est {latest}.",
        "Vérifiez-la.",
    ),
    "probable-duplicate": (
        "une autre ligne dit la même chose.",
        "Gardez une seule ligne, ou dites en quoi elles diffèrent.",
    ),
}

READING: Mapping[str, tuple[str, str]] = {
    "row-too-short": (
        "{cells} cases au lieu de {columns}.",
        "Une case ou un séparateur manque ; comparez avec la ligne du dessus.",
    ),
    "row-too-long": (
        "{cells} cases au lieu de {columns}.",
        "Un séparateur se trouve sans doute dans un texte ; mettez ce texte entre guillemets.",
    ),
    "totals-row": ("la ligne est un total ; elle serait comptée deux fois.", "Supprimez-la."),
    "stray-quote": (
        "un guillemet se trouve au milieu d'un texte.",
        'Doublez-le ("") ou remplacez-le par « et ».',
    ),
    "error-cell": ("une formule donne une erreur.", "Corrigez la formule, ou remplacez-la par sa valeur."),
    "formula-without-value": (
        "une formule n'a pas été calculée.",
        "Ouvrez le classeur, laissez-le calculer, puis enregistrez-le.",
    ),
    "merged-cells": (
        "la case est fusionnée avec d'autres ; on ne sait pas à quelle ligne va sa valeur.",
        "Défusionnez, et recopiez la valeur sur chaque ligne.",
    ),
}
