"""A register that is only a folder of the operator's has its form, template, pages, API and documentation."""

from __future__ import annotations

import csv
import io
import json

import added_register
import ckan.plugins.toolkit as tk
import pytest
from added_register import COLUMNS, METADATA, NAME, OLDER, VALID, VERSION
from bs4 import BeautifulSoup
from ckan.tests import factories
from dcat_reader import read_feed
from python_calamine import CalamineWorkbook
from rdflib import Graph
from visible import mistyped_of

from ckanext.forum import config, current, quarantine
from ckanext.forum.cli import forum as ckan_forum
from forum_core.cli import main
from forum_core.schema.store import load_store

pytestmark = pytest.mark.services

SCHEMA = f"/schemas/{NAME}/{VERSION}"
PAGE = f"/registres/{NAME}/valmont"


@pytest.fixture
def folder(tmp_path, added_schemas):
    """The register's folder, of which the site knows by its option."""
    folder = added_register.write(tmp_path / "nos-registres")
    added_schemas(folder.parent)
    return folder


@pytest.fixture
def planted(folder, town, site_act):
    """Its valid example, published by the real path."""
    with quarantine.deposited(folder / "examples" / "valid.csv") as deposit:
        site_act("forum_publish", register=NAME, organization="valmont", deposit=deposit)
    return current.current(NAME, "valmont")


@pytest.fixture
def form_of(town, site_act, app):
    """The fields that a register adds to the form of its dataset."""
    headers = {"Authorization": factories.APIToken(user=factories.Sysadmin()["name"])["token"]}

    def call(register):
        site_act(
            "package_create",
            name=register,
            title="Essai",
            owner_org="valmont",
            register=register,
            private=True,
        )
        html = BeautifulSoup(app.get(f"/dataset/edit/{register}", headers=headers).body, "html.parser")
        site_act("dataset_purge", id=register)
        return {one["name"].partition("-")[2]: one for one in html.select("[name^=register_details-]")}

    return call


@pytest.fixture
def checked_install(cli, with_request_context):
    """What `ckan forum check-install` says, line by line."""

    def call():
        return cli.invoke(ckan_forum, ["check-install"]).output.splitlines()

    return call


def test_the_form_has_its_field_and_that_of_no_other_register_has(folder, form_of):
    own = form_of(NAME)

    assert own[METADATA]["type"] == "url"
    for register in load_store().names():
        assert METADATA not in form_of(register)


def test_its_documentation_its_files_and_its_older_version_are_read(folder, get):
    page, older = get(SCHEMA), get(f"/schemas/{NAME}/{OLDER}")
    table, row, text, template = (
        get(f"{SCHEMA}/{file}").response
        for file in ("schema.json", "row.schema.json", "documentation.md", "modele.xlsx")
    )
    book = CalamineWorkbook.from_object(io.BytesIO(template.get_data()))

    assert page.h1 == "Arbres plantés"
    assert [code for code in ("ARB-01", "ARB-02", "Micocoulier") if code not in page.text] == []
    assert mistyped_of(page.response.get_data(as_text=True)) == []
    assert get("/schemas").html.find("a", href=SCHEMA)
    assert "Nom de la rue" in older.text
    assert get(f"/schemas/{NAME}/{OLDER}/schema.json").response.get_json()["title"] == "Arbres d’avant"
    assert [field["name"] for field in table.get_json()["fields"]] == list(COLUMNS)
    assert set(COLUMNS) <= set(row.get_json()["properties"])
    assert text.get_data(as_text=True).startswith("# Arbres plantés\n")
    assert book.get_sheet_by_name("Données").to_python()[0] == list(COLUMNS)


def test_its_page_and_each_tab_open_in_its_own_words(planted, get):
    page = get(PAGE)
    tabs = [link["href"] for link in page.html.select("nav.page-tabs a[href]")]

    assert len(tabs) == 6
    for tab in tabs:
        assert mistyped_of(get(tab).response.get_data(as_text=True)) == []
    assert "3\u00a0plantations" in page.text
    assert "arbres 152" in page.text
    assert "arbres au plus, pour la moitié des plantations" in page.text
    assert "€" not in page.text
    assert get("/registres").html.find("a", href=f"/registres/{NAME}")


def test_a_row_has_its_page(planted, get, act):
    (row,) = act("datastore_search", resource_id=planted.resource_id, filters={"espece": "tilleul"})[
        "records"
    ]

    page = get(f"{PAGE}/lignes/{row['cle_ligne']}")

    assert "Quai de la Dore" in page.text
    assert "12\u00a0arbres" in page.text
    assert "Tilleul argenté" in page.text
    assert "Dans les fichiers\u00a0: tilleul" in page.text


def test_its_pages_say_the_words_of_its_list_and_its_addresses_the_codes(planted, get):
    page, explained = get(PAGE), get(f"{PAGE}/comprendre")
    (choice,) = (one for one in page.html.select(".filter-links a") if "Tilleul argenté" in one.text)

    assert choice["href"].endswith("?espece=tilleul")
    assert get(PAGE, espece="tilleul").texts(".filter-chip") == ["Tilleul argenté"]
    assert "Tilleul argenté, au feuillage clair" in explained.text
    assert "tilleul" in get(f"{PAGE}.csv").response.get_data(as_text=True)


def test_every_way_to_its_rows_says_the_same(planted, get, act):
    whole = json.loads(get(f"{PAGE}.json").response.get_data())
    table = csv.DictReader(
        io.StringIO(get(f"{PAGE}.csv").response.get_data(as_text=True).removeprefix("\ufeff"))
    )
    stored = act("datastore_search", resource_id=planted.resource_id)

    assert whole["figures"]["total"] == 152
    expected = sorted(line.split(",")[2] for line in VALID)
    for rows in (whole["rows"], list(table), stored["records"]):
        assert sorted(row["plantation_id"] for row in rows) == expected
    assert {field["id"]: field["type"] for field in stored["fields"]}["nombre"] in {"int4", "int8"}


def test_the_catalogue_says_that_it_conforms_to_our_address(planted, app, get):
    graph = Graph().parse(data=app.get("/catalog.ttl").get_data(as_text=True), format="turtle")

    (dataset,) = read_feed(graph)

    assert dataset.schema == (f"http://test.ckan.net{SCHEMA}/schema.json",)
    assert dataset.theme_labels == ("Environnement",)
    assert get(f"{SCHEMA}/schema.json").response.get_json()["version"] == VERSION


def test_the_command_lists_it_and_checks_its_files_by_the_rules_of_their_days(folder, capsys):
    def run(*arguments):
        code = main([*arguments, "--schemas", str(folder.parent)])
        return code, capsys.readouterr().out

    listed, valid = run("schema", "list"), run("check", NAME, str(folder / "examples" / "valid.csv"))
    code, report = run("check", NAME, str(folder / "examples" / "invalid.csv"), "--json")

    assert (listed[0], valid[0], code) == (0, 0, 1)
    assert f"{NAME}  {VERSION}  " in listed[1]
    errors = json.loads(report)["tasks"][0]["errors"]
    assert {(one["type"], one["rowNumber"], one["fieldName"]) for one in errors} == added_register.EXPECTED


def test_a_folder_that_is_broken_is_refused_by_name_and_the_others_live(
    planted, tmp_path, added_schemas, get, checked_install
):
    broken = added_register.write_broken(tmp_path / "autres-registres")
    # The last one is a register's own folder, where the folder that holds it is asked for.
    added_schemas(tmp_path / "nos-registres", broken.parent, tmp_path / "absent", broken)

    missing, empty, refused = (line for line in checked_install() if str(tmp_path) in line)

    assert f"{tmp_path / 'absent'} de l’option ckanext.forum.schemas" in missing
    assert f"le registre {broken.name} est laissé de côté" in refused
    assert str(broken / "schema.yaml") in refused
    assert "endroit" in refused
    assert "Ligne " in refused
    assert f"{broken} de l’option ckanext.forum.schemas ne contient aucun registre" in empty
    assert get(PAGE).status == 200
    assert get(f"/schemas/{broken.name}", 404).status == 404
    assert set(config.registers().names()) == {NAME, *load_store().names()}


def test_a_folder_that_breaks_while_its_rows_are_online_breaks_no_page(
    planted, folder, added_schemas, get, act
):
    path = folder / "schema.yaml"
    path.write_text(path.read_text("utf-8").replace("subject: lieu", "subject: endroit"), encoding="utf-8")
    added_schemas(folder.parent)

    assert NAME not in config.registers().names()
    for address in ("/", "/registres", "/dataset", f"/dataset/{NAME}-valmont", "/organization/valmont"):
        assert get(address).status == 200
    for address in ("/catalog.ttl", "/sitemap.xml", "/schemas", "/schemas/openapi.json"):
        assert get(address).status == 200
    assert get("/recherche", q="tilleul").status == 200
    assert act("datastore_search", resource_id=planted.resource_id)["total"] == 3
    with pytest.raises(tk.ValidationError):
        act("datastore_search", resource_id=planted.resource_id, q="tilleul")
    for address in (PAGE, f"{PAGE}.json", f"{PAGE}.csv", f"{PAGE}/api", SCHEMA, f"/registres/{NAME}"):
        assert get(address, 404).status == 404
