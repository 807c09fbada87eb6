"""Pages that fit the matter of a register nobody named in code: counts, sums awaited, a grid to add up."""

from __future__ import annotations

import csv
from decimal import Decimal
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from ckanext.forum import config, quarantine
from forum_core.schema.store import installed_root, load_store

pytestmark = pytest.mark.services

COUNT = {"class": "public", "action": "keep"}


def _column(name, meaning, type_="string", title=None, **forum):
    return {
        "name": name,
        "title": title or name.capitalize(),
        "type": type_,
        "example": {"year": "2025", "school-year": "2024-2025"}.get(meaning, "1"),
        "forum": {"type": meaning, "help": "Aide.", "privacy": COUNT, **forum},
    }


def _schema(name, fields, key, page):
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": name,
        "version": "1.0.0",
        "fields": fields,
        "forum": {
            "title": name.capitalize(),
            "question": "Combien\u202f?",
            "summary": "Un registre d’essai.",
            "duty": "Publication volontaire.",
            "key": key,
            "authority": None,
            "persons": [],
            "nil": False,
            "register": {"theme": "GOVE", "frequency": "ANNUAL", "licence": "lov2"},
            "keywords": ["essai"],
            "laws": [],
            "excludes": [],
            "privacy": {"unit": "body", "legal_basis": "none", "release": "as_is", "threshold": 11},
            "page": {"subject_ids": [], **page},
        },
    }


SCHOOLS = _schema(
    "places-ecole",
    [
        _column("rentree", "school-year"),
        _column("site", "text", title="Site"),
        _column("voulues", "count", "integer", title="Places demandées"),
        _column("donnees", "count", "integer", title="Places données"),
    ],
    ["rentree", "site"],
    {
        "subject": "site",
        "amount": "donnees",
        "unit": {"one": "place donnée", "many": "places données"},
        "date": "rentree",
        "words": ["site"],
        "columns": ["site", "rentree", "donnees"],
        "one": "décision",
        "many": "décisions",
        "subject_one": "site",
        "subject_many": "sites",
        "sentence": "{authority} a donné {amount} à {subject} en {date}.",
        "pictures": [{"kind": "steps", "columns": ["voulues", "donnees"]}, {"kind": "by-period"}],
    },
)
STATEMENTS = _schema(
    "sommes-versees",
    [
        _column("exercice", "year", "year"),
        _column("nom", "text", title="Nom"),
        _column("payeur", "text", title="Payeur"),
        _column("etat", "text", title="État"),
        _column("somme", "money", "number", title="Somme"),
    ],
    ["exercice", "nom", "payeur"],
    {
        "subject": "nom",
        "amount": "somme",
        "date": "exercice",
        "words": ["nom", "payeur"],
        "columns": ["nom", "payeur", "somme"],
        "one": "somme",
        "many": "sommes",
        "subject_one": "élu",
        "subject_many": "élus",
        "awaited": {"column": "etat", "values": ["non reçu"]},
        "pictures": [{"kind": "crossing", "rows": "nom", "columns": "payeur"}],
    },
)
GRID = _schema(
    "grille-essai",
    [
        _column("edition", "year", "year"),
        _column("critere", "text"),
        _column("famille", "text"),
        _column("valeur", "integer", "integer"),
    ],
    ["edition", "critere"],
    {
        "subject": "critere",
        "date": "edition",
        "words": ["critere"],
        "columns": ["critere", "valeur"],
        "one": "critère",
        "many": "critères",
        "subject_one": "critère",
        "subject_many": "critères",
        "calculator": {"label": "critere", "points": "valeur", "group": "famille", "version": "edition"},
    },
)


@pytest.fixture
def site_of(town, site_act, get, tmp_path, monkeypatch):
    """Add a register as a folder, publish rows, and read its pages: `site_of(schema, rows)("/etat")`."""

    def call(schema, rows):
        name = schema["name"].replace("-", "_")
        folder = tmp_path / "schemas" / name
        folder.mkdir(parents=True)
        (folder / "schema.yaml").write_text(yaml.safe_dump(schema, allow_unicode=True), encoding="utf-8")
        store = load_store(installed_root(), folder.parent)
        monkeypatch.setattr(config, "registers", lambda: store)
        path = tmp_path / "depot.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([field["name"] for field in schema["fields"]])
            writer.writerows(rows)
        with quarantine.deposited(path) as deposit:
            site_act("forum_publish", register=name, organization="valmont", deposit=deposit)

        def page(suffix="", status=200, **query):
            return get(f"/registres/{name}/valmont{suffix}", status, **query)

        return page

    return call


@pytest.fixture
def schools(site_of):
    rows = [("2024-2025", "Nord", 40, 12), ("2025-2026", "Nord", 60, 29), ("2024-2025", "Sud", 100, 40)]
    return site_of(SCHOOLS, rows)


def test_counts_are_said_with_their_noun_and_never_in_euros(schools):
    for tab in ("", "/tableau", "/comprendre", "/qualite", "/telecharger", "/api"):
        assert "€" not in schools(tab).text

    page = schools()
    figures = dict(zip(page.texts(".key-figure dt"), page.texts(".key-figure dd"), strict=True))
    assert figures["places données"] == "81"
    assert "81\u00a0places données" in schools("/telecharger").text


def test_a_school_year_is_filtered_by_its_first_year_and_said_whole(schools):
    page = schools(annee="2024")

    assert page.texts(".filter-chip") == ["Année scolaire 2024-2025"]
    assert "Année scolaire" in page.texts(".filter-links h3")
    assert "2024-2025 2" in page.texts(".filter-links a")
    assert schools(".json", annee="2024").response.get_json()["figures"]["total"] == 52


def test_whole_numbers_stay_whole_for_software(schools):
    answer = schools(".json").response.get_json()

    assert answer["figures"]["total"] == 81
    assert isinstance(answer["figures"]["total"], int)
    assert answer["facets"]["annee"] == [
        {"key": "2025", "rows": 1, "total": 29},
        {"key": "2024", "rows": 2, "total": 52},
    ]


def test_the_period_is_that_of_the_school_years(schools):
    assert "Période\u00a0: 2024–2026" in schools().text


def test_a_row_says_its_number_and_its_school_year(schools, get):
    page = get(schools("/tableau").html.select_one("#lignes tbody a")["href"])

    assert page.h1 == "Sud\u00a0: 40\u00a0places données"
    assert "Valmont-sur-Dore a donné 40\u00a0places données à Sud en 2024-2025." in page.text
    assert "Année scolaire 2024-2025" in page.text
    assert "Datée du" not in page.text


def test_a_chain_of_counts_has_its_numbers_in_a_table(schools):
    figure = schools(annee="2024").html.select("figure")[0]

    assert figure.select_one("h3").get_text(strip=True) == (
        "En 2024-2025, 52 places données pour 140 places demandées, soit 37\u202f%"
    )
    assert [row.get_text(" ", strip=True) for row in figure.select("tbody tr")] == [
        "Places demandées 140 100\u202f%",
        "Places données 52 37\u202f%",
    ]


@pytest.fixture
def statements(site_of):
    rows = [
        (2025, "Ana Bel", "Ville", "payé", "100.00"),
        (2025, "Ana Bel", "Eaux", "non reçu", ""),
        (2025, "Cid Dor", "Ville", "payé", "50.50"),
        (2024, "Cid Dor", "Ville", "payé", "7.00"),
    ]
    return site_of(STATEMENTS, rows)


def test_sums_stand_in_a_table_whose_names_lead_to_rows(statements, get):
    page = statements(annee="2025")

    table = page.html.select_one("figure table")
    assert [row.get_text(" ", strip=True) for row in table.select("tr")] == [
        "Élu Ville Eaux Total",
        "Ana Bel 100\u00a0€ non reçu 100\u00a0€ non reçu",
        "Cid Dor 50,50\u00a0€ – 50,50\u00a0€",
        "Ensemble 150,50\u00a0€ non reçu 150,50\u00a0€ non reçu",
    ]
    address = urlsplit(table.select_one("tbody a")["href"])
    rows = get(address.path, **dict(parse_qsl(address.query)))
    assert rows.texts("#lignes tbody th") == ["Ana Bel", "Ana Bel"]
    assert not page.html.select("figure details")


def test_the_statement_names_authority_period_and_totals(statements):
    address = statements(annee="2025").html.select_one(".action-quiet[href*=etat]")["href"]
    page = statements("/etat", annee="2025")

    assert address.endswith("/valmont/etat?annee=2025")
    assert page.texts(".eyebrow") == ["Valmont-sur-Dore"]
    assert "Année 2025" in page.text
    assert [one.name for one in page.html.select("main :is(h1, h2, h3)")] == ["h1", "h2", "h3"]
    assert page.texts("tfoot tr") == ["Ensemble 150,50\u00a0€ non reçu 150,50\u00a0€ non reçu"]


def test_a_register_without_such_a_table_has_no_statement(schools):
    assert not schools().html.select("[href*=etat]")
    schools("/etat", 404)


def test_points_are_a_list_to_add_up_that_sends_nothing(site_of):
    grid = site_of(
        GRID,
        [(2025, "Emploi", "Travail", 40), (2025, "Fratrie", "Enfants", 15), (2024, "Emploi", "Travail", 1)],
    )

    page = grid()
    place = page.html.select_one("#points")
    assert place.select_one("h2").get_text(strip=True) == "Compter ses points, version 2025"
    assert [one.get_text(" ", strip=True) for one in place.select("legend, li")] == [
        "Enfants",
        "Fratrie 15\u00a0points",
        "Travail",
        "Emploi 40\u00a0points",
    ]
    assert "autre version" in place.get_text()
    boxes = place.select("input")
    assert sum(Decimal(box["value"]) for box in boxes) == 55
    assert all(box.has_attr("hidden") and not box.has_attr("name") for box in boxes)
    assert not place.find_parent("form")
    assert not place.select("form")
    assert page.html.select("script[src*=points]")


def test_other_pages_have_no_script_of_points(schools):
    assert not schools().html.select("script[src*=points]")
    assert not schools().html.select("#points")
