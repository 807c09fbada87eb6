"""A body is one page, however its number is written, over all authorities that a visitor may see."""

from __future__ import annotations

import pytest
from sample_grants import grant

SIREN, SIRET, RNA = "210000022", "21000002200017", "W751234567"


@pytest.fixture
def known(town, publish, site_act):
    """A body that a town knows by its RNA and SIRET, and a group of towns by its RNA alone."""
    body = {"rnaBeneficiaire": RNA, "montant": "100"}
    publish([grant(1, nomBeneficiaire="Judo Club", idBeneficiaire=SIRET, **body)])
    site_act("organization_create", name="vallees", title="CC des Vallées", siren="240000034", kind="epci")
    own = {"nomAttribuant": "CC des Vallées", "idAttribuant": "24000003400001"}
    publish([grant(2, nomBeneficiaire="JUDO CLUB", **own, **body)], organization="vallees")


@pytest.mark.parametrize("written", [RNA, RNA.lower(), SIRET, "210 000 022"])
def test_every_number_leads_to_the_same_address(known, browser, written):
    answer = browser().get(f"/organismes/{written}")

    assert answer.status == 301
    assert answer.location.endswith(f"/organismes/{SIREN}")


def test_the_page_holds_all_authorities_and_each_row_leads_to_its_own(known, browser):
    page = browser().get(f"/organismes/{SIREN}")

    assert page.h1 in {"Judo Club", "JUDO CLUB"}
    assert "Aussi écrit" in page.text
    assert "CC des Vallées" in page.text
    assert "200 €" in page.text
    rows = [link["href"] for link in page.html.select('a[href*="/lignes/"]')]
    assert len(rows) == 2
    assert {browser().get(address).status for address in rows} == {200}


def test_the_years_lead_to_their_rows(known, browser):
    page = browser().get(f"/organismes/{SIREN}")

    links = page.html.select('tbody a[href*="annee="]')
    assert len(links) == 2
    for link in links:
        assert len(browser().get(link["href"]).html.select("main table tbody tr")) == 1


@pytest.mark.parametrize("written", ["999999999", "W000000000", "Judo Club", "1", "x" * 500])
def test_what_no_row_names_is_not_found(known, browser, written):
    assert browser().get(f"/organismes/{written}").status == 404


def test_a_page_of_a_body_says_that_persons_have_none(known, browser):
    assert "Les personnes physiques n’ont pas de page" in browser().get(f"/organismes/{SIREN}").text
