"""Sentences of the privacy gate and of integrity."""

from __future__ import annotations

from collections.abc import Mapping

_SCHEMA = "Complétez le schéma du registre ; rien ne sort d'ici là."

_REGROUP = (
    "Regroupez : par année au lieu du trimestre, par commune au lieu du quartier, toutes tranches d'âge "
    "ensemble… ou mettez ces lignes avec d'autres. Colonnes à élargir : {dimensions}."
)

_EMPTY_ONE_MORE = (
    "Videz aussi la plus petite des parts qui restent dans ces lignes, ou regroupez. "
    "Colonnes à élargir : {dimensions}."
)
_EMPTY_TOO = "Videz aussi ce nombre, ou regroupez. Colonnes à élargir : {dimensions}."
_AS_SAID = (
    "La différence parlerait de quelques personnes. Reprenez le nombre publié, ou videz la case et dites "
    "dans la ligne qu'un nombre est caché."
)
_ALIKE = "Videz ces cases, ou regroupez ces lignes avec d'autres. Colonnes à élargir : {dimensions}."

KINDS: Mapping[str, str] = {
    "nir": "un numéro de sécurité sociale",
    "iban": "un numéro de compte bancaire (IBAN)",
    "email_person": "une adresse électronique",
    "phone_mobile": "un numéro de téléphone portable",
    "name": "une civilité devant un nom",
    "birth": "un jour de naissance",
    "person_apart": "le nom d’une personne dont la ligne est mise à part",
}
"""What was found, in words; codes are those of `forbid`."""

GATE: Mapping[str, tuple[str, str]] = {
    "gate.no-policy": ("le schéma {schema} n'a pas de règle de confidentialité.", _SCHEMA),
    "gate.release-unknown": ("la règle de confidentialité dit « {word} », un mot inconnu.", _SCHEMA),
    "gate.release-not-available": (
        "une publication « {word} » n'est pas encore possible.",
        "Publiez des totaux, ou attendez cette fonction.",
    ),
    "gate.threshold-low": ("le seuil de confidentialité, {threshold}, est trop bas.", _SCHEMA),
    "gate.kind-unknown": ("la règle de confidentialité interdit « {word} », un mot inconnu.", _SCHEMA),
    "gate.kind-not-available": (
        "la recherche de « {word} » dans les cases n'est pas encore possible.",
        "Retirez ce mot de la règle, ou attendez cette fonction.",
    ),
    "gate.rows-about-persons": (
        "les lignes parlent de personnes ; ce registre ne peut pas être publié ligne à ligne.",
        _SCHEMA,
    ),
    "gate.no-class": ("cette colonne n'a pas de classe de confidentialité.", _SCHEMA),
    "gate.class-unknown": ("la classe de confidentialité « {word} » est inconnue.", _SCHEMA),
    "gate.action-not-available": (
        "l'action « {word} » n'est pas encore possible.",
        "Écartez la colonne, ou attendez cette fonction.",
    ),
    "gate.action-unknown": ("l'action « {word} » est inconnue.", _SCHEMA),
    "gate.action-not-for-class": ("l'action « {word} » ne convient pas à la classe de la colonne.", _SCHEMA),
    "gate.no-basis": ("cette colonne nomme des personnes sans dire quel texte le permet.", _SCHEMA),
    "gate.persons-unknown-column": ("le schéma nomme une colonne qu'il n'a pas.", _SCHEMA),
    "gate.persons-not-told": (
        "cette colonne peut nommer des personnes, et le schéma ne dit pas comment les reconnaître.",
        _SCHEMA,
    ),
    "gate.persons-without-identifier": (
        "le schéma ne dit pas quel numéro distingue un organisme d'une personne.",
        _SCHEMA,
    ),
    "gate.other-schema": (
        "la table a été contrôlée avec un autre schéma que {schema}.",
        "Contrôlez-la de nouveau.",
    ),
    "gate.blocked": (
        "une erreur concerne tout le tableau ; rien ne peut être publié, même en partie.",
        "Corrigez les erreurs de colonnes que le contrôle signale.",
    ),
    "gate.rows-refused": (
        "{refused} lignes sur {rows} sont refusées ; le fichier est refusé en entier.",
        "Corrigez-les, ou décidez de publier les autres : la publication sera dite partielle, à tous.",
    ),
    "gate.no-column": ("la colonne manque dans la table contrôlée.", "Contrôlez de nouveau le fichier."),
    "gate.count-not-number": ("cette colonne compte des personnes et n'est pas un nombre.", _SCHEMA),
    "gate.asked-and-given": (
        "le schéma {schema} ne dit pas bien quelles colonnes comptent ce qui est demandé et ce qui est "
        "accordé.",
        _SCHEMA,
    ),
    "gate.parts": (
        "le schéma {schema} dit parts d'un nombre de personnes ce qui n'en est pas un.",
        _SCHEMA,
    ),
    "gate.derived-number": (
        "ce nombre se calcule sur des personnes, et aucune règle ne le vide avec leur nombre.",
        _SCHEMA,
    ),
    "gate.small-count": (
        "{cells:case compte|cases comptent} moins de {threshold} personnes ({rows:ligne|lignes}) ; "
        "tout le fichier est retenu.",
        _REGROUP,
    ),
    "gate.small-counts": (
        "{cells:case compte|cases comptent} moins de {threshold} personnes, dans les colonnes {columns} "
        "({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _REGROUP,
    ),
    "gate.all-refused": (
        "{cells:zéro révèle|zéros révèlent} que moins de {threshold} personnes ont demandé et que toutes ont "
        "été refusées ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _REGROUP,
    ),
    "gate.all-refused-columns": (
        "{cells:zéro révèle|zéros révèlent} que moins de {threshold} personnes ont demandé et que toutes ont "
        "été refusées, dans les colonnes {columns} ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _REGROUP,
    ),
    "gate.small-rest": (
        "sans ses parts, {cells:case laisse|cases laissent} retrouver moins de {threshold} personnes "
        "({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _EMPTY_ONE_MORE,
    ),
    "gate.small-rests": (
        "sans leurs parts, {cells:case|cases} des colonnes {columns} font retrouver moins de {threshold} "
        "personnes ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _EMPTY_ONE_MORE,
    ),
    "gate.small-bound": (
        "{cells:nombre dit|nombres disent} qu'une case vidée vaut moins de {threshold} "
        "({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _EMPTY_TOO,
    ),
    "gate.small-bounds": (
        "{cells:nombre dit|nombres disent} qu'une case vidée vaut moins de {threshold}, dans les colonnes "
        "{columns} ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _EMPTY_TOO,
    ),
    "gate.small-change": (
        "{cells:case diffère|cases diffèrent} de moins de {threshold} d'un nombre déjà publié "
        "({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _AS_SAID,
    ),
    "gate.small-changes": (
        "{cells:case diffère|cases diffèrent} de moins de {threshold} d'un nombre déjà publié, dans les "
        "colonnes {columns} ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _AS_SAID,
    ),
    "gate.other-cut": (
        "d'autres lignes déjà publiées comptent les mêmes personnes, et une soustraction rendrait un petit "
        "nombre ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        "Gardez le découpage déjà publié, ou regroupez jusqu'à ce qu'aucune case ne reste vide. "
        "Colonnes à élargir : {dimensions}.",
    ),
    "gate.all-alike": (
        "{cells:case dit|cases disent} de toutes les personnes d'un groupe une chose sensible "
        "({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _ALIKE,
    ),
    "gate.all-alike-columns": (
        "{cells:case dit|cases disent} de toutes les personnes d'un groupe une chose sensible, dans les "
        "colonnes {columns} ({rows:ligne|lignes}) ; tout le fichier est retenu.",
        _ALIKE,
    ),
    "gate.personal-data": (
        "{cells:case contient|cases contiennent} {kind:personal} ({rows:ligne|lignes}) ; tout le fichier est "
        "retenu.",
        "Retirez-le à la source, ou dites une fonction au lieu d'un nom ; prévenez la ou le délégué à la "
        "protection des données.",
    ),
    "gate.public-words": (
        "ce texte est lu par tous et contient {kind:personal}.",
        "Retirez-le ; dites une fonction, ou une ligne du registre, au lieu de la personne.",
    ),
    "gate.repeats-row": (
        "le motif redit ce que la ligne retirée disait dans cette colonne, et il est lu par tous.",
        "Dites pourquoi la ligne est retirée, sans nommer qui elle concernait.",
    ),
    "gate.undecided-rows": (
        "{refused} lignes sur {rows} ne disent pas s'il s'agit d'un organisme ou d'une personne.",
        "Ajoutez un numéro SIRET ou RNA à un organisme ; écrivez la civilité devant le nom d'une personne.",
    ),
    "gate.withdrawn-rows": (
        "{refused} lignes sur {rows} ont été retirées du site et reviennent dans ce fichier.",
        "Retirez-les du fichier, ou publiez les autres en le disant à tous.",
    ),
    "gate.nothing-left": (
        "il ne reste aucune ligne à publier, sur {rows}.",
        "Corrigez les lignes refusées ; pour vider le registre, retirez la publication.",
    ),
    "gate.rows-unaccounted": (
        "le compte des lignes n'est pas bon : {rows} lues, {out} à publier, {refused} refusées.",
        "Rien n'est publié. Signalez ce fichier à l'équipe du site.",
    ),
    "gate.unknown-rows": (
        "{found} lignes trouvées pour {keys} clés demandées.",
        "Vérifiez les clés sur la page du registre.",
    ),
    "integrity.digest": (
        "le fichier de la publication n'a plus l'empreinte qui avait été contrôlée.",
        "Rien n'est publié. Recommencez la publication depuis le fichier de la source.",
    ),
}
