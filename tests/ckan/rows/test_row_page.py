"""A row says itself in a sentence, leads to its body, and tells in which publications it changed."""

from __future__ import annotations

import re

import pytest
from sample_grants import grant

from ckanext.forum import config, current


@pytest.fixture
def address(published, browser):
    """Address of one of the town's rows."""
    table = browser().get("/registres/subventions/valmont/tableau?q=numéro 2")
    return table.html.select_one('main a[href*="/lignes/"]')["href"]


def _steps(page):
    return [
        re.sub(r"\s+", " ", one.get_text(" ", strip=True)) for one in page.html.select(".dated-list li p")
    ]


def test_a_row_is_a_sentence_with_its_body_and_its_form(address, browser):
    row = browser().get(address)

    assert "Le 3 mars 2022, Valmont-sur-Dore a accordé une aide de 2,10 €." in row.text
    assert "Bénéficiaire : Association numéro 2." in row.text
    body = row.html.select_one('a[href*="/organismes/"]')["href"]
    assert browser().get(body).h1 == "Association numéro 2"
    assert row.html.select_one(f'a[href="{address}/signaler"]')


def test_its_history_names_what_changed_and_not_what_it_was(address, publish, browser):
    publish([grant(1), grant(2, conditionsVersement="échelonnée"), grant(3)])

    row = browser().get(address)

    corrected, published = _steps(row)
    assert corrected.startswith("Corrigée")
    assert "conditions" in corrected
    assert "unique" not in corrected
    assert published == "Publiée."


def test_a_publication_that_changed_nothing_is_no_step(address, publish, browser):
    publish([grant(1), grant(2), grant(3), grant(4)])

    assert _steps(browser().get(address)) == ["Publiée."]


def test_a_file_that_is_not_kept_is_said(address, publish, browser):
    before = current.current("subventions", "valmont").clearance.digest
    publish([grant(1), grant(2), grant(3), grant(4)])
    (config.publications_folder() / f"{before}.parquet").unlink()

    row = browser().get(address)

    assert _steps(row) == ["Publiée."]
    assert "1 publication plus ancienne n’a pas été relue" in row.text
