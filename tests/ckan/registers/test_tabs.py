"""The tabs of a register: addresses of their own, filters that follow, and what each one says."""

from __future__ import annotations

import json
import re
import shlex
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from sample_grants import grant

pytestmark = pytest.mark.services

ATOM = {"a": "http://www.w3.org/2005/Atom"}
TABS = ["", "/tableau", "/comprendre", "/qualite", "/telecharger", "/api"]


@pytest.fixture
def two_authorities(published, publish, site_act):
    """The town's three rows, and two of a second authority."""
    site_act("organization_create", name="vallees", title="CC des Vallées", siren="240000034", kind="epci")
    own = {"nomAttribuant": "CC des Vallées", "idAttribuant": "24000003400001"}
    publish([grant(n, **own) for n in (4, 5)], organization="vallees")


def _figures(page):
    return dict(zip(page.texts(".key-figure dt"), page.texts(".key-figure dd"), strict=True))


def test_tabs_are_addresses_in_one_order_and_keep_the_filter(published, register):
    for suffix in ("", "/tableau", "/comprendre", "/qualite", "/api"):
        page = register(suffix, annee="2022", q="association")

        links = [link["href"] for link in page.html.select(".page-tabs a")]
        assert [urlsplit(link).path.removeprefix("/registres/subventions/valmont") for link in links] == TABS
        assert all("annee=2022" in link and "q=association" in link for link in links)
        (here,) = page.html.select('.page-tabs [aria-current="page"]')
        assert urlsplit(here["href"]).path.endswith(f"valmont{suffix}")


def test_a_range_of_amounts_and_of_dates_keeps_rows_and_figures(published, register):
    page = register("/tableau", montant_min="2", montant_max="2,50 €")
    twin = register(".json", du="2022-01-01", au="31/12/2022").response.get_json()

    assert page.texts("#lignes tbody th") == ["Association numéro 2"]
    assert page.texts(".filter-chip") == ["De 2\u00a0€ à 2,50\u00a0€"]
    assert twin["figures"]["rows"] == 1
    assert twin["filters"]["du"] == "2022-01-01"


def test_a_value_of_a_column_is_a_filter(town, publish, register):
    publish([grant(1), grant(2, nature="aide en nature")])

    page = register("/tableau", nature="aide en nature")

    assert page.texts("#lignes tbody th") == ["Association numéro 2"]
    assert page.texts(".filter-chip") == ["Aide en nature"]
    assert page.texts('.filter-links a[aria-current="true"]') == ["Aide en nature 1"]


@pytest.mark.parametrize(
    "query",
    [
        {"montant_min": "beaucoup"},
        {"montant_min": "10", "montant_max": "5"},
        {"du": "2025-02-30"},
        {"du": "2025-02-01", "au": "2024-01-01"},
        {"nature": "aide en or"},
    ],
)
def test_a_filter_without_sense_is_a_sentence_on_each_tab(published, register, query):
    for suffix in ("", "/tableau", "/api"):
        page = register(suffix, **query)

        assert page.texts(".with-left .notice")
        assert not page.html.select("#lignes, pre")


def test_the_register_of_all_authorities_says_who_publishes_first(two_authorities, get):
    page = get("/registres/subventions")

    (said,) = page.texts(".coverage")
    assert said == (
        "2\u00a0collectivités publient ce registre ici\u00a0: CC des Vallées et Valmont-sur-Dore."
    )
    assert page.texts(".status-word")[0] == "Publié"
    assert "5" in _figures(page)["subventions"]


def test_an_authority_is_a_filter_of_the_register_of_all(two_authorities, get):
    page = get("/registres/subventions/tableau", annee="2022")

    (choice,) = [a for a in page.html.select(".filter-links a") if "Valmont" in a.get_text()]
    assert choice["href"] == "/registres/subventions/valmont/tableau?annee=2022"
    there = get("/registres/subventions/valmont/tableau", annee="2022")
    back = [a["href"] for a in there.html.select(".filter-links a") if a.get_text(strip=True) == "Toutes"]
    assert back[0] == "/registres/subventions/tableau?annee=2022"


def test_a_row_of_all_leads_to_its_own_authority(two_authorities, get):
    page = get("/registres/subventions/tableau")

    rows = page.html.select("#lignes tbody tr")
    authorities = {row.select_one("td").get_text(strip=True): row.select_one("a")["href"] for row in rows}
    assert authorities["CC des Vallées"].startswith("/registres/subventions/vallees/lignes/")
    assert get(authorities["Valmont-sur-Dore"]).status == 200


def test_a_tab_of_a_single_publisher_leads_to_its_authority(published, get):
    answer = get("/registres/subventions/qualite", 302, annee="2022")

    assert answer.headers["Location"].endswith("/registres/subventions/valmont/qualite?annee=2022")


def test_explained_says_each_column_the_law_and_the_limits(published, register):
    page = register("/comprendre")

    assert len(page.html.select("#columns-caption ~ tbody tr")) == 16
    assert "Jour où la convention a été signée" in page.text
    assert "Depuis le 1er\u00a0août\u00a02017" in page.text
    assert "article 10" not in page.text
    assert "Les demandes refusées." in page.texts(".rail li")


def test_quality_names_what_is_missing_and_gives_no_mark(town, publish, register):
    publish([grant(1), grant(2, referenceDecision=""), grant(3, objet="")], partial=True)

    page = register("/qualite")

    states = dict(zip(page.texts("tbody th"), page.texts("tbody .status-word"), strict=True))
    assert states["Licence déclarée"] == "tenu"
    assert states["Bénéficiaires identifiés"] == "tenu"
    assert states["Lignes conformes au schéma"] == "1\u00a0ligne laissée"
    assert "50\u202f%" in page.texts(".bar-list li")[0]


def test_the_shown_request_works_and_gives_the_shown_answer(town, publish, register, app):
    publish([grant(n) for n in range(1, 6)])
    page = register("/api", q="association", annee="2022")

    curl = shlex.split(page.html.select_one("pre.request").get_text())
    address = urlsplit(curl[1])
    answer = app.get(f"{address.path}?{address.query}").get_json()
    shown = json.loads(page.html.select_one("#answer").get_text())

    assert shown["figures"] == answer["figures"]
    assert shown["rows"] == answer["rows"][:2]
    assert shown["publication"] == answer["publication"]


def test_the_request_in_r_gives_the_filtered_rows(published, register, app):
    page = register("/api", annee="2022")

    (text,) = [pre for pre in page.texts("pre") if "read.csv" in pre]
    address = urlsplit(re.search(r'"(http[^"]+)"', text)[1])
    lines = app.get(f"{address.path}?{address.query}").get_data(as_text=True).splitlines()
    assert len(lines) == 2


def test_the_request_in_ckanapi_gives_the_rows_of_the_page(town, publish, register, act):
    publish([grant(1), grant(2, nature="aide en nature"), grant(3, nature="aide en nature")])
    page = register("/api", q="numéro 2", nature="aide en nature")

    (text,) = [pre for pre in page.texts("pre") if pre.startswith("ckanapi")]
    given = shlex.split(text)[5:]
    data = {}
    for word in given:
        name, sign, value = re.match(r"(\w+)([=:])(.*)", word, re.DOTALL).groups()
        data[name] = json.loads(value) if sign == ":" else value
    records = act("datastore_search", None, **data)["records"]
    assert [record["nomBeneficiaire"] for record in records] == ["Association numéro 2"]


def test_what_ckan_cannot_filter_is_said_and_not_shown(published, register):
    page = register("/api", annee="2022")

    assert not [pre for pre in page.texts("pre") if "ckanapi" in pre]
    assert "ne connaît ni année" in page.text


def test_history_says_what_each_publication_added_corrected_and_took_off(town, publish, register):
    publish([grant(1), grant(2)])
    publish([grant(1, montant="7.00"), grant(3)])

    events = register("/historique").texts(".dated-list li")

    assert len(events) == 2
    assert "1\u00a0ligne ajoutée, 1\u00a0corrigée et 1\u00a0retirée." in events[0]
    assert "En ligne" in events[0]
    assert "Première publication" in events[1]
    assert "Remplacée" in events[1]


def test_the_feed_holds_the_publications_and_whole_addresses(two_authorities, get):
    for path, titles in (
        ("/registres/subventions/valmont/publications.atom", ["Valmont-sur-Dore"]),
        ("/registres/subventions/publications.atom", ["CC des Vallées", "Valmont-sur-Dore"]),
    ):
        answer = get(path)

        feed = ET.fromstring(answer.response.get_data())
        authors = [author.text for author in feed.findall("a:entry/a:author/a:name", ATOM)]
        assert sorted(authors) == titles
        assert answer.headers["Content-Type"].startswith("application/atom+xml")
        assert all(link.get("href").startswith("http") for link in feed.iter(f"{{{ATOM['a']}}}link"))


def test_all_authorities_are_one_answer_for_software(two_authorities, get):
    twin = get("/registres/subventions.json").response.get_json()
    lines = get("/registres/subventions.csv", annee="2022").response.get_data(as_text=True).splitlines()

    assert twin["figures"]["rows"] == 5
    assert {row["authority"] for row in twin["rows"]} == {"valmont", "vallees"}
    assert [one["authority"]["name"] for one in twin["publications"]] == ["vallees", "valmont"]
    assert len(lines) == 2


def test_files_are_of_what_is_seen_and_of_all(published, register):
    page = register("/telecharger", annee="2022")

    assert page.texts(".download-block .note") == [
        "1\u00a0ligne, 2,10\u00a0€.",
        "3\u00a0lignes, 6,30\u00a0€.",
    ]
    assert "annee=2022" in page.html.select_one(".file-choices a")["href"]


def test_what_was_typed_wrong_stays_in_its_field_with_the_sentence(published, register):
    field = register(montant_min="beaucoup").html.select_one("#montant_min")

    assert (field["value"], field["aria-invalid"]) == ("beaucoup", "true")
    assert field["aria-describedby"] == "filter-notices"
