"""A register of nobody, written as an operator would: a folder, and beside it what it shares."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

NAME = "arbres_plantes"
VERSION = "1.2.0"
OLDER = "1.0.0"
METADATA = "programme_url"
COLUMNS = (
    "coll_nom",
    "coll_siret",
    "plantation_id",
    "lieu",
    "espece",
    "plantee_le",
    "nombre",
    "annee",
    "delib_id",
)

_SCHEMA = """
    $schema: https://frictionlessdata.io/schemas/table-schema.json
    name: arbres-plantes
    title: Arbres plantés
    description: Plantations d’arbres d’une collectivité, une ligne par lieu, espèce et jour.
    version: 1.2.0
    fields:
      - shared: coll_nom
      - shared: coll_siret
      - name: plantation_id
        title: Numéro de la plantation
        description: Numéro court, en un mot.
        type: string
        example: P-2025-01
        constraints: {required: true}
        forum:
          type: code
          privacy: {class: public, action: keep}
          label: Numéro
          help: Numéro que la collectivité donne à la plantation.
      - name: lieu
        title: Lieu
        description: Rue, place ou parc.
        type: string
        example: Parc du Moulin
        constraints: {required: true}
        forum:
          type: text
          privacy: {class: public, action: keep}
          help: Endroit où les arbres ont été plantés.
      - name: espece
        title: Espèce
        description: Nom de l’espèce, dans la liste.
        type: string
        example: tilleul
        constraints: {required: true}
        forum:
          type: choice
          codelist: espece-arbre
          privacy: {class: public, action: keep}
          help: Espèce des arbres plantés.
      - name: plantee_le
        title: Date de plantation
        description: Jour de la plantation, au format AAAA-MM-JJ.
        type: date
        example: '2025-11-25'
        constraints: {required: true}
        forum:
          type: date
          privacy: {class: public, action: keep}
          label: Plantés le
          help: Jour de la plantation.
      - name: nombre
        title: Nombre d’arbres
        description: Nombre entier.
        type: integer
        example: '12'
        constraints: {required: true, minimum: 1}
        forum:
          type: count
          privacy: {class: public, action: keep}
          unit: arbres
          help: Nombre d’arbres plantés ce jour-là à cet endroit.
          caution: Ne pas en conclure que tous ont pris racine.
      - shared: annee
      - shared: delib_id
        forum: {help: Délibération qui a décidé la plantation.}
    forum:
      title: Arbres plantés
      question: Où la collectivité plante-t-elle des arbres ?
      summary: Les arbres plantés par la collectivité, avec le lieu, l’espèce et le jour.
      duty: Publication volontaire, aucun texte ne la demande.
      key: [coll_siret, plantation_id]
      authority: coll_siret
      persons: []
      nil: false
      privacy: {unit: planting, legal_basis: CRPA L312-1-1, release: as_is, threshold: 11}
      register: {theme: ENVI, frequency: ANNUAL, licence: lov2}
      keywords: [arbre, plantation]
      laws:
        - text: Code des relations entre le public et l’administration
          article: L312-1-1
          verified: false
          says: Demande de publier les bases de données tenues à jour.
      excludes: [Les arbres abattus.]
      metadata:
        - {name: programme_url, label: Programme de plantation, help: Adresse du programme., type: url}
      page:
        subject: lieu
        subject_ids: []
        amount: nombre
        unit: {one: arbre, many: arbres}
        date: plantee_le
        words: [lieu, plantation_id]
        columns: [lieu, espece, plantee_le, nombre]
        one: plantation
        many: plantations
        subject_one: lieu
        subject_many: lieux
        sentence: "Le {date}, {authority} a planté {amount} : {subject}."
        pictures:
          - {kind: by-period}
          - {kind: top-subjects}
          - {kind: by-choice, column: espece}
      rules:
        - name: unique-key
          code: ARB-01
          severity: error
          says: Donnez un numéro à chaque plantation.
          params: {at: plantation_id, columns: [coll_siret, plantation_id]}
        - name: required-above
          code: ARB-02
          severity: error
          from: '2025-01-01'
          says: Citez la délibération d’une grande plantation.
          params: {column: delib_id, amount: nombre, above: 50}
        - name: total-at-most
          code: ARB-03
          severity: error
          says: Plantez le reste l’année suivante.
          params: {amount: nombre, year: annee, by: [coll_siret], table: plantations/plafonds, key: arbres}
"""
_SHARED = """
    annee:
      title: Année
      description: Année de la plantation.
      type: year
      example: '2025'
      forum:
        type: year
        privacy: {class: public, action: keep}
        help: Année de la plantation.
"""
_CEILINGS = """\
    cle,minimum,maximum,valeur,depuis,depuis_verifie,jusqu_au,verifie,hors_total,limite_cle,limite_pct
    arbres,,,10,,oui,,oui,non,,
"""
_SPECIES = """
    title: Espèces d’arbres
    codes:
      - {code: tilleul, label: Tilleul argenté, says: au feuillage clair}
      - {code: frêne, label: Frêne, valid_to: '2024-12-31'}
      - {code: micocoulier, label: Micocoulier, valid_from: '2025-01-01'}
"""
_OLDER = (
    '{"title": "Arbres d’avant", "fields": [{"name": "rue", "type": "string", "title": "Nom de la rue"}]}'
)
_TOWN = "Valmont-sur-Dore,21000001400014"
VALID = (
    f"{_TOWN},P-2024-01,Parc du Moulin,frêne,2024-11-25,60,2024,",
    f"{_TOWN},P-2025-01,Parc du Moulin,micocoulier,2025-03-12,80,2025,DEL-2025-014",
    f"{_TOWN},P-2025-02,Quai de la Dore,tilleul,2025-11-25,12,,",
)
INVALID = (
    f"{_TOWN},P-2024-01,Parc du Moulin,micocoulier,2024-11-25,60,,",
    f"{_TOWN},P-2025-01,Parc du Moulin,frêne,2025-03-12,130,2025,",
    f"{_TOWN},P-2025-01,Quai de la Dore,baobab,2025-11-25,0,,",
)
EXPECTED = {
    ("code-not-at-date", 2, "espece"),
    ("code-not-at-date", 3, "espece"),
    ("required-above", 3, "delib_id"),
    ("total-at-most", 3, "nombre"),
    ("unique-key", 4, "plantation_id"),
    ("constraint-error", 4, "espece"),
    ("constraint-error", 4, "nombre"),
}
"""What `INVALID` gets: a row of 2024 and one of 2025 are judged by the list and the rule of their own day."""


def write(root: Path) -> Path:
    """A folder of registers with this one in it; gives the register's own folder."""
    folder = root / NAME
    _text(folder / "schema.yaml", dedent(_SCHEMA))
    _text(root / "codelists" / "espece-arbre.yaml", dedent(_SPECIES))
    _text(root / "fields.yaml", dedent(_SHARED))
    _text(root / "referentiels" / "plantations" / "plafonds.csv", dedent(_CEILINGS))
    _text(folder / "versions" / OLDER / "schema.json", _OLDER)
    for name, rows in (("valid", VALID), ("invalid", INVALID)):
        _text(folder / "examples" / f"{name}.csv", "\n".join((",".join(COLUMNS), *rows, "")))
    return folder


def write_broken(root: Path, name: str = "arbres_casses") -> Path:
    """A folder of registers with one that cannot be used: its page names a column that it has not."""
    text = dedent(_SCHEMA).replace("arbres-plantes", name).replace("subject: lieu", "subject: endroit")
    _text(root / "codelists" / "espece-arbre.yaml", dedent(_SPECIES))
    _text(root / "fields.yaml", dedent(_SHARED))
    return _text(root / name / "schema.yaml", text).parent


def _text(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
