"""An officer signs in and out in a browser, on a site that refuses forms without a token."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(120)]

NAME = "valmont-sur-dore-depot"
ASKED = "/espace/depot"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def tab(request, browser, site):
    """A fresh tab; what its console complains of fails the test."""
    context = browser.new_context(base_url=site, locale="fr-FR", java_script_enabled=request.param)
    opened = context.new_page()
    problems = []
    opened.on("console", lambda said: problems.append(said.text) if "Security Policy" in said.text else None)
    yield opened
    context.close()
    assert problems == []


def fill(tab, password):
    tab.get_by_label("Nom d’utilisateur").fill(NAME)
    tab.get_by_label("Mot de passe").fill(password)
    tab.get_by_role("main").get_by_role("button", name="Se connecter").click()


def test_a_page_for_officers_leads_to_sign_in_and_back(tab, accounts):
    tab.goto(ASKED)
    assert "/user/login" in tab.url

    fill(tab, "pas-le-bon")
    expect(tab.get_by_role("alert")).to_contain_text("Connexion refusée")

    fill(tab, accounts[NAME])
    expect(tab.get_by_role("button", name="Se déconnecter")).to_have_count(1)
    assert tab.url.endswith(ASKED)


def test_signing_out_ends_the_session(tab, accounts):
    tab.goto("/user/login")
    fill(tab, accounts[NAME])

    tab.get_by_role("button", name="Se déconnecter").click()

    expect(tab.get_by_role("heading", level=1)).to_have_text("Vous êtes déconnecté")
    tab.goto(ASKED)
    assert "/user/login" in tab.url


def test_a_form_without_its_token_changes_nothing(tab, site, accounts):
    tab.goto("/user/login")
    fill(tab, accounts[NAME])
    expect(tab.get_by_role("button", name="Se déconnecter")).to_have_count(1)

    answer = tab.request.post(f"{site}/user/edit/{NAME}", form={"fullname": "Quelqu’un d’autre"})

    assert answer.status == 400
    tab.goto(f"/user/{NAME}")
    assert "Quelqu’un d’autre" not in tab.content()


@pytest.mark.parametrize("elsewhere", ["https://exemple.fr/", "//exemple.fr", "/\\exemple.fr"])
def test_signing_in_never_leads_to_another_site(tab, site, accounts, elsewhere):
    tab.goto(f"/user/login?next={elsewhere}")

    fill(tab, accounts[NAME])

    expect(tab.get_by_role("button", name="Se déconnecter")).to_have_count(1)
    assert tab.url.startswith(site)
