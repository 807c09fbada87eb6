"""Sentences about schema files: what is wrong in which file, at which key, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

_IN = "dans le schéma {file}, "

REFUSED: Mapping[str, tuple[str, str]] = {
    "schema.unknown-register": (
        "il n'y a pas de registre « {name} ».",
        "Choisissez parmi : {known}.",
    ),
    "schema.no-folder": (
        "le dossier de schémas {file} n'existe pas.",
        "Corrigez son chemin.",
    ),
    "schema.no-register": (
        "le dossier {file} ne contient aucun registre.",
        "Indiquez le dossier qui contient ceux des registres ; chacun a un fichier schema.yaml.",
    ),
    "schema.unreadable": (
        "le fichier {file} ne peut pas être lu.",
        "Vérifiez qu'il existe, et vos droits.",
    ),
    "schema.too-long": (
        "le fichier {file} dépasse {limit} octets.",
        "Mettez les longues listes dans des fichiers du dossier codelists.",
    ),
    "schema.encoding": (
        "le fichier {file} n'est pas en UTF-8.",
        "Enregistrez-le en UTF-8, dans le menu « Enregistrer sous » de votre éditeur de texte.",
    ),
    "schema.yaml": (
        _IN + "le retrait ou les guillemets ne vont pas.",
        "Alignez les clés d'un même niveau ; entre guillemets simples, doublez l'apostrophe droite.",
    ),
    "schema.yaml-tab": (
        _IN + "une tabulation est dans le retrait.",
        "Remplacez-la par des espaces.",
    ),
    "schema.yaml-character": (
        _IN + "un texte commence par un signe qui a un autre sens, tel que @, % ou une tabulation.",
        "Mettez le texte entre guillemets simples, ou ôtez ce signe.",
    ),
    "schema.yaml-colon": (
        _IN + "un deux-points n'est pas attendu ici.",
        "Alignez la clé sur ses voisines, mettez une espace après son deux-points, ou mettez entre "
        "guillemets le texte qui en contient un.",
    ),
    "schema.yaml-quote": (
        _IN + "un guillemet est ouvert et n'est jamais fermé.",
        "Fermez-le à la fin du texte.",
    ),
    "schema.yaml-escape": (
        _IN + "une barre oblique inverse est entre guillemets doubles.",
        "Mettez ce texte entre guillemets simples.",
    ),
    "schema.yaml-bracket": (
        _IN + "un crochet ou une accolade n'est pas fermé, ou une virgule manque.",
        "Fermez-le, et séparez les éléments par des virgules.",
    ),
    "schema.yaml-documents": (
        _IN + "un second document commence après un trait « --- ».",
        "Gardez-en un seul.",
    ),
    "schema.yaml-unknown-alias": (
        _IN + "un renvoi (*) mène à une ancre (&) qui n'existe pas.",
        "Écrivez la valeur en entier, ou mettez le texte entre guillemets.",
    ),
    "schema.yaml-alias": (
        _IN + "un renvoi (*) est dans une ancre (&).",
        "Écrivez la valeur en entier.",
    ),
    "schema.yaml-tag": (
        _IN + "un texte commence par un point d'exclamation.",
        "Mettez-le entre guillemets simples.",
    ),
    "schema.yaml-key": (
        _IN + "une clé n'est pas un texte.",
        "Mettez-la entre guillemets simples.",
    ),
    "schema.yaml-doubled": (
        _IN + "la même clé est écrite deux fois au même endroit.",
        "Gardez-en une.",
    ),
    "schema.invalid": (_IN + "{place}{reason}.", "{fix}."),
    "schema.name": (
        _IN + "name n'est pas le nom du dossier, « {reason} ».",
        "Donnez le même aux deux ; name peut avoir des traits d'union où le dossier a des tirets bas.",
    ),
    "schema.unknown-column": (
        _IN + "{place}aucune colonne ne s'appelle « {reason} ».",
        "Corrigez le nom, ou ajoutez la colonne. Colonnes : {known}.",
    ),
    "schema.unknown-type": (
        _IN + "{place}aucun sens de colonne ne s'appelle « {reason} ».",
        "Choisissez parmi : {known}.",
    ),
    "schema.unknown-rule": (
        _IN + "{place}aucune règle ne s'appelle « {reason} ».",
        "Choisissez parmi : {known}.",
    ),
    "schema.unknown-shared": (
        _IN + "{place}aucune colonne commune ne s'appelle « {reason} ».",
        "Ajoutez-la au fichier fields.yaml qui est à côté des registres, ou écrivez la colonne en entier.",
    ),
    "schema.unknown-codelist": (
        _IN + "{place}aucune liste ne s'appelle « {reason} ».",
        "Ajoutez-la au dossier codelists qui est à côté des registres.",
    ),
    "schema.unknown-table": (
        _IN + "{place}aucune table de référence ne s'appelle « {reason} ».",
        "Ajoutez-la au dossier referentiels qui est à côté des registres.",
    ),
}
