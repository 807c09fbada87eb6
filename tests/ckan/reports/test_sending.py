"""Anybody reports an error: about what, what is kept, what is refused, and that one click is one report."""

from __future__ import annotations

import re

import ckan.plugins.toolkit as tk
import pyarrow.parquet as pq
import pytest

from ckan import model
from ckanext.forum.reports import limits
from ckanext.forum.reports.store import Report
from forum_core.privacy.cleared import ROW_KEY

pytestmark = pytest.mark.services
REGISTER = "subventions"
WRONG = "Le montant ne correspond pas à la délibération."
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def row(published):
    """Key of a row that is online."""
    return pq.read_table(published.parquet).column(ROW_KEY)[0].as_py()


def _reports():
    model.Session.remove()
    return model.Session.query(Report).order_by(Report.created).all()


def test_a_row_is_reported_from_its_page_and_the_number_leads_to_the_answer(browser, row):
    visitor = browser()
    address = f"/registres/{REGISTER}/valmont/lignes/{row}/signaler"

    form = visitor.get(address)
    sent = visitor.send(address, form, message=WRONG)
    page = visitor.get(sent.location)

    assert form.h1 == "Signaler une erreur"
    assert sent.status == 303
    assert re.fullmatch(r"/signalements/\d{4}-[2-9B-Z]{5}-[2-9B-Z]{5}", sent.location)
    assert page.h1 == "Votre signalement est reçu"
    assert page.headers["X-Robots-Tag"] == "noindex"
    (kept,) = _reports()
    assert (kept.register, kept.row, kept.message, kept.email) == (REGISTER, row, WRONG, None)


def test_the_page_of_a_row_leads_to_its_form(browser, row):
    address = f"/registres/{REGISTER}/valmont/lignes/{row}"

    links = [link["href"] for link in browser().get(address).html.select("main a")]

    assert f"{address}/signaler" in links


def test_what_a_person_writes_is_never_public(browser, row):
    visitor = browser()
    address = f"/registres/{REGISTER}/valmont/lignes/{row}/signaler"

    sent = visitor.send(address, visitor.get(address), message=f"{WRONG} {XSS}", email="camille@exemple.fr")
    page = browser().get(sent.location)

    for words in (WRONG, "camille", "alert(1)"):
        assert words not in page.raw


def test_a_register_and_a_dataset_are_reported_by_their_page(browser, published, site_act):
    dataset = site_act(
        "package_create",
        name="plan-velo",
        title="Plan vélo",
        notes="Pistes.",
        owner_org="valmont",
        contact_email="a@b.fr",
    )
    visitor = browser()
    for page in (f"/registres/{REGISTER}/valmont?annee=2023", f"/dataset/{dataset['name']}"):
        form = visitor.get(f"/signaler?page={page}")
        assert visitor.send("/signaler", form, message=WRONG).status == 303

    by_page = {report.page: report for report in _reports()}
    assert by_page[f"/registres/{REGISTER}/valmont"].register == REGISTER
    assert by_page["/dataset/plan-velo"].dataset == dataset["id"]


def test_another_page_asks_which_authority_answers(browser, town):
    visitor = browser()
    form = visitor.get("/signaler?page=/accessibilite")

    refused = visitor.send("/signaler", form, message=WRONG)
    sent = visitor.send("/signaler", refused, message=WRONG, organization="valmont")

    assert refused.status == 400
    assert "Choisissez la collectivité" in refused.text
    assert WRONG in refused.html.select_one("textarea").get_text()
    assert sent.status == 303


@pytest.mark.parametrize(
    "page",
    ["https://ailleurs.example/x", "//ailleurs.example/x", "javascript:alert(1)", "/\\ailleurs.example"],
)
def test_an_address_of_elsewhere_is_not_kept(browser, town, page):
    visitor = browser()

    form = visitor.get(f"/signaler?page={page}")
    visitor.send("/signaler", form, message=WRONG, organization="valmont", page=page)

    assert form.hidden["page"] == ""
    assert [report.page for report in _reports()] == [None]


def test_what_a_reader_may_not_see_is_not_there_to_report(browser, published, site_act, row):
    site_act("forum_withdraw", register=REGISTER, organization="valmont", row=row, reason="Doublon.")
    private = site_act(
        "package_create", name="brouillon", title="Brouillon", owner_org="valmont", private=True
    )
    visitor = browser()

    assert visitor.get(f"/registres/{REGISTER}/valmont/lignes/{row}/signaler").status == 200
    assert visitor.get(f"/registres/{REGISTER}/valmont/lignes/{'0' * len(row)}/signaler").status == 404
    assert visitor.get(f"/registres/{REGISTER}/ailleurs/lignes/{row}/signaler").status == 404
    assert visitor.get(f"/signaler?page=/dataset/{private['name']}").status == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"message": ""}, "Dites ce qui est faux"),
        ({"message": "faux"}, "Dites ce qui est faux"),
        ({"message": "x" * 3001}, "1 signe de trop"),
        ({"message": WRONG, "email": "camille"}, "Cette adresse est mal écrite"),
        ({"message": WRONG, "email": "a@b.fr\nBcc: c@d.fr"}, "Cette adresse est mal écrite"),
        ({"message": WRONG, "site_internet": "http://spam"}, "faite pour les robots"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_lost(browser, published, fields, sentence):
    visitor = browser()
    form = visitor.get(f"/signaler?page=/registres/{REGISTER}/valmont")

    answer = visitor.send("/signaler", form, **fields)

    assert answer.status == 400
    assert sentence in answer.text.replace("\u00a0", " ")
    assert answer.html.select_one("textarea").get_text().strip() == fields["message"]
    assert _reports() == []


def test_a_doubled_click_makes_one_report_and_another_text_makes_another(browser, published):
    visitor = browser()
    form = visitor.get(f"/signaler?page=/registres/{REGISTER}/valmont")

    sent = [
        visitor.send("/signaler", form, message=words).location for words in (WRONG, WRONG, WRONG + " Bis.")
    ]

    assert sent[0] == sent[1] != sent[2]
    assert len(_reports()) == 2


def test_too_many_reports_in_an_hour_are_refused_in_words_and_the_text_stays(browser, published):
    visitor = browser()
    form = visitor.get(f"/signaler?page=/registres/{REGISTER}/valmont")
    for number in range(limits.HOURLY):
        assert visitor.send("/signaler", form, message=f"{WRONG} {number}").status == 303

    refused = visitor.send("/signaler", form, message=f"{WRONG} encore")

    assert refused.status == 429
    assert "dans une heure" in refused.text
    assert "encore" in refused.html.select_one("textarea").get_text()
    assert len(_reports()) == limits.HOURLY


def test_the_api_counts_like_the_form_and_needs_no_account(act, published):
    for number in range(limits.HOURLY):
        act("forum_report_create", organization="valmont", register=REGISTER, message=f"{WRONG} {number}")

    with pytest.raises(tk.ValidationError, match="Trop de signalements"):
        act("forum_report_create", organization="valmont", register=REGISTER, message=f"{WRONG} encore")


def test_a_form_without_its_token_is_refused_even_after_visitors_came(browser, published, tokens):
    browser().get("/signaler")
    visitor = browser()
    form = visitor.get(f"/signaler?page=/registres/{REGISTER}/valmont")
    without = {name: value for name, value in form.hidden.items() if name != "_csrf_token"}

    refused = visitor.send("/signaler", None, **{**without, "message": WRONG})
    sent = visitor.send("/signaler", refused, message=WRONG)

    assert refused.status == 400
    assert WRONG in refused.html.select_one("textarea").get_text()
    assert sent.status == 303
    assert len(_reports()) == 1


def test_a_number_is_found_however_it_is_typed(browser, act, published):
    sent = act("forum_report_create", organization="valmont", register=REGISTER, message=WRONG)
    loosely = sent["reference"].lower().replace("-", " ")

    assert browser().get(f"/signalements?numero={loosely}").location == sent["address"]
    assert "n’est pas celui" in browser().get("/signalements?numero=12").text
    assert browser().get("/signalements/2026-BBBBB-BBBBB").status == 404
