"""A scoring grid is added up in the reader's browser: by keyboard, and nothing leaves or stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(180)]

GRID = "/registres/grille_cotation/valmont-sur-dore"


@pytest.fixture
def points(page):
    page.goto(GRID, wait_until="networkidle")
    return page.locator("#points")


def test_ticking_a_criterion_adds_its_points_and_sends_nothing(page, points):
    sent = []
    page.on("request", lambda request: sent.append(request.url))
    box = points.locator("input").first

    box.focus()
    page.keyboard.press("Space")

    value = box.get_attribute("value")
    expect(points.locator("output")).to_have_text(f"{value}\u00a0points")
    page.keyboard.press("Space")
    expect(points.locator("output")).to_have_text("0\u00a0point")
    assert sent == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_the_sum_is_that_of_all_that_is_ticked_and_can_be_emptied(points):
    boxes = points.locator("input").all()
    for box in boxes:
        box.check()

    total = sum(int(box.get_attribute("value")) for box in boxes)
    expect(points.locator("output")).to_have_text(f"{total}\u00a0points")
    points.get_by_role("button", name="Tout décocher").click()
    expect(points.locator("output")).to_have_text("0\u00a0point")


def test_nothing_is_kept_when_the_page_is_read_again(page, points):
    points.locator("input").first.check()

    page.reload()

    expect(points.locator("output")).to_have_text("0\u00a0point")
    expect(points.locator("input:checked")).to_have_count(0)


def test_without_its_script_the_list_is_there_to_add_by_hand(browser, site):
    context = browser.new_context(base_url=site, locale="fr-FR", java_script_enabled=False)
    tab = context.new_page()

    tab.goto(GRID)

    place = tab.locator("#points")
    expect(place.get_by_text("Additionnez les points")).to_be_visible()
    expect(place.locator("input").first).to_be_hidden()
    expect(place.locator("output")).to_be_hidden()
    context.close()
