"""Journeys in a browser: a citizen finds and reports an error, an officer repairs and publishes a file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(180)]

AUTHORITY = "cc-des-trois-vallees"
REGISTER = f"/registres/subventions/{AUTHORITY}"
PUBLISHER = f"{AUTHORITY}-publication"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(request, browser, site):
    """A fresh tab, with and without JavaScript."""
    context = browser.new_context(base_url=site, locale="fr-FR", java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def sign_in(tab, name, password):
    """Fill the form that the page shows."""
    tab.locator("input[name=login]").fill(name)
    tab.locator("input[name=password]").fill(password)
    tab.get_by_role("button", name="Se connecter").click()


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_citizen_finds_a_club_sees_its_years_takes_its_rows_and_reports_an_error(visitor):
    visitor.goto("/")
    visitor.locator("#q").fill("club de judo")
    visitor.locator("main").get_by_role("button", name="Chercher").click()
    visitor.get_by_role("link", name="Judo club de Valmont").click()

    expect(visitor.locator("h1")).to_contain_text("Judo club de Valmont")
    years = visitor.locator("table").first.locator("tbody th").all_inner_texts()
    assert len(set(years)) >= 3

    visitor.locator(".section-head a").first.click()
    visitor.get_by_role("link", name="Télécharger", exact=True).click()
    with visitor.expect_download() as download:
        visitor.locator('a[href*=".csv?"]:not([href*="excel"])').first.click()
    rows = rows_of(download.value.path().read_text(encoding="utf-8"))
    assert {row["nomBeneficiaire"] for row in rows} == {"Judo club de Valmont"}
    assert {row["dateConvention"][:4] for row in rows} == set(years)

    visitor.get_by_role("link", name="Tableau", exact=True).click()
    visitor.locator("tbody th a").first.click()
    expect(visitor.locator("h1")).to_contain_text("Judo club de Valmont")

    visitor.get_by_role("link", name="Signaler une erreur").first.click()
    visitor.locator("textarea").first.fill("Le montant ne correspond pas à la délibération.")
    visitor.locator("main form button[type=submit]").last.click()
    expect(visitor.locator("main")).to_contain_text(re.compile(r"20\d\d-[0-9A-Z]{5}-[0-9A-Z]{5}"))


def test_an_officer_drops_a_file_with_errors_repairs_it_and_publishes(visitor, accounts, tmp_path):
    published = rows_of(visitor.request.get(f"{REGISTER}.csv").text())
    kept = published[: len(published) // 2]
    file = tmp_path / "export.csv"
    file.write_bytes(spoiled(kept).encode("windows-1252"))

    visitor.goto("/espace/depot")
    sign_in(visitor, PUBLISHER, accounts[PUBLISHER])
    visitor.locator("#upload").set_input_files(file)  # waits for the form: the count below does not
    register = visitor.locator("select[name=register]")
    if register.count():
        register.select_option("subventions")
    visitor.get_by_role("button", name="Déposer et contrôler").first.click()
    expect(visitor.locator("main")).to_contain_text("Windows-1252")
    expect(visitor.locator("main")).to_contain_text(f"{len(kept)} lignes")

    visitor.get_by_role("button", name=re.compile("^Réparer")).click()
    visitor.get_by_role("link", name=re.compile("[Cc]omparer")).first.click()
    visitor.locator("#confirm").check()
    visitor.get_by_role("button", name=re.compile("^Publier")).click()
    for _ in range(60):
        if "C’est en ligne" in visitor.locator("main").inner_text():
            break
        visitor.wait_for_timeout(500)
        visitor.reload()

    visitor.goto(REGISTER)
    assert str(len(kept)) in visitor.locator(".key-figures").inner_text()
    now = rows_of(visitor.request.get(f"{REGISTER}.csv").text())
    assert sorted(row["referenceDecision"] for row in now) == sorted(row["referenceDecision"] for row in kept)
    visitor.goto("/")
    assert "CC des Trois Vallées" in visitor.locator(".dated-list li").first.inner_text()


def test_a_visitor_and_a_stranger_are_refused(visitor, accounts):
    visitor.goto("/espace/depot")
    assert "/user/login" in visitor.url

    sign_in(visitor, "valmont-sur-dore-depot", accounts["valmont-sur-dore-depot"])
    answer = visitor.goto(f"/espace/{AUTHORITY}/membres")

    assert answer.status in {403, 404}


def spoiled(rows):
    """The rows as a French spreadsheet exports them: semicolons, decimal commas, French dates."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=";")
    writer.writeheader()
    for row in rows:
        year, month, day = row["dateConvention"].split("-")
        writer.writerow(
            {
                **row,
                "dateConvention": f"{day}/{month}/{year}",
                "montant": row["montant"].replace(".", ","),
            }
        )
    return text.getvalue()
