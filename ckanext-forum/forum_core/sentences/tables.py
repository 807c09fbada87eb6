"""Sentences about a whole table: its columns, its encoding, its register."""

from __future__ import annotations

from collections.abc import Mapping

HEADER: Mapping[str, tuple[str, str]] = {
    "missing-label": (
        "la colonne manque, et elle est obligatoire.",
        "Ajoutez-la au fichier, sous ce nom. {help}",
    ),
    "extra-label": ("la colonne n'est pas dans le schéma.", "Retirez-la, ou renommez-la."),
    "blank-label": ("la colonne n'a pas de nom.", "Donnez-lui un nom, ou retirez-la."),
    "duplicate-label": ("le nom de la colonne est écrit deux fois.", "Gardez une seule des deux colonnes."),
    "incorrect-label": ("le nom de la colonne n'est pas celui du schéma.", "Renommez-la."),
    "blank-header": (
        "la ligne des titres est vide.",
        "Écrivez les noms des colonnes dans la première ligne.",
    ),
    "unmatched-header": ("aucune colonne n'est celle du registre.", "Vérifiez le registre choisi."),
    "source-error": ("le fichier ne peut pas être lu.", "Exportez-le de nouveau."),
    "hash-count": ("l'empreinte du fichier n'est pas celle attendue.", "Envoyez-le de nouveau."),
    "byte-count": ("la taille du fichier n'est pas celle attendue.", "Envoyez-le de nouveau."),
    "field-count": ("le nombre de colonnes n'est pas celui attendu.", "Comparez avec le schéma."),
    "row-count": ("le nombre de lignes n'est pas celui attendu.", "Comparez avec la source."),
    "doubled-header": (
        "{count} colonnes portent ce nom ({headers}) ; on ne sait pas laquelle lire.",
        "Gardez-en une seule, et renommez les autres.",
    ),
    "two-headers": (
        "{count} colonnes disent la même chose ({headers}) ; on ne sait pas laquelle lire.",
        "Gardez-en une seule, et renommez les autres.",
    ),
    "column-ignored": (
        "elle n'est pas dans le schéma ; elle est laissée de côté.",
        "Rien à faire si elle ne doit pas être publiée.",
    ),
    "doubled-ignored": (
        "elle est là plusieurs fois et n'est pas dans le schéma ; elle est laissée de côté.",
        "Rien à faire si elle ne doit pas être publiée.",
    ),
    "column-without-name": (
        "une colonne n'a pas de nom ; elle est laissée de côté.",
        "Donnez-lui un nom si elle doit être lue.",
    ),
}

VERSIONS: Mapping[str, tuple[str, str]] = {
    "template-other-version": (
        "ce classeur est le modèle de la version {version} du registre ; la version en vigueur est la "
        "{current}.",
        "Ses lignes sont jugées par la version en vigueur ; pour la suite, téléchargez le modèle "
        "d'aujourd'hui.",
    ),
    "version-rewritten": (
        "{cells:case est réécrite|cases sont réécrites} : {done}.",
        "Rien à faire ; le fichier est lu comme {version}.",
    ),
    "version-column-gone": (
        "elle n'a plus de place depuis {version} ; "
        "{cells:case n'est pas reprise|cases ne sont pas reprises}.",
        "Gardez le fichier d'origine si elle compte pour vous.",
    ),
    "version-column-missing": (
        "{version} n'avait pas cette colonne ; elle reste vide.",
        "Ajoutez-la si vous savez la remplir.",
    ),
    "version-value-lost": (
        "cette valeur de {version} n'a pas d'équivalent aujourd'hui.",
        "Choisissez une valeur d'aujourd'hui : {allowed}.",
    ),
}

READING: Mapping[str, tuple[str, str]] = {
    "mixed-line-ends": (
        "les fins de ligne changent ici : deux fichiers ont peut-être été réunis.",
        "Vérifiez qu'il n'y a pas de titres répétés au milieu.",
    ),
    "encoding-mark-contradicted": (
        "le fichier se dit en UTF-8, mais son texte est en {encoding:codec} ; nous l'avons lu ainsi.",
        "Vérifiez les accents ; à la source, enregistrez en UTF-8.",
    ),
    "encoding-doubtful": (
        "l'encodage n'est pas certain ; le fichier est lu en {encoding:codec}.",
        "Vérifiez les accents, ou indiquez l'encodage.",
    ),
    "delimiter-not-found": (
        "aucun séparateur n'a été trouvé : le fichier est lu comme une seule colonne.",
        "Indiquez le séparateur.",
    ),
    "several-sheets": (
        "le classeur a plusieurs feuilles ; seule « {sheet} » est lue.",
        "Pour une autre ({others}), indiquez son nom.",
    ),
    "mojibake": (
        "des accents sont abîmés (« Ã© » au lieu de « é ») dans {rows} lignes, dès la ligne {first_row}.",
        "Exportez de nouveau en UTF-8.",
    ),
    "lost-characters": (
        "des caractères ont été perdus (�) dans {rows} lignes, dès la ligne {first_row}.",
        "Reprenez le texte à la source.",
    ),
    "odd-characters": (
        "des caractères invisibles d'une mauvaise conversion sont dans {rows} lignes, dès la "
        "ligne {first_row}.",
        "Exportez de nouveau en UTF-8.",
    ),
    "apostrophe-removed": (
        "l'apostrophe qui protège un texte commençant par = + - @ est retirée dans {rows} "
        "lignes, dès la ligne "
        "{first_row}.",
        "Rien à faire si ce fichier vient de ce site.",
    ),
}

REFUSED: Mapping[str, tuple[str, str]] = {
    "mapping.other-register": (
        "ce fichier n'est pas du registre « {register} » : {found} de ses {required} colonnes "
        "obligatoires y sont.",
        "Vérifiez le registre choisi et le séparateur. Colonnes absentes : {missing}.",
    ),
    "mapping.other-template": (
        "ce classeur est le modèle du registre « {template} » ; le registre choisi est « {register} ».",
        "Choisissez le registre du modèle, ou recopiez vos lignes dans le modèle du registre choisi.",
    ),
}
