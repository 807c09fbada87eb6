"""Each schema at an address that stays: its page, its files, and words for what is not there."""

from __future__ import annotations

import io
import json

import added_register
import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook
from visible import mistyped_of

from ckanext.forum import config
from ckanext.forum.standard import described

FILES = ["schema.json", "row.schema.json", "modele.xlsx", "documentation.md"]


def registers():
    return [config.registers().get(name) for name in config.registers().names()]


@pytest.fixture
def get(app, clean_db):
    def call(path, status=200, **headers):
        return app.get(path, headers=headers, status=status, follow_redirects=False)

    return call


@pytest.fixture
def tree(get):
    return lambda path: BeautifulSoup(get(path).get_data(), "html.parser")


@pytest.fixture
def kept(tmp_path, added_schemas):
    """A version that a register has replaced, kept beside it in a folder of the operator's."""
    folder = added_register.write(tmp_path)
    added_schemas(tmp_path)
    return config.registers().get(folder.name)


def test_the_list_leads_to_each_schema_and_its_files(tree):
    links = {link["href"] for link in tree("/schemas").select("main a")}

    for schema in registers():
        page = f"/schemas/{schema.name}/{schema.version}"
        assert {page, *(f"{page}/{file}" for file in FILES)} <= links


def test_a_page_says_the_columns_the_rules_and_the_limits_in_french(tree, get):
    for schema in registers():
        address = f"/schemas/{schema.name}/{schema.version}"
        page = tree(address)

        assert len(page.select("tbody tr")) == len(schema.fields)
        assert page.h1.get_text() == schema.title
        said = page.get_text(" ", strip=True)
        for rule in schema.rules:
            assert rule.code in said
        assert len(page.select(".rail .is-apart")) == len(schema.excludes)
        assert mistyped_of(get(address).get_data(as_text=True)) == []


def test_the_latest_version_is_the_one_in_force(get):
    schema = registers()[0]

    for end in ("", *(f"/{file}" for file in FILES)):
        answer = get(f"/schemas/{schema.name}/latest{end}", 302)
        assert answer.headers["Location"].endswith(f"/schemas/{schema.name}/{schema.version}{end}")
    assert get(f"/schemas/{schema.name}", 302).headers["Location"].endswith(schema.version)


def test_files_are_what_the_schema_says(get):
    for schema in registers():
        table, row, template, text = (
            get(f"/schemas/{schema.name}/{schema.version}/{file}") for file in FILES
        )

        names = [field.name for field in schema.fields]
        assert [field["name"] for field in json.loads(table.get_data())["fields"]] == names
        assert json.loads(row.get_data())["$schema"].endswith("2020-12/schema")
        book = CalamineWorkbook.from_object(io.BytesIO(template.get_data()))
        assert book.get_sheet_by_name("Données").to_python()[0] == names
        assert text.get_data(as_text=True).startswith(f"# {schema.title}\n")


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_open_to_other_sites_and_is_asked_for_once(get, file):
    schema = registers()[0]
    address = f"/schemas/{schema.name}/{schema.version}/{file}"
    first = get(address, Origin="https://exemple.fr")

    again = get(address, 304, **{"If-None-Match": first.headers["ETag"]})

    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert again.get_data() == b""
    assert get(f"/schemas/{schema.name}/latest/{file}", 302).headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_is_not_open_to_scripts_of_other_sites(get):
    assert "Access-Control-Allow-Origin" not in get("/schemas", Origin="https://exemple.fr").headers


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/schemas/inconnu", "Aucun registre de ce site n’a ce nom"),
        ("/schemas/inconnu/1.0.0/schema.json", "Aucun registre de ce site n’a ce nom"),
        ("/schemas/{name}/0.0.0", "La version en vigueur est la {version}"),
        ("/schemas/{name}/0.0.0/modele.xlsx", "La version en vigueur est la {version}"),
        ("/schemas/{name}/latest/modele.pdf", "Cette adresse ne mène à rien"),
    ],
)
def test_what_is_not_there_is_said_in_french(get, path, words):
    schema = registers()[0]
    facts = {"name": schema.name, "version": schema.version}

    answer = get(path.format(**facts), 404).get_data(as_text=True)

    assert words.format(**facts) in answer


def test_a_version_that_was_replaced_keeps_its_page_its_schema_and_its_documentation(get, tree, kept):
    older = f"/schemas/{kept.name}/{added_register.OLDER}"
    page = tree(older)

    assert "Nom de la rue" in page.get_text()
    assert page.select_one(f"a[href='/schemas/{kept.name}/{kept.version}']")
    assert json.loads(get(f"{older}/schema.json").get_data())["title"] == "Arbres d’avant"
    assert tree(f"/schemas/{kept.name}/{kept.version}").select_one(f"a[href='{older}']")
    assert "### `rue`" in get(f"{older}/documentation.md").get_data(as_text=True)
    assert {f"{older}/schema.json", f"{older}/documentation.md"} <= {
        link["href"] for link in page.select("a")
    }
    assert page.select_one(f"main a[href='/schemas/{kept.name}/{kept.version}/modele.xlsx']")


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("modele.xlsx", "serait jugé par la version en vigueur"),
        ("row.schema.json", "L’API ne donne que des lignes de la version en vigueur"),
    ],
)
def test_what_would_lead_astray_is_not_given_of_a_version_that_was_replaced(get, kept, file, words):
    answer = get(f"/schemas/{kept.name}/{added_register.OLDER}/{file}", 404).get_data(as_text=True)

    assert words in answer
    assert f"/schemas/{kept.name}/latest/{file}" in answer


def test_the_page_of_a_former_version_says_what_becomes_of_its_files(tree):
    for schema in registers():
        for former in schema.former:
            said = tree(f"/schemas/{schema.name}/{former.version}").main.get_text(" ", strip=True)

            assert [says for says in former.missing.values() if says not in said] == []


def test_a_register_without_a_standard_conforms_to_our_address(get):
    for schema in registers():
        address = described(schema).standard
        if schema.official_url:
            assert address == schema.official_url
        else:
            path = address.removeprefix("http://test.ckan.net")
            assert json.loads(get(path).get_data())["version"] == schema.version


def test_pages_lead_to_the_schemas(tree):
    assert tree("/").footer.find("a", href="/schemas")
    assert tree("/plan-du-site").main.find("a", href="/schemas")
