"""The page of a register: figures, filters, order, pages, and what it says of its publication."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sample_grants
import sqlalchemy as sa
from sample_grants import grant

from ckan import model

pytestmark = pytest.mark.services

XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def _rows(page):
    return page.texts("#lignes tbody th")


def test_figures_equal_those_of_the_datastore(published, register, site_act):
    records = site_act("datastore_search", resource_id=published.resource_id)["records"]

    seen = register(".json").response.get_json()["figures"]

    assert seen["rows"] == len(records) == 3
    assert Decimal(str(seen["total"])) == sum(Decimal(str(record["montant"])) for record in records)


def test_the_page_says_what_its_twin_says(published, register):
    page, twin = register(annee="2022"), register(".json", annee="2022").response.get_json()

    assert twin["figures"] == {
        "rows": 1,
        "total": 2.1,
        "bodies": 1,
        "median": 2.1,
        "first_date": "2022-03-03",
        "last_date": "2022-03-03",
    }
    assert "2,10\u00a0€" in page.text
    assert _rows(page) == [row["nomBeneficiaire"] for row in twin["rows"]] == ["Association numéro 2"]


def test_every_answer_names_the_same_publication(published, register):
    answers = [register(), register(".json"), register(".csv")]

    assert {one.headers["X-Forum-Publication"] for one in answers} == {published.publication_id}


def test_the_csv_of_a_filter_holds_exactly_its_rows(published, register):
    answer = register(".csv", q="numéro 3")

    lines = answer.response.get_data(as_text=True).splitlines()
    assert lines[0] == ",".join(sample_grants.COLUMNS)
    assert len(lines) == 2
    assert "Association numéro 3" in lines[1]
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_whole_csv_is_the_published_file(published, register):
    assert register(".csv").response.get_data() == published.csv.read_bytes()


def test_a_filter_is_a_link_that_counts_and_says_that_it_is_on(published, register):
    page = register(annee="2022")

    on = page.html.select_one('.filter-links a[aria-current="true"]')
    assert on.get_text(" ", strip=True) == "2022 1"
    assert "nofollow" in on["rel"]
    assert page.texts(".filter-chip") == ["Année 2022"]
    assert "annee" not in page.html.select_one(".filter-chip")["href"]


def test_filters_survive_sorting_and_searching(published, register):
    page = register("/tableau", annee="2022", q="association")

    assert all("annee=2022" in link["href"] and "q=" in link["href"] for link in page.html.select("thead a"))
    assert page.html.select_one('form[role=search] input[name="annee"]')["value"] == "2022"


def test_rows_sort_by_links(published, register):
    page = register("/tableau", tri="montant")

    assert _rows(page) == [f"Association numéro {n}" for n in (1, 2, 3)]
    assert [th.get("aria-sort") for th in page.html.select("thead th") if th.get("aria-sort")] == [
        "ascending"
    ]


def test_rows_come_page_by_page_without_loss(town, publish, register):
    publish([grant(n) for n in range(1, 61)])

    pages = [register("/tableau", page=str(number)) for number in (1, 2, 3)]

    names = [name for page in pages for name in _rows(page)]
    assert [len(_rows(page)) for page in pages] == [25, 25, 10]
    assert len(set(names)) == 60
    assert "Page 2 sur 3" in pages[1].text


def test_a_page_beyond_the_last_shows_the_last(published, register):
    assert len(_rows(register("/tableau", page="999"))) == 3


def test_all_filtered_rows_as_json_are_all_there(town, publish, register):
    publish([grant(n) for n in range(1, 61)])

    whole = register(".json", page="toutes", tri="montant").response.get_json()

    assert len(whole["rows"]) == whole["figures"]["rows"] == 60
    assert {"cle_ligne", "montant"} <= whole["rows"][0].keys()


def test_a_filter_without_sense_shows_a_sentence_and_no_row(published, register):
    for query in ({"annee": "1999"}, {"annee": "deux mille"}, {"tranche": "immense"}):
        page = register(**query)

        assert page.texts(".with-left .notice")
        assert not page.html.select("table")
        assert "Effacer les filtres" in page.text


def test_software_is_refused_a_filter_without_sense(published, register):
    for suffix in (".json", ".csv"):
        assert register(suffix, 400, annee="1999").response.get_json()["errors"]


def test_no_result_says_how_to_find_some(published, register):
    page = register(q="jduo")

    assert "Aucune ligne ne répond" in page.text
    assert not page.html.select("table")


def test_what_a_cell_or_an_address_holds_is_text(town, publish, register, get):
    publish([grant(1, nomBeneficiaire=XSS, objet=XSS)])

    page = register(q=XSS)

    assert XSS in page.text
    assert not page.html.find_all(["script", "img"])
    assert XSS in get(page.html.select_one("#lignes tbody th a")["href"]).h1


def test_a_partial_publication_says_so_to_everyone(town, publish, register):
    publish([grant(1), grant(2, objet="")], partial=True)

    page = register()

    assert (
        "Publication partielle\u00a0: 1\u00a0ligne publiée, 1\u00a0laissée"
        in page.texts(".opening .notice")[0]
    )
    assert page.texts(".equation span") == ["2 lues", "1 publiée", "1 laissée"]
    assert register(".json").response.get_json()["publication"]["partial"] is True


def test_fewer_persons_than_the_threshold_are_not_counted(town, publish, register):
    persons = [grant(n, nomBeneficiaire="Mme Alix Durand", rnaBeneficiaire="") for n in range(10, 15)]
    publish([grant(1), *persons])

    page, twin = register(), register(".json").response.get_json()

    assert "Quelques lignes concernent des personnes physiques" in page.text
    assert not page.html.select(".equation")
    assert twin["publication"]["rows_in"] is None
    assert twin["publication"]["rows_apart"] is None


def test_persons_from_the_threshold_on_are_told_beside_the_totals(town, publish, register):
    persons = [grant(n, nomBeneficiaire="Mme Alix Durand", rnaBeneficiaire="") for n in range(10, 22)]
    publish([grant(1), *persons])

    page = register()

    assert "Mises à part\u00a0: 12\u00a0subventions à des personnes physiques" in page.text
    assert page.texts(".equation span") == ["13 lues", "1 publiée", "12 mises à part"]


def test_only_verified_texts_are_shown_as_law(published, register):
    page = register("/comprendre")

    assert "Loi n° 2016-1321" in page.text
    assert ", article 10 " not in page.text


def test_a_private_dataset_hides_its_register(published, get, register):
    model.Package.get(published.dataset_id).private = True
    model.Session.commit()

    for suffix in ("", ".json", ".csv"):
        register(suffix, 404)
    assert "Pas encore de publication" in get("/registres").text


def test_an_unchanged_twin_is_not_sent_again(published, app, register):
    first = register(".csv")

    again = app.get(
        f"/registres/{published.register}/valmont.csv",
        headers={"If-None-Match": first.headers["ETag"]},
        status=304,
    )

    assert again.get_data() == b""


def test_pages_ask_no_query_for_each_row(town, publish, register):
    publish([grant(n) for n in range(1, 61)])
    register()

    full, short = (_queries(lambda page=page: register("/tableau", page=page)) for page in ("1", "3"))

    assert full == short


def _queries(ask):
    """How many queries an answer asks."""
    asked = []

    def listener(*call):
        asked.append(call[2])

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", listener)
    try:
        ask()
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", listener)
    return len(asked)
