"""No English is left on a page, for a visitor, an officer or the site's administrator."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import polib
import pytest
import sample_grants
from bs4 import BeautifulSoup
from french_site import as_site
from sqlalchemy.exc import OperationalError
from test_catalogue import CORE, OURS, messages_in
from visible import english_of, mistyped_of, words_of

PUBLIC = [
    "/",
    "/registres",
    "/registres/subventions",
    "/registres/subventions/valmont",
    "/dataset",
    "/dataset?q=introuvable&tags=sport",
    "/dataset/subventions-valmont",
    "/dataset/gymnases",
    "/dataset/sans-rien",
    "/organization",
    "/organization/valmont",
    "/organization/about/valmont",
    "/user/login",
    "/user/reset",
    "/a-propos",
    "/accessibilite",
    "/mentions-legales",
    "/donnees-personnelles",
    "/cookies",
    "/statut",
    "/plan-du-site",
    "/signaler?page=/registres",
    "/signalements",
    "/registres/subventions/valmont/tableau",
    "/registres/subventions/valmont/comprendre",
    "/registres/subventions/valmont/qualite",
    "/registres/subventions/valmont/telecharger",
    "/registres/subventions/valmont/api",
    "/registres/subventions/valmont/historique",
    "/schemas",
    "/schemas/subventions/2.1.1",
]
FAULTS = [("/nulle-part", 404), ("/dataset/nulle-part", 404), ("/organization/nulle-part", 404)]
FAULTS += [
    ("/dataset/new", 403),
    ("/organization/new", 403),
    ("/ckan-admin", 403),
    ("/dataset?sort=faux%20faux", 400),
]
OFFICER = ["/dashboard/datasets", "/dashboard/organizations", "/user/{name}", "/user/edit/{name}"]
OFFICER += ["/user/{name}/api-tokens", "/user/{name}/organizations", "/dataset/new", "/dataset/edit/gymnases"]
OFFICER += ["/dataset/resources/gymnases", "/dataset/gymnases/resource/new", "/dataset/delete/gymnases"]
PUBLISHER = ["/organization/edit/valmont", "/organization/manage_members/valmont"]
PUBLISHER += ["/organization/member_new/valmont", "/organization/members/valmont"]
SYSADMIN = [
    *PUBLISHER,
    "/organization/new",
    "/organization/delete/valmont",
    "/organization/bulk_process/valmont",
]
SYSADMIN += ["/ckan-admin/", "/ckan-admin/config", "/ckan-admin/trash", "/user/", "/dashboard/datasets"]


@pytest.fixture(scope="module")
def messages():
    """What CKAN and its extensions say in English, in two words at least, and otherwise in French."""
    same = {e.msgid for po in (CORE, OURS) for e in polib.pofile(str(po)) if e.msgid == e.msgstr}
    spoken = {
        m for p in ("ckan", "ckanext.scheming", "ckanext.dcat", "ckanext.datastore") for m in messages_in(p)
    }
    return frozenset(m for m in spoken - same if len(m.split()) > 1 and not set(m) & set("{%<"))


def test_the_reader_of_pages_sees_english_and_bad_typing():
    html = '<p>Veuillez search ici</p><img alt="Loading chart"><p>Qui ?</p><p><code>and</code></p><p>Bien</p>'

    found = english_of(html, frozenset({"Loading chart"}))

    assert found == ["Veuillez search ici", "Loading chart"]
    assert mistyped_of(html) == ["Qui ?"]


def test_no_english_is_left_for_a_visitor(page, messages):
    pages = {path: page(path) for path in PUBLIC}

    assert {path: found for path, html in pages.items() if (found := english_of(html, messages))} == {}
    assert {path: found for path, html in pages.items() if (found := mistyped_of(html))} == {}


def test_a_file_page_is_french_too(page, messages):
    for name in ("gymnases", "subventions-valmont"):
        for file in as_site("package_show", id=name)["resources"]:
            html = page(f"/dataset/{name}/resource/{file['id']}")

            assert english_of(html, messages) == []
            assert mistyped_of(html) == []


def test_an_error_page_is_french_with_one_main_part_and_no_trace(page, messages):
    for path, status in FAULTS:
        html = page(path, status=status)
        tree = BeautifulSoup(html, "html.parser")

        assert english_of(html, messages) == [], path
        assert mistyped_of(html) == [], path
        assert len(tree.find_all("main")) == len(tree.find_all("h1")) == 1
        assert "Traceback" not in html


def test_no_english_is_left_for_an_officer(page, officer, messages):
    name, headers = officer

    for path in OFFICER:
        html = page(path.format(name=name), as_=headers)

        assert english_of(html, messages) == [], path
        assert len(BeautifulSoup(html, "html.parser").find_all("h1")) == 1, path


def test_no_english_is_left_for_a_publisher(page, publisher, messages):
    _name, headers = publisher

    for path in PUBLISHER:
        assert english_of(page(path, as_=headers), messages) == [], path


def test_no_english_is_left_for_who_runs_the_site(page, sysadmin, messages):
    _name, headers = sysadmin

    for path in SYSADMIN:
        assert english_of(page(path, as_=headers), messages) == [], path


def test_a_fault_of_ours_says_a_reference_and_nothing_of_what_failed(site, messages, caplog):
    with site.flask_app.test_request_context("/dataset"):
        html = tk.render(
            "error_document_template.html", {"code": [500], "content": "psycopg2: value 'Dupont'"}
        )

    reference = BeautifulSoup(html, "html.parser").find("code").get_text()
    assert "Dupont" not in html
    assert english_of(html, messages) == []
    assert reference in caplog.text


def test_a_database_that_is_away_is_told_without_asking_it_who_reads(site, messages, caplog):
    fault = OperationalError("SELECT 'Dupont'", {}, Exception("Dupont"))

    with site.flask_app.test_request_context("/dataset"):
        html, status = site.flask_app.handle_user_exception(fault)

    assert status == 503
    assert english_of(html, messages) == []
    assert "Dupont" not in html + caplog.text


def test_a_dataset_page_of_a_register_leads_to_the_register_first(page):
    dataset = as_site("package_show", id="subventions-valmont")

    tree = BeautifulSoup(page("/dataset/subventions-valmont"), "html.parser")

    first = tree.main.find("a", class_="action")
    assert first["href"] == "/registres/subventions/valmont"
    assert dataset["publication"] in tree.main.get_text()
    assert "Licence Ouverte 2.0" in tree.main.get_text()


def test_a_wrong_password_is_told_in_french(site, officer):
    name, _headers = officer

    answer = site.post("/user/login", data={"login": name, "password": "faux"})

    notice = BeautifulSoup(answer.get_data(as_text=True), "html.parser").select_one(".notice[role=alert]")
    assert "Connexion refusée" in notice.get_text()


def test_a_dataset_page_says_that_its_publication_is_partial(fresh_site, publish):
    publish([sample_grants.grant(1), sample_grants.grant(2, nomBeneficiaire="")], partial=True)

    tree = BeautifulSoup(fresh_site.get("/dataset/subventions-valmont").get_data(as_text=True), "html.parser")

    assert tree.select_one(".notice .as-title").get_text() == "Publication partielle"
    assert "1" in tree.select_one(".notice").get_text()


def test_a_title_cannot_close_the_data_for_search_engines(fresh_site):
    as_site("package_patch", id="gymnases", title="</script><b>Gymnases</b>")

    tree = BeautifulSoup(fresh_site.get("/dataset/gymnases").get_data(as_text=True), "html.parser")

    blocks = tree.find_all("script", type="application/ld+json")
    assert tree.find("b", string="Gymnases") is None
    assert blocks
    assert all(json.loads(block.get_text()) for block in blocks)


def test_a_private_dataset_is_not_described_to_search_engines(fresh_site, page, officer):
    as_site("package_patch", id="gymnases", private=True)
    _name, headers = officer

    html = page("/dataset/gymnases", as_=headers)

    assert "application/ld+json" not in html
    assert any("Privé" in words for words in words_of(html))
