"""The two journeys with the keys alone: every stop shows that it has the focus, and none holds it."""

from __future__ import annotations

import csv
import io
import re

import pytest

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(180)]

AUTHORITY = "cc-des-trois-vallees"
REGISTER = f"/registres/subventions/{AUTHORITY}"
PUBLISHER = f"{AUTHORITY}-publication"
# A page has fewer stops: more means that the focus goes round in circles.
MOST_STOPS = 250
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    text: (one.innerText || one.value || one.getAttribute("aria-label") || "").trim(),
    id: one.id, name: one.name || "", tag: one.localName, href: one.getAttribute("href") || "",
    shown: drawn || style.boxShadow !== "none",
  };
}"""


def reach(tab, wanted):
    """Press Tab until the stop that is wanted; each stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(FOCUSED)
        if stop is None:
            continue
        assert stop["shown"], stop
        if wanted(stop):
            return stop
    raise AssertionError("no such stop on " + tab.url)


def follow(tab, wanted):
    """Reach a link or a button and press Enter, which leads to another page."""
    reach(tab, wanted)
    enter(tab)


def enter(tab):
    """Press Enter and wait for the page that it leads to."""
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def named(text):
    return lambda stop: stop["text"].startswith(text)


def has_id(name):
    return lambda stop: stop["id"] == name


def test_a_citizen_goes_from_the_question_to_the_rows_and_to_a_report(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert "contenu" in page.evaluate(FOCUSED)["text"]
    page.keyboard.press("Enter")

    reach(page, has_id("q"))
    page.keyboard.type("club de judo")
    enter(page)
    follow(page, named("Judo club de Valmont"))
    follow(page, lambda stop: stop["href"].startswith("/registres/subventions/"))
    follow(page, lambda stop: stop["text"] == "Télécharger")
    reach(page, lambda stop: ".csv?" in stop["href"] and "excel" not in stop["href"])
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8")))
    assert {row["nomBeneficiaire"] for row in rows} == {"Judo club de Valmont"}

    follow(page, lambda stop: stop["text"] == "Tableau")
    follow(page, lambda stop: "/lignes/" in stop["href"])
    follow(page, named("Signaler une erreur"))
    reach(page, lambda stop: stop["tag"] == "textarea")
    page.keyboard.type("Le montant ne correspond pas.")
    follow(page, lambda stop: stop["tag"] == "button")
    assert re.search(r"20\d\d-[0-9A-Z]{5}-[0-9A-Z]{5}", page.locator("main").inner_text())


def test_an_officer_signs_in_pastes_a_table_and_publishes(page, accounts):
    lines = page.request.get(f"{REGISTER}.csv").text().splitlines()
    page.goto("/espace/depot")
    reach(page, lambda stop: stop["name"] == "login")
    page.keyboard.type(PUBLISHER)
    reach(page, lambda stop: stop["name"] == "password")
    page.keyboard.type(accounts[PUBLISHER])
    enter(page)

    reach(page, lambda stop: stop["name"] == "register")
    page.keyboard.type("Subv")
    reach(page, lambda stop: stop["tag"] == "summary" and "coller" in stop["text"])
    page.keyboard.press("Enter")
    reach(page, has_id("text"))
    page.keyboard.insert_text("\n".join(lines[:-1]))
    follow(page, named("Déposer et contrôler"))
    assert f"{len(lines) - 2} lignes" in page.locator("main").inner_text().replace("\u202f", " ")
    follow(page, lambda stop: stop["tag"] == "a" and "omparer" in stop["text"])
    reach(page, has_id("confirm"))
    page.keyboard.press("Space")
    follow(page, named("Publier"))
    for _ in range(60):
        if "C’est en ligne" in page.locator("main").inner_text():
            break
        page.wait_for_timeout(500)
        page.reload()

    assert len(page.request.get(f"{REGISTER}.csv").text().splitlines()) == len(lines) - 1
