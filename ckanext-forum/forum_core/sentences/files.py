"""Sentences about files that are refused whole."""

from __future__ import annotations

from collections.abc import Mapping

_AGAIN = "Enregistrez-le de nouveau depuis Excel ou LibreOffice."

FILES: Mapping[str, tuple[str, str]] = {
    "file.empty": (
        "ce fichier est vide.",
        "Exportez-le de nouveau, puis ouvrez-le pour vérifier qu'il contient des lignes.",
    ),
    "file.no-rows": (
        "ce fichier contient une ligne de titres, et aucune ligne en dessous.",
        "Vérifiez l'export : le filtre ou la période choisis ne donnent peut-être aucune ligne.",
    ),
    "file.too-large": (
        "ce fichier pèse {size:bytes} ; la limite est de {limit:bytes}.",
        "Découpez-le, par année par exemple.",
    ),
    "file.pdf": (
        "ce fichier est un PDF, pas un tableau, quel que soit son nom.",
        "Demandez au logiciel qui l'a produit un export CSV ou Excel.",
    ),
    "file.html": (
        "ce fichier est une page web, pas un tableau : le téléchargement a sans doute échoué.",
        "Téléchargez-le de nouveau, et ouvrez-le avant de l'envoyer.",
    ),
    "file.xml": (
        "ce fichier est écrit en XML, pas en tableau.",
        "Exportez-le en CSV, Excel ou LibreOffice.",
    ),
    "file.json": (
        "ce fichier est écrit en JSON, pas en tableau.",
        "Exportez-le en CSV, Excel ou LibreOffice.",
    ),
    "file.archive": (
        "ce fichier est une archive ({kind}).",
        "Ouvrez l'archive, et envoyez le tableau qu'elle contient.",
    ),
    "file.document": (
        "ce fichier n'est pas un tableau que nous savons lire.",
        "Envoyez un fichier CSV, Excel (XLSX, XLS) ou LibreOffice (ODS).",
    ),
    "file.protected": (
        "ce classeur est protégé par un mot de passe.",
        "Enregistrez-en une copie sans mot de passe.",
    ),
    "file.damaged": (
        "ce classeur est abîmé : il ne peut pas être ouvert.",
        "Ouvrez-le dans Excel ou LibreOffice, et enregistrez-le de nouveau.",
    ),
    "file.bomb": (
        "ce classeur est anormalement compressé : il n'est pas ouvert.",
        _AGAIN + " Ou envoyez un CSV.",
    ),
    "file.doctype": (
        "ce classeur contient une déclaration XML (DOCTYPE) qu'un tableur n'écrit jamais : il "
        "n'est pas ouvert.",
        _AGAIN,
    ),
    "file.sheet-too-large": (
        "une feuille est trop étendue pour être lue ({limit} cases au plus) : une case est sans doute "
        "remplie très loin du tableau.",
        "Copiez le tableau seul dans un nouveau classeur, ou envoyez un CSV.",
    ),
    "file.no-such-sheet": (
        "ce classeur n'a pas de feuille « {sheet} ».",
        "Choisissez parmi : {sheets}.",
    ),
    "file.too-many-columns": (
        "ce fichier a plus de {limit} colonnes.",
        "Vérifiez le séparateur et l'export : un registre en a quelques dizaines au plus.",
    ),
    "file.too-many-rows": ("ce fichier a plus de {limit} lignes.", "Découpez-le, par année par exemple."),
    "file.ragged": (
        "plus de {limit} lignes n'ont pas {columns} cases comme les titres.",
        "Indiquez le séparateur (--delimiter), ou exportez de nouveau le fichier.",
    ),
    "file.cell-too-long": (
        "une case contient plus de {limit} caractères.",
        "Raccourcissez-la ; un guillemet oublié peut aussi en être la cause.",
    ),
    "file.unclosed-quote": (
        "un guillemet est ouvert et n'est pas refermé ; la suite du fichier serait avalée.",
        'Fermez-le, ou doublez-le ("") s\'il fait partie du texte.',
    ),
    "file.control-character": (
        "un caractère invisible ({character}, position {column}) empêche la lecture.",
        "Effacez-le, ou exportez de nouveau le fichier.",
    ),
    "file.undecodable": (
        "des octets ne se lisent pas en {encoding:codec}.",
        "Enregistrez le fichier en UTF-8, ou indiquez le bon encodage.",
    ),
    "file.encoding-unknown": (
        "l'encodage « {encoding} » n'est pas reconnu.",
        "Choisissez parmi : {accepted}.",
    ),
    "file.delimiter-unknown": (
        "ce séparateur ne peut pas être utilisé.",
        "Donnez un seul caractère : point-virgule, virgule, barre verticale, ou « tab ».",
    ),
    "file.count-mismatch": (
        "{counted} lignes comptées dans le fichier, {read} lues : la lecture n'est pas sûre.",
        "Signalez ce fichier à l'équipe du site.",
    ),
    "file.not-found": (
        "le fichier {name} n'existe pas ou ne peut pas être ouvert.",
        "Vérifiez son nom et vos droits.",
    ),
    "file.not-regular": (
        "{name} n'est pas un fichier ordinaire.",
        "Copiez le tableau dans un fichier ordinaire.",
    ),
    "file.link": (
        "{name} est un lien vers un autre endroit : il n'est pas suivi.",
        "Déposez le fichier lui-même.",
    ),
    "file.changing": (
        "{name} est en train d'être écrit.",
        "Attendez la fin de la copie, et recommencez.",
    ),
    "file.name": (
        "le nom de ce fichier contient des caractères qui ne s'affichent pas, ou un chemin.",
        "Renommez-le.",
    ),
}
