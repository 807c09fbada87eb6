"""A register of one column, of days: no amount, no body, no authority. Every page holds."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ckanext.forum import current, quarantine

NAME = "jours_de_marche"
PAGE = f"/registres/{NAME}/valmont"
SCHEMA = """
    $schema: https://frictionlessdata.io/schemas/table-schema.json
    name: jours-de-marche
    title: Jours de marché
    version: 1.0.0
    fields:
      - name: jour
        title: Jour
        type: date
        example: 2026-04-01
        constraints: {required: true}
        forum: {type: date, help: Jour du marché., privacy: {class: public, action: keep}}
    forum:
      title: Jours de marché
      question: Quand le marché se tient-il ?
      summary: Une ligne par jour de marché.
      duty: Publication volontaire.
      key: [jour]
      authority: null
      persons: []
      nil: false
      privacy: {unit: jour, legal_basis: CRPA L312-1-1, release: as_is, threshold: 11}
      register: {theme: GOVE, frequency: ANNUAL, licence: odc-odbl}
      keywords: [marché]
      laws: []
      excludes: [Les fêtes.]
      page:
        subject: jour
        subject_ids: []
        date: jour
        words: [jour]
        columns: [jour]
        one: jour
        many: jours
        subject_one: jour
        subject_many: jours
        pictures: [{kind: by-period}, {kind: top-subjects}]
"""
ROWS = "jour\n2026-01-12\n2026-02-09\n2025-12-01\n"


@pytest.fixture
def days(tmp_path, added_schemas, town, site_act):
    """The register of days, known to the site, with three of them online."""
    folder = tmp_path / "nos-registres" / NAME
    folder.mkdir(parents=True)
    (folder / "schema.yaml").write_text(dedent(SCHEMA), encoding="utf-8")
    (folder / "valid.csv").write_text(ROWS, encoding="utf-8")
    added_schemas(folder.parent)
    with quarantine.deposited(folder / "valid.csv") as deposit:
        site_act("forum_publish", register=NAME, organization="valmont", deposit=deposit)
    return current.current(NAME, "valmont")


def test_every_page_and_file_of_the_register_answers(days, get, act):
    (row,) = act("datastore_search", resource_id=days.resource_id, filters={"jour": "2026-01-12"})["records"]

    for end in ("/tableau", "/comprendre", "/qualite", "/telecharger", "/api", "/historique"):
        assert "Jours de marché" in get(f"{PAGE}{end}").text
    for end in (".json", ".csv", ".xlsx", ".ods"):
        assert get(f"{PAGE}{end}").status == 200
    for chosen in ({"q": "2026"}, {"du": "2026-01-01"}, {"annee": "2025"}):
        assert get(PAGE, **chosen).status == 200
    assert get(PAGE).text.count("3\u00a0jours") > 1
    assert get(f"{PAGE}/lignes/{row['cle_ligne']}").h1 == "12\u00a0janvier\u00a02026"


def test_the_search_of_the_site_answers_beside_it(days, get):
    assert get("/recherche", q="2026").status == 200


def test_one_column_is_no_plural(days, get):
    pages = (f"/schemas/{NAME}/1.0.0", f"{PAGE}/comprendre")

    captions = [get(address).texts("caption")[0] for address in pages]

    assert captions == ["La colonne", "La colonne des fichiers"]


def test_its_file_is_said_to_follow_the_schema_of_the_catalogue(days, act):
    resource = act("resource_show", id=days.resource_id)

    assert resource["description"].endswith("au format du schéma de ce catalogue.")
