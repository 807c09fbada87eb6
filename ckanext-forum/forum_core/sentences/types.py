"""Sentences about the cells of a type: first the fact, then the remedy. The place is written by `say`."""

from __future__ import annotations

from collections.abc import Mapping

TYPES: Mapping[str, tuple[str, str]] = {
    "control-character": (
        "un caractère invisible se trouve dans le texte.",
        "Effacez-le, ou exportez de nouveau le fichier.",
    ),
    "only-spaces": (
        "la case ne contient que des espaces.",
        "Renseignez-la, ou videz-la si rien n'est obligatoire.",
    ),
    "siret-form": (
        "ce n'est pas un numéro SIRET.",
        "Écrivez les 14 chiffres à la suite, sans espace ni point ; par exemple 21750001600019.",
    ),
    "siret-length": (
        "{digits} chiffres au lieu de 14 pour un numéro SIRET.",
        "Reprenez le numéro complet à la source ; un tableur efface les zéros du début d'un nombre.",
    ),
    "siret-rounded": (
        "un tableur a changé le numéro SIRET en nombre, et ses derniers chiffres sont peut-être perdus.",
        "Redemandez l'export avec cette colonne au format texte ; le numéro ne se devine pas.",
    ),
    "siret-zeros": (
        "un numéro SIRET ne peut pas être fait de zéros.",
        "Écrivez le vrai numéro, ou laissez la case vide si la colonne le permet.",
    ),
    "siret-key": (
        "la clé de contrôle du numéro SIRET est fausse.",
        "Recopiez le numéro depuis l'annuaire des entreprises ; un chiffre est faux, ou deux sont inversés.",
    ),
    "rna-form": (
        "ce n'est pas un numéro RNA.",
        "Écrivez W suivi de neuf chiffres, par exemple W751234567 ; sans numéro, laissez la case vide.",
    ),
    "rna-letters": (
        "le numéro RNA contient des lettres après le W ; c'est rare.",
        "Vérifiez-le dans l'annuaire des associations ; s'il est juste, rien à faire.",
    ),
    "siren-form": (
        "ce n'est pas un numéro SIREN.",
        "Écrivez les 9 chiffres à la suite, sans espace ni point ; par exemple 217500016.",
    ),
    "siren-length": (
        "{digits} chiffres au lieu de 9 pour un numéro SIREN.",
        "Reprenez le numéro complet à la source ; un tableur efface les zéros du début d'un nombre.",
    ),
    "siren-rounded": (
        "un tableur a changé le numéro SIREN en nombre.",
        "Redemandez l'export avec cette colonne au format texte.",
    ),
    "siren-zeros": (
        "un numéro SIREN ne peut pas être fait de zéros.",
        "Écrivez le vrai numéro, ou laissez la case vide si la colonne le permet.",
    ),
    "siren-key": (
        "la clé de contrôle du numéro SIREN est fausse.",
        "Recopiez le numéro depuis l'annuaire des entreprises ; un chiffre est faux, ou deux sont inversés.",
    ),
    "date-form": (
        "ce n'est pas une date lisible.",
        "Écrivez l'année, le mois et le jour : 2025-01-20 ; nous ne devinons pas une date.",
    ),
    "date-year": ("l'année de la date n'est pas vraisemblable.", "Vérifiez l'année, sur quatre chiffres."),
    "period-form": (
        "ce n'est ni une date ni une période lisible.",
        "Écrivez 2025-01-20 pour un jour, 2025-01-01/2025-12-31 pour une période.",
    ),
    "period-day": (
        "une des dates de la période n'existe pas.",
        "Vérifiez le jour et le mois ; février et les mois de 30 jours en sont souvent la cause.",
    ),
    "period-order": (
        "la période finit avant d'avoir commencé.",
        "Inversez les deux dates, ou corrigez celle qui est fausse.",
    ),
    "number-form": (
        "ce n'est pas un nombre seul.",
        "Écrivez des chiffres et un point, sans espace, unité ni texte ; par exemple 12000.50.",
    ),
    "number-not-finite": ("ce n'est pas un nombre fini.", "Écrivez le nombre, ou laissez la case vide."),
    "number-precision": (
        "le nombre a plus de chiffres qu'il ne peut en être gardé.",
        "Arrondissez-le à quinze chiffres.",
    ),
    "money-range": ("le montant est trop grand.", "Vérifiez le nombre de chiffres."),
    "money-decimals": ("le montant a plus de deux décimales.", "Arrondissez-le au centime."),
    "boolean-form": ("la valeur n'est pas l'un des mots permis.", "Écrivez exactement {allowed}."),
    "choice-unknown": (
        "la valeur n'est pas dans la liste.",
        "Écrivez exactement l'une des valeurs permises : {allowed}.",
    ),
    "commune-form": (
        "ce n'est pas un code de commune.",
        "Écrivez les cinq caractères du code INSEE, pas le code postal ; par exemple 86194 ou 2A004.",
    ),
    "commune-unknown": (
        "le code de commune n'est pas dans la liste officielle de {year}.",
        "Vérifiez-le : un code postal n'est pas un code de commune. S'il est plus ancien ou plus récent "
        "que la liste, rien à faire.",
    ),
    "commune-merged": (
        "ce code est celui d'une commune qui fait partie d'une autre, dans la liste officielle de {year}.",
        "Pour une année d'avant la fusion, rien à faire ; sinon, écrivez le code de la commune nouvelle.",
    ),
    "territory-form": (
        "ce n'est le code d'aucun territoire connu.",
        "Écrivez le code officiel : commune, intercommunalité (SIREN), département, région, quartier "
        "prioritaire (QN et la suite) ou IRIS.",
    ),
    "uai-form": (
        "ce n'est pas un numéro d'établissement scolaire (UAI).",
        "Écrivez sept chiffres et une lettre, par exemple 0750655E.",
    ),
    "uai-key": (
        "la lettre du numéro d'établissement scolaire (UAI) ne va pas avec ses chiffres.",
        "Recopiez le numéro depuis l'annuaire de l'éducation ; un chiffre ou la lettre est faux.",
    ),
    "actes-form": (
        "ce n'est pas un code de matière.",
        "Écrivez deux niveaux de la nomenclature @CTES séparés par un point ; par exemple 7.5.",
    ),
    "actes-unknown": (
        "la nomenclature @CTES n'a pas cette matière.",
        "Choisissez un code de 1.1 à 9.4 dans la nomenclature du contrôle de légalité.",
    ),
    "prefecture-form": (
        "ce n'est pas le code d'une préfecture, d'une sous-préfecture ou d'un SGAR.",
        "Écrivez par exemple PREF038, SPREF0381 ou SGAR084 : trois signes pour le département.",
    ),
    "account-form": (
        "ce n'est pas un numéro de compte.",
        "Écrivez les chiffres du compte, sans lettre ni espace ; par exemple 65748.",
    ),
    "account-unknown": (
        "le plan de comptes M57 de 2024 n'a pas ce compte.",
        "Vérifiez le numéro ; s'il vient d'un autre plan ou d'une autre année, rien à faire.",
    ),
    "code-form": (
        "ce n'est pas une référence en un mot.",
        "Écrivez un code de 40 signes au plus, sans espace ; par exemple CC-2025-01.",
    ),
    "url-form": (
        "ce n'est pas l'adresse d'une page du web.",
        "Recopiez l'adresse entière depuis le navigateur, https:// compris ; un intranet n'est pas public.",
    ),
    "url-spaces": (
        "l'adresse contient une espace.",
        "Recopiez-la depuis le navigateur ; une espace s'y écrit %20.",
    ),
    "url-password": (
        "l'adresse contient un nom d'utilisateur ou un mot de passe.",
        "Retirez-les, et changez ce mot de passe.",
    ),
    "integer-form": (
        "ce n'est pas un nombre entier seul.",
        "Écrivez des chiffres, sans espace, virgule ni texte ; par exemple 1250.",
    ),
    "integer-range": ("le nombre est trop grand.", "Vérifiez le nombre de chiffres."),
    "count-negative": ("on ne compte pas en dessous de zéro.", "Vérifiez le signe, ou videz la case."),
    "year-form": ("ce n'est pas une année.", "Écrivez l'année sur quatre chiffres ; par exemple 2025."),
    "year-range": ("l'année n'est pas vraisemblable.", "Vérifiez l'année, sur quatre chiffres."),
    "school-year-form": (
        "ce n'est pas une année scolaire.",
        "Écrivez les deux années et un tiret ; par exemple 2025-2026.",
    ),
    "school-year-order": (
        "les deux années ne se suivent pas.",
        "Une année scolaire va de septembre à l'été suivant ; par exemple 2025-2026.",
    ),
    "degrees-sixtieths": (
        "la position est écrite en degrés et minutes.",
        "Écrivez-la en degrés décimaux, avec un point ; par exemple 46.5802.",
    ),
    "degrees-range": (
        "la position est hors du globe : plus de {most} degrés.",
        "Vérifiez que longitude et latitude ne sont pas échangées, et qu'elles sont en degrés.",
    ),
}
"""Codes of our types: alone, or as the reason of an error of frictionless."""
