"""A visitor looks, filters, downloads; on a telephone; with what accessibility rules a program can check."""

from __future__ import annotations

import csv
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(120)]

REGISTER = "/registres/subventions/valmont-sur-dore"


def _first_row(page):
    page.goto(REGISTER)
    return page.locator("tbody th a").first.get_attribute("href")


def test_from_the_question_to_a_row_by_links_only(page):
    page.goto("/")
    page.get_by_role("link", name="Qui reçoit des subventions").click()
    page.get_by_role("link", name="Valmont-sur-Dore").last.click()
    name = page.locator("tbody th a").first.inner_text()

    page.locator("tbody th a").first.click()

    expect(page.locator("h1")).to_contain_text(name)


def test_a_filter_changes_rows_figures_and_download_together(page):
    page.goto(REGISTER)
    everything = page.locator(".key-figure .value").all_inner_texts()
    year = page.locator(".filter-links a", has_text="2023").first
    shown = year.locator("span").last.inner_text()
    year.click()
    expect(page.locator(".filter-chip")).to_have_count(1)

    figures = page.locator(".key-figure .value").all_inner_texts()
    page.get_by_role("link", name="Télécharger", exact=True).click()

    with page.expect_download() as download:
        page.locator('a[href*=".csv?annee=2023"]:not([href*="excel"])').first.click()

    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    assert figures != everything
    assert shown in figures
    assert len(rows) == int(shown.replace("\u202f", ""))
    assert {row["dateConvention"][:4] for row in rows} == {"2023"}


def test_a_chip_takes_its_filter_off(page):
    page.goto(f"{REGISTER}?annee=2023")

    page.get_by_role("link", name="Retirer le filtre Année 2023").click()

    expect(page.locator(".filter-chip")).to_have_count(0)
    assert "annee" not in page.url


def test_words_are_found_whatever_their_accents(page):
    page.goto(REGISTER)
    page.locator("#words").fill("ecole de MUSIQUE")

    page.locator("#words").press("Enter")

    expect(page.locator("#lignes tbody")).to_contain_text("École de musique")


def test_the_keyboard_reaches_the_content_first(page):
    page.goto(REGISTER)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_axe_finds_nothing_on_a_row(page):
    page.goto(_first_row(page))

    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == []
