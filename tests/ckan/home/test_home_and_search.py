"""From the home page, a question in common words leads to rows; nothing that is hidden is found."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from sample_grants import grant


@pytest.fixture
def judo(town, publish):
    """A body with three years of rows, and another one."""
    rows = [
        grant(number, dateConvention=f"{year}-03-01", nomBeneficiaire="Judo Club de la Dôre")
        | {"rnaBeneficiaire": "W751234567", "montant": "100"}
        for number, year in ((1, 2023), (2, 2024), (3, 2025))
    ]
    publish([*rows, grant(4)])


def test_the_home_page_asks_and_the_answer_has_three_years(judo, browser):
    form = browser().get("/").html.select_one("main form[role=search]")

    found = browser().get(f"{form['action']}?q=club+de+judo")

    assert "3 subventions, 300 €, 2023–2025" in found.text
    body = browser().get(found.html.select_one('a[href*="/organismes/"]')["href"])
    assert [th.get_text(strip=True) for th in body.html.select("table")[0].select("tbody th")] == [
        "2025",
        "2024",
        "2023",
    ]


@pytest.mark.parametrize("words", ["JUDO dore", "w75 123 4567", "Dôré"])
def test_case_accents_and_spaces_do_not_matter(judo, browser, words):
    assert "Judo Club de la Dôre" in browser().get(f"/recherche?q={words}").text


@pytest.mark.parametrize("words", ["introuvable", '"', "a:b)(", "%", "\\", "x" * 3000])
def test_what_finds_nothing_says_what_to_try(judo, browser, words):
    found = browser().get(f"/recherche?{urlencode({'q': words})}")

    assert found.status == 200
    assert "Rien ne répond à ces mots" in found.text


def test_a_register_is_found_by_its_question(judo, browser):
    found = browser().get("/recherche?q=subvention")

    assert found.html.select_one('a[href$="/registres/subventions"]')


def test_a_hidden_register_is_not_found(judo, browser, site_act):
    dataset = site_act("package_search", q="*:*")["results"][0]["id"]
    site_act("package_patch", id=dataset, private=True)

    assert "Judo" not in browser().get("/recherche?q=judo").text.replace("« judo »", "")
    assert browser().get("/organismes/W751234567").status == 404


def test_the_home_page_says_whether_deadlines_are_kept(judo, browser):
    home = browser().get("/")

    assert "Les échéances sont-elles tenues" in home.text
    assert home.html.select("#expected ~ ul .status-word")
