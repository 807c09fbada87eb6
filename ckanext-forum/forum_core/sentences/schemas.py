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

FOLDER: Mapping[str, tuple[str, str]] = {
    "folder.no-file": (
        "le fichier {file} manque.",
        "Écrivez-le ; docs/guides/ajouter-un-registre.md dit ce qu'il contient.",
    ),
    "folder.official": (
        "official.json et official_url vont ensemble ({file}).",
        "Gardez les deux quand un schéma officiel existe, aucun sinon.",
    ),
    "folder.not-official": (
        "le schéma n'est pas le schéma officiel de {file}, clé pour clé.",
        "Recopiez ce fichier dans schema.yaml, dans son ordre ; ce qui est à nous va sous forum.",
    ),
    "folder.no-stop": (
        _IN + "{place}cette phrase n'a pas de point final.",
        "Écrivez une phrase complète.",
    ),
    "folder.no-question": (
        _IN + "{place}ce n'est pas une question.",
        "Terminez-la par un point d'interrogation.",
    ),
    "folder.no-excludes": (
        _IN + "{place}rien n'est dit de ce que ce registre ne contient pas.",
        "Écrivez au moins une chose qu'un lecteur y chercherait à tort.",
    ),
    "folder.not-checked": (
        _IN + "{place}ce texte est dit vérifié, et le mois de sa lecture n'est pas écrit.",
        "Ajoutez checked, au format AAAA-MM, ou écrivez verified: false.",
    ),
    "folder.caution": (
        _IN + "{place}cette mise en garde ne commence pas comme les autres.",
        "Commencez par « Ne pas en conclure que ».",
    ),
    "folder.no-example": (
        _IN + "{place}cette colonne n'a pas d'exemple.",
        "Ajoutez example, une valeur telle qu'on l'écrit dans une case.",
    ),
    "folder.example": (
        _IN + "{place}la colonne refuse son propre exemple.",
        "Écrivez une valeur que la colonne accepte.",
    ),
    "folder.alias": (
        _IN + "{place}« {alias} » mène déjà à la colonne {other}.",
        "Retirez cet autre nom : un fichier qui le porte serait mal lu.",
    ),
    "folder.aggregate-threshold": (
        _IN + "{place}un registre de nombres de personnes a un seuil de 11 ou plus.",
        "Écrivez threshold: 11.",
    ),
    "folder.aggregate-forbid": (
        _IN + "{place}un registre de nombres de personnes n'accepte aucun nom.",
        "Ajoutez name à forbid.",
    ),
    "folder.aggregate-asked": (
        _IN + "{place}aucune colonne n'est dite compter ceux qui ont demandé.",
        "Nommez-la dans asked, et dans given celles qui comptent ceux qui ont obtenu.",
    ),
    "folder.aggregate-hidden": (
        _IN + "{place}aucune colonne n'est dite annoncer les petits nombres vidés.",
        "Nommez-la dans hidden ; secret_stat est une colonne commune faite pour cela.",
    ),
    "folder.example-refused": (
        "l'exemple {file} ne peut pas être lu ou publié.",
        "La raison suit.",
    ),
    "folder.not-valid": (
        "l'exemple {file} n'est pas valide : {rule}.",
        "Lancez forum check sur ce fichier, puis corrigez l'exemple, ou la règle.",
    ),
    "folder.nothing-out": (
        "aucune ligne de l'exemple {file} ne serait publiée.",
        "Ajoutez une ligne qui peut l'être.",
    ),
    "folder.rule-untried": (
        "aucune ligne de l'exemple {file} n'enfreint la règle {rule}.",
        "Ajoutez une ligne qui l'enfreint : elle montre que la règle trouve ce qu'elle doit.",
    ),
    "folder.not-found": (
        "dans {file}, sous {kind}, la ligne « {expected} » est attendue, et le contrôle ne dit rien de tel.",
        "Retirez-la, ou corrigez invalid.csv ou la règle.",
    ),
    "folder.not-expected": (
        "dans {file}, sous {kind}, il manque la ligne « {expected} », que le contrôle trouve.",
        "Ajoutez-la si c'est bien ce que vous voulez, ou corrigez invalid.csv ou la règle.",
    ),
}
