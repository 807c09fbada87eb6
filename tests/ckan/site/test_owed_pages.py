"""The pages that every public site owes, and what they say when their owner has said nothing yet."""

from __future__ import annotations

from datetime import timedelta

import ckan.plugins.toolkit as tk
import pytest
import yaml
from bs4 import BeautifulSoup
from ckan.lib import search

from ckanext.forum import clock, install
from ckanext.forum.site import accessibility, owner
from ckanext.forum.site.places import PLACES


def page(site, path, **given):
    return BeautifulSoup(site.get(path, **given).get_data(as_text=True), "html.parser")


@pytest.mark.parametrize("path", [place.path for place in PLACES.all()])
def test_each_page_is_led_to_from_the_foot_or_the_map_and_has_one_title(site, path):
    tree = page(site, path)

    assert len(tree.find_all("h1")) == 1
    assert page(site, "/plan-du-site").select_one(f"main a[href='{path}']")
    site_map = tree.footer.find("a", href="/plan-du-site")
    assert site_map.get_text() == "Plan du site"


def test_without_an_audit_each_page_says_not_conform(site):
    assert page(site, "/accessibilite").h1.get_text() == "Accessibilité\u00a0: non conforme"
    for path in ("/", "/dataset/", "/registres"):
        link = page(site, path).footer.find("a", href="/accessibilite")
        assert link.get_text() == "Accessibilité\u00a0: non conforme"


@pytest.mark.parametrize(
    ("met", "age", "state"),
    [
        (71, 10, "totalement conforme"),
        (70, 10, "partiellement conforme"),
        (36, 10, "partiellement conforme"),
        (35, 10, "non conforme"),
        (71, 3 * 365 + 1, "non conforme"),
    ],
)
def test_the_state_is_counted_from_an_audit_in_force(tmp_path, met, age, state):
    said = yaml.safe_load(accessibility.SHIPPED.read_text(encoding="utf-8"))
    day = clock.today() - timedelta(days=age)
    said["audit"] = {"date": day, "by": "Cabinet Exemple", "applicable": 71, "met": met}
    file = tmp_path / "declaration.yaml"
    file.write_text(yaml.safe_dump(said), encoding="utf-8")

    assert accessibility.read(file).state(clock.today()) == state


@pytest.mark.parametrize(
    "audit", [{"by": "x"}, {"date": "hier", "by": "x", "applicable": 1, "met": 1}, "oui"]
)
def test_a_statement_that_says_nonsense_is_refused(tmp_path, audit):
    said = yaml.safe_load(accessibility.SHIPPED.read_text(encoding="utf-8"))
    file = tmp_path / "declaration.yaml"
    file.write_text(yaml.safe_dump({**said, "audit": audit}), encoding="utf-8")

    with pytest.raises(accessibility.StatementError):
        accessibility.read(file)


def test_an_unreadable_statement_is_not_conform_and_told_to_who_installs(site, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.forum.accessibility", "/nulle/part.yaml")

    assert page(site, "/accessibilite").h1.get_text() == "Accessibilité\u00a0: non conforme"
    assert any("accessibilité" in problem for problem in install.problems())


def test_what_the_owner_did_not_write_is_said_on_the_page_and_to_who_installs(site):
    said = page(site, "/mentions-legales").main.get_text()

    assert said.count("Non renseigné") == 6
    assert "ckanext.forum.owner.host" in owner.missing()
    assert any("ckanext.forum.owner.host" in problem for problem in install.problems())


def test_what_the_owner_wrote_is_shown(site, monkeypatch):
    monkeypatch.setitem(tk.config, "ckanext.forum.owner.name", "Ville de Valmont")
    monkeypatch.setitem(tk.config, "ckanext.forum.owner.dpo", "dpo@valmont.example")

    assert "Ville de Valmont" in page(site, "/mentions-legales").main.get_text()
    assert page(site, "/donnees-personnelles").find("a", href="mailto:dpo@valmont.example")


def test_the_status_page_says_what_is_behind_and_no_name_of_a_program(fresh_site, site_act):
    before = page(fresh_site, "/statut").main.get_text()
    site_act("package_create", name="oublie", owner_org="valmont", defer_commit=True)
    search.clear(site_act("package_show", id="oublie")["id"])

    after = page(fresh_site, "/statut").main.get_text()
    assert "La recherche trouve tous les jeux de données publics" in before
    assert "1\u00a0jeu de données de retard" in after
    for word in ("Solr", "PostgreSQL", "Redis", "CKAN", "127.0.0.1"):
        assert word not in after


def test_only_cookies_that_the_page_names_are_set(site, publisher):
    named = {code.get_text() for code in page(site, "/cookies").select("main code")}
    paths = [place.path for place in PLACES.all()] + [
        "/",
        "/registres/subventions/valmont",
        "/dataset/",
        "/user/login",
    ]
    paths += ["/signaler?page=/registres", "/dataset/new", "/espace"]
    answers = [site.get(path, headers=headers) for path in paths for headers in ({}, publisher)]
    set_by_pages = {
        cookie.partition("=")[0] for answer in answers for cookie in answer.headers.getlist("Set-Cookie")
    }

    assert set_by_pages
    assert set_by_pages <= named


@pytest.mark.parametrize(
    "path", ["/", "/registres/subventions/valmont", "/dataset/gymnases", "/accessibilite"]
)
def test_reading_sets_no_cookie_at_all(site, path):
    assert site.get(path).headers.getlist("Set-Cookie") == []
