"""What a program can check of accessibility: every kind of page, three roles, a desk and a telephone."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(180), pytest.mark.slow]

TOWN = "valmont-sur-dore"
REGISTER = f"/registres/subventions/{TOWN}"
BODY = "/organismes/369000120"
PUBLIC = [
    "/",
    "/recherche?q=club+de+judo",
    "/recherche?q=jduo",
    BODY,
    "/registres",
    "/registres/subventions",
    "/registres/subventions/tableau?q=sport",
    REGISTER,
    f"{REGISTER}/tableau?annee=2025&tri=montant",
    f"{REGISTER}?q=jduo",
    f"{REGISTER}?annee=1999",
    f"{REGISTER}/comprendre",
    f"{REGISTER}/qualite",
    f"{REGISTER}/telecharger",
    f"{REGISTER}/api",
    f"{REGISTER}/historique",
    f"/registres/indemnites_elus/{TOWN}",
    f"/registres/attributions_creche/{TOWN}",
    f"/registres/attributions_logements/{TOWN}",
    f"/registres/derogations_scolaires/{TOWN}",
    f"/registres/budget/{TOWN}?annee=2024",
    f"/registres/bareme_creche/{TOWN}",
    "/registres/indemnites_elus/cc-des-trois-vallees/comprendre",
    "/schemas",
    "/schemas/subventions/latest",
    f"/signaler?page={REGISTER}",
    f"/registres/indemnites_elus/{TOWN}/etat?annee=2025",
    "/signalements",
    "/dataset/",
    f"/dataset/subventions-{TOWN}",
    "/organization/",
    f"/organization/{TOWN}",
    "/registres/inconnu",
    "/accessibilite",
    "/statut",
]
OFFICE = [
    "/espace",
    "/espace/depot",
    "/espace/signalements",
    f"/espace/{TOWN}/membres",
    f"/espace/{TOWN}/profil",
]
SETTINGS = [
    "/ckan-admin",
    "/dataset/new",
    f"/dataset/edit/subventions-{TOWN}",
    f"/dataset/resources/subventions-{TOWN}",
    "/user/administration",
]
ROLES = {
    "visitor": (None, PUBLIC),
    "officer": (f"{TOWN}-publication", [*OFFICE, *PUBLIC[:20]]),
    "administrator": ("administration", [*OFFICE, *SETTINGS, *PUBLIC[:15]]),
}


@pytest.fixture(scope="module")
def tabs(browser, site, accounts):
    """A tab for each role, signed in."""
    contexts = {role: browser.new_context(base_url=site, locale="fr-FR") for role in ROLES}
    found = {}
    for role, (name, _) in ROLES.items():
        found[role] = contexts[role].new_page()
        if name:
            found[role].goto("/user/login")
            found[role].locator("input[name=login]").fill(name)
            found[role].locator("input[name=password]").fill(accounts[name])
            found[role].get_by_role("button", name="Se connecter").click()
            expect(found[role].get_by_role("button", name="Se déconnecter")).to_have_count(1)
    yield found
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize(
    ("role", "address"), [(role, address) for role, (_, addresses) in ROLES.items() for address in addresses]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(tabs, role, address):
    tab = tabs[role]
    tab.set_viewport_size({"width": 1280, "height": 800})
    tab.goto(address)

    for width in (1280, 320):
        tab.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(tab).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found] == [], width
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ["/", REGISTER, f"{REGISTER}/tableau", BODY])
def test_a_page_twice_as_large_needs_no_sideways_scrolling(tabs, address):
    tab = tabs["visitor"]
    # A zoom of 200 % on a window of 1280 leaves 640 px to the page (WCAG 1.4.4, 1.4.10).
    tab.set_viewport_size({"width": 640, "height": 400})

    tab.goto(address)

    assert tab.evaluate("document.documentElement.scrollWidth") <= 640


@pytest.mark.parametrize("address", [REGISTER, BODY])
def test_a_printed_page_keeps_its_figures_and_leaves_the_way_about(tabs, address):
    tab = tabs["visitor"]
    tab.goto(address)
    tab.emulate_media(media="print")

    assert tab.locator(".key-figures").is_visible()
    assert not tab.locator("header nav").first.is_visible()

    tab.emulate_media(media="screen")
