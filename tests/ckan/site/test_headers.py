"""Headers on every class of answer, and references on every error."""

from __future__ import annotations

import io

import ckan.plugins.toolkit as tk
import polib
import pytest
from bs4 import BeautifulSoup
from ckan.lib.i18n import get_ckan_i18n_dir
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import InternalServerError


def policy(answer):
    rules = answer.headers["Content-Security-Policy"].split("; ")
    return {name: what for name, _, what in (rule.partition(" ") for rule in rules)}


ANSWERS = {
    "our page": ("/registres/subventions/valmont", 200),
    "service page": ("/cookies", 200),
    "redirect": ("/about", 301),
    "error page": ("/nulle-part", 404),
    "api": ("/api/3/action/package_list", 200),
    "api error": ("/api/3/action/package_show?id=zz", 404),
    "rows as csv": ("/registres/subventions/valmont.csv", 200),
    "rows as json": ("/registres/subventions/valmont.json", 200),
    "feed": ("/catalog.ttl", 200),
    "static": ("/base/images/ckan.ico", 200),
    "site map": ("/sitemap.xml", 200),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_answer_says_what_it_may_load_and_that_its_type_is_true(site, kind):
    path, status = ANSWERS[kind]

    answer = site.get(path, status=status, follow_redirects=False)

    rules = policy(answer)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"]
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_officers_pages_run_scripts_of_the_site_only(site, publisher):
    rules = policy(site.get("/dataset/new", headers=publisher))

    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"


def test_a_file_of_rows_is_shut_in_a_sandbox(site):
    assert "sandbox" in policy(site.get("/registres/subventions/valmont.csv"))


@pytest.mark.parametrize(
    ("name", "mimetype"),
    [("a.html", "text/html"), ("a.svg", "image/svg+xml"), ("a.js", "text/javascript"), ("a.xml", "text/xml")],
)
def test_what_an_officer_uploads_is_never_run_by_a_browser(fresh_site, site_act, name, mimetype):
    upload = FileStorage(io.BytesIO(b"<script>alert(1)</script>"), name)
    file = site_act("resource_create", package_id="gymnases", name=name, upload=upload, mimetype=mimetype)

    answer = fresh_site.get(f"/dataset/gymnases/resource/{file['id']}/download/{name}")

    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in policy(answer)


def test_a_site_on_https_asks_never_to_be_asked_otherwise(site, monkeypatch):
    monkeypatch.setitem(tk.config, "ckan.site_url", "https://data.valmont.example")

    assert "max-age" in site.get("/cookies").headers["Strict-Transport-Security"]


@pytest.mark.parametrize(("path", "status"), [("/nulle-part", 404), ("/ckan-admin", 403)])
def test_an_error_page_gives_a_reference_that_the_log_has_too(site, caplog, path, status):
    answer = site.get(path, status=status)

    shown = BeautifulSoup(answer.get_data(as_text=True), "html.parser").main.code.get_text()
    assert shown == answer.headers["X-Forum-Reference"]
    assert shown in caplog.text


@pytest.mark.parametrize("path", ["/registres/inconnu.json", "/api/3/action/package_show?id=zz"])
def test_software_gets_the_reference_as_json_in_french(site, caplog, path):
    answer = site.get(path, status=404)

    assert answer.json["success"] is False
    assert answer.json["reference"] == answer.headers["X-Forum-Reference"]
    assert answer.json["reference"] in caplog.text
    assert answer.json["error"]["message"] in ("Introuvable", "Cette adresse ne mène à rien.")


def test_who_asks_for_json_gets_json_of_a_page_that_is_not(site):
    answer = site.get("/nulle-part", headers={"Accept": "application/json"}, status=404)

    assert answer.json["error"]["message"] == "Cette adresse ne mène à rien."


def test_the_words_of_a_fault_are_in_no_answer(site):
    with site.flask_app.test_request_context("/api/3/x"):
        answer = site.flask_app.make_response(
            site.flask_app.handle_user_exception(InternalServerError("secret"))
        )

    assert answer.status_code == 500
    assert "secret" not in answer.get_data(as_text=True)
    assert answer.json["error"]["message"].startswith("La page n’a pas pu s’afficher.")


def test_scripts_of_ckan_get_their_french(site):
    words = site.get("/api/i18n/fr").json

    assert words[""]["plural_forms"].startswith("nplurals=3")
    assert words["Cancel"] == [None, "Annuler"]
    asked = {
        e.msgid
        for e in polib.pofile(f"{get_ckan_i18n_dir()}/ckan.pot")
        if any(f.endswith(".js") for f, _ in e.occurrences)
    }
    assert asked - set(words) == set()
