"""CKAN's own pages under our content policy: nothing refused, its scripts at work, and in French."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.services, pytest.mark.browser, pytest.mark.timeout(180)]

DATASET = "subventions-valmont-sur-dore"
AUTHORITY = "valmont-sur-dore"
PAGES = [
    "/user/administration",
    "/user/edit/administration",
    "/user/administration/api-tokens",
    "/dashboard/datasets",
    "/dataset/new",
    f"/dataset/edit/{DATASET}",
    f"/dataset/resources/{DATASET}",
    f"/dataset/{DATASET}/resource/new",
    "/organization/new",
    f"/organization/edit/{AUTHORITY}",
    f"/organization/manage_members/{AUTHORITY}",
    f"/organization/member_new/{AUTHORITY}",
    f"/organization/bulk_process/{AUTHORITY}",
    "/ckan-admin/config",
    "/ckan-admin/trash",
    "/user/",
    "/espace",
    "/espace/depot",
]


@pytest.fixture
def officer(page, accounts):
    """A tab of who may open every page; what the policy refuses is kept."""
    page.refused = []
    page.on(
        "console", lambda said: page.refused.append(said.text) if "Security Policy" in said.text else None
    )
    page.goto("/user/login")
    page.locator("#field-login").fill("administration")
    page.locator("#field-password").fill(accounts["administration"])
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    return page


def test_no_page_of_officers_asks_for_what_the_policy_refuses(officer):
    refused = {}
    for path in PAGES:
        officer.goto(path, wait_until="networkidle")
        refused[path], officer.refused = officer.refused, []

    assert {path: said for path, said in refused.items() if said} == {}


def test_scripts_of_ckan_speak_french(officer):
    officer.goto("/dataset/new", wait_until="networkidle")

    assert officer.evaluate("ckan.i18n._('Cancel')") == "Annuler"


def test_the_buttons_of_a_file_choose_an_address_or_a_file(officer):
    officer.goto(f"/dataset/{DATASET}/resource/new", wait_until="networkidle")
    officer.locator("#resource-link-button").click()
    assert officer.evaluate("document.activeElement.id") == "field-resource-url"

    officer.locator(".btn-remove-url:visible").click()
    with officer.expect_file_chooser():
        officer.locator("#resource-upload-button").click()


def test_a_token_is_made_and_taken_back(officer):
    officer.goto("/user/administration/api-tokens", wait_until="networkidle")
    officer.locator("input[name=name]").fill("essai")
    officer.get_by_role("button", name="Créer").click()
    box = officer.locator("[name=token]").first
    box.check()
    assert officer.locator("#revoke-tokens-button").is_enabled()

    officer.locator("#revoke-tokens-button").click()
    officer.locator(".modal.show .btn-primary, .modal.show .confirm").first.click()
    box.wait_for(state="detached")
    assert officer.locator("#revoke-tokens-button").is_disabled()
