"""Files of a register: the same rows in each format, of one authority and of all, and their tab."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup
from python_calamine import CalamineWorkbook
from sample_grants import grant

pytestmark = pytest.mark.services

REGISTER = "/registres/subventions"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "excel.csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "parquet": "application/vnd.apache.parquet",
}


@pytest.fixture
def ask(app, clean_site):
    def call(path, status=200, **query):
        return app.get(path, query_string=query, status=status, follow_redirects=False)

    return call


@pytest.fixture
def two_authorities(published, publish, site_act):
    site_act("organization_create", name="vallees", title="CC des Vallées", siren="240000034", kind="epci")
    own = {"nomAttribuant": "CC des Vallées", "idAttribuant": "24000003400001"}
    publish([grant(n, **own) for n in (4, 5)], organization="vallees")


def _sheet(answer, name="Données"):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.get_data()))
    return book.get_sheet_by_name(name).to_python()


def _exact(answer):
    return json.loads(answer.get_data(), parse_float=Decimal)


def _amounts(extension, answer):
    match extension:
        case "json":
            return [row["montant"] for row in _exact(answer)["rows"]]
        case "parquet":
            return pq.read_table(io.BytesIO(answer.get_data()))["montant"].to_pylist()
        case "xlsx" | "ods":
            head, *rows = _sheet(answer)
            return [Decimal(str(row[head.index("montant")])) for row in rows]
        case _:
            text = answer.get_data().decode("utf-8-sig")
            delimiter = ";" if extension == "excel.csv" else ","
            rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
            return [Decimal(row["montant"].replace(",", ".")) for row in rows]


@pytest.mark.parametrize("extension", MEDIA)
@pytest.mark.parametrize("place", ["/valmont", ""])
@pytest.mark.parametrize("query", [{}, {"annee": "2022"}])
def test_rows_of_each_file_sum_to_the_figures_of_the_page(two_authorities, ask, extension, place, query):
    figures = _exact(ask(f"{REGISTER}{place}.json", **query))["figures"]

    answer = ask(f"{REGISTER}{place}.{extension}", **query, page="toutes")
    amounts = _amounts(extension, answer)

    assert (len(amounts), sum(amounts)) == (figures["rows"], figures["total"])
    assert answer.headers["Content-Type"] == MEDIA[extension]
    assert answer.headers["X-Forum-Publication"]


@pytest.mark.parametrize("extension", MEDIA)
def test_a_file_has_a_name_and_is_not_sent_twice(published, app, extension):
    path = f"{REGISTER}/valmont.{extension}?annee=2022&page=toutes"
    first = app.get(path)

    again = app.get(path, headers={"If-None-Match": first.headers["ETag"]}, status=304)

    assert f"subventions_valmont_extrait.{extension}" in first.headers["Content-Disposition"]
    assert again.get_data() == b""


def test_a_workbook_says_publication_filter_and_licence(published, ask):
    facts = {row[0]: row[1] for row in _sheet(ask(f"{REGISTER}/valmont.xlsx", annee="2022"), "À propos")}

    assert published.publication_id in facts["Publication, Valmont-sur-Dore"]
    assert facts["Filtre"] == "Année 2022"
    assert "Licence" in facts["Licence"]
    assert facts["Adresse"].endswith("/registres/subventions/valmont.xlsx?annee=2022")


@pytest.mark.parametrize("extension", MEDIA)
def test_a_filter_without_sense_gives_no_file(published, ask, extension):
    answer = ask(f"{REGISTER}/valmont.{extension}", 400, annee="abc")

    assert len(answer.get_json()["errors"]) == 1


@pytest.mark.parametrize("extension", MEDIA)
def test_a_withdrawn_register_answers_software_in_its_own_way(published, ask, site_act, extension):
    site_act("forum_withdraw", register=published.register, organization="valmont", reason="Fichier erroné.")

    answer = ask(f"{REGISTER}/valmont.{extension}", 410)

    assert "html" not in answer.headers["Content-Type"]
    assert "Ce registre a été retiré le" in answer.get_data(as_text=True)
    assert "Fichier erroné." in answer.get_data(as_text=True)


@pytest.mark.parametrize("extension", ["csv", "xlsx", "json"])
def test_a_withdrawn_register_answers_a_browser_with_a_page(published, app, site_act, extension):
    site_act("forum_withdraw", register="subventions", organization="valmont", reason="Fichier erroné.")

    answer = app.get(
        f"{REGISTER}/valmont.{extension}",
        headers={"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
        status=410,
    )

    assert "html" in answer.headers["Content-Type"]
    assert "Fichier erroné." in answer.get_data(as_text=True)


def test_the_tab_of_a_withdrawn_register_is_a_page(published, ask, site_act):
    site_act("forum_withdraw", register=published.register, organization="valmont", reason="Fichier erroné.")

    assert "html" in ask(f"{REGISTER}/valmont/telecharger", 410).headers["Content-Type"]


def test_the_tab_offers_what_is_filtered_then_everything(published, ask):
    page = BeautifulSoup(ask(f"{REGISTER}/valmont/telecharger", annee="2022").get_data(), "html.parser")
    seen, everything, _schema = page.select(".download-block")

    links = [link["href"] for link in seen.select(".file-choices a")]
    assert [link.split("?")[0].partition(".")[2] for link in links] == [
        "csv",
        "excel.csv",
        "xlsx",
        "ods",
        "json",
        "parquet",
    ]
    assert all("annee=2022" in link for link in links)
    assert all("annee" not in link["href"] for link in everything.select(".file-choices a"))
    assert "1\u00a0ligne, " in seen.select_one(".note").text
    assert "octets" in everything.text or "Ko" in everything.text


def test_the_tab_over_all_authorities_counts_all_rows(two_authorities, ask):
    page = BeautifulSoup(ask(f"{REGISTER}/telecharger").get_data(), "html.parser")

    assert page.select_one(".download-block .note").text.startswith("5\u00a0lignes, ")
