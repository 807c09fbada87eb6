"""Officers read what was reported and answer in public; nobody else does either."""

from __future__ import annotations

from datetime import timedelta

import ckan.plugins.toolkit as tk
import pytest
from browsing import ROLES

from ckan import model
from ckanext.forum.reports import store
from ckanext.forum.reports.store import Report

pytestmark = pytest.mark.services
REGISTER = "subventions"
WRONG = "Le montant ne correspond pas à la délibération."
ANSWER = "La somme était inversée.\nLa ligne est corrigée."
XSS = "<script>alert(1)</script>"


@pytest.fixture
def sent(published, act, people):
    """A report of the town's register, with an address."""
    return act(
        "forum_report_create",
        organization="valmont",
        register=REGISTER,
        message=f"{WRONG} {XSS}",
        email="camille@exemple.fr",
    )


def _kept():
    model.Session.remove()
    (report,) = model.Session.query(Report).all()
    return report


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("forum_report_create", set(ROLES)),
        ("forum_report_show", set(ROLES)),
        ("forum_report_list", {"editor", "admin", "sysadmin"}),
        ("forum_report_answer", {"editor", "admin", "sysadmin"}),
    ],
)
def test_each_role_may_what_it_should(people, action, allowed):
    may = set()
    for role in ROLES:
        try:
            tk.check_access(action, {"user": people[role]}, {"organization": "valmont"})
        except tk.NotAuthorized:
            continue
        may.add(role)

    assert may == allowed


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role(sent, people, browser, role):
    one = browser(people[role] or None)
    number = sent["reference"]

    seen = {path: one.get(path) for path in ("/espace/signalements", f"/espace/signalements/{number}")}

    if role == "visitor":
        assert [page.location for page in seen.values()] == [f"/user/login?next={path}" for path in seen]
        return
    officers = role in ("editor", "admin", "sysadmin")
    assert [page.status for page in seen.values()] == ([200, 200] if officers else [403, 403])
    for page in seen.values():
        assert (WRONG in page.text) is officers
        assert XSS not in page.raw
        assert "camille" not in page.raw


def test_an_officer_of_another_authority_reads_nothing(sent, people, site_act, browser):
    site_act("organization_create", name="ailleurs", title="Ailleurs")
    site_act("organization_member_create", id="ailleurs", username=people["stranger"], role="admin")
    other = browser(people["stranger"])

    assert WRONG not in other.get("/espace/signalements").text
    assert other.get(f"/espace/signalements/{sent['reference']}").status == 403


def test_an_answer_is_public_and_the_message_stays_hidden(sent, people, browser):
    officer = browser(people["editor"])
    address = f"/espace/signalements/{sent['reference']}"

    done = officer.send(address, officer.get(address), state="answered", answer=f"{ANSWER} {XSS}")
    public = browser().get(sent["address"])

    assert done.status == 303
    assert public.h1 == "Valmont-sur-Dore a répondu"
    assert "La ligne est corrigée." in public.text
    assert XSS not in public.raw
    assert WRONG not in public.text
    assert _kept().answered_by == model.User.get(people["editor"]).id


def test_a_report_in_progress_says_so_and_waits_on(sent, people, act, browser):
    act("forum_report_answer", people["editor"], reference=sent["reference"], state="in-progress")

    assert browser().get(sent["address"]).h1 == "Un agent examine ce signalement"
    assert len(act("forum_report_list", people["editor"], state="open")) == 1


def test_a_closed_report_says_why_and_leaves_the_list(sent, people, act, browser):
    with pytest.raises(tk.ValidationError, match="lue par tous"):
        act("forum_report_answer", people["editor"], reference=sent["reference"], state="closed", answer="")
    act(
        "forum_report_answer",
        people["editor"],
        reference=sent["reference"],
        state="closed",
        answer="Déjà signalé, et corrigé.",
    )

    assert browser().get(sent["address"]).h1 == "Ce signalement est classé"
    assert act("forum_report_list", people["editor"], state="open") == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Bonjour madame Canari, la somme est corrigée.", "une civilité devant un nom"),
        ("C’est corrigé. Rappelez au 06 12 34 56 78.", "téléphone portable"),
        ("Corrigé, merci à camille@exemple.fr.", "qui a signalé"),
    ],
    ids=["name", "phone", "sender"],
)
def test_a_public_answer_holds_nothing_of_a_person(sent, people, act, answer, said):
    with pytest.raises(tk.ValidationError, match=said):
        act(
            "forum_report_answer",
            people["editor"],
            reference=sent["reference"],
            state="answered",
            answer=answer,
        )


def test_a_public_answer_is_never_taken_back_in_silence(sent, people, act):
    said = {"reference": sent["reference"], "state": "answered", "answer": ANSWER}
    act("forum_report_answer", people["editor"], **said)

    with pytest.raises(tk.ValidationError, match="déjà sa réponse publique"):
        act("forum_report_answer", people["editor"], reference=sent["reference"], state="in-progress")
    assert _kept().answer == ANSWER


def test_two_officers_at_once_lose_no_answer(sent, people, browser):
    address = f"/espace/signalements/{sent['reference']}"
    first, second = browser(people["editor"]), browser(people["admin"])
    seen = [one.get(address) for one in (first, second)]
    first.send(address, seen[0], state="answered", answer="La réponse de la première personne.")

    crossed = second.send(address, seen[1], state="answered", answer="Celle de la seconde personne.")
    again = second.send(address, crossed, state="answered", answer="Celle de la seconde personne.")

    assert crossed.status == 400
    assert "Une autre personne a répondu" in crossed.text
    assert "La réponse de la première personne." in crossed.text
    assert "Celle de la seconde personne." in crossed.html.select_one("textarea").get_text()
    assert again.status == 303


def test_a_doubled_click_answers_once(sent, people, browser, mailed):
    officer = browser(people["editor"])
    address = f"/espace/signalements/{sent['reference']}"
    page = officer.get(address)

    clicks = [officer.send(address, page, state="answered", answer=ANSWER) for _ in range(2)]

    assert [click.status for click in clicks] == [303, 303]
    assert len(mailed()) == 1


def test_the_answer_is_mailed_with_no_word_of_the_report(sent, people, act, mailed):
    done = act(
        "forum_report_answer", people["editor"], reference=sent["reference"], state="answered", answer=ANSWER
    )

    ((recipients, message),) = mailed()
    assert done["mailed"] is True
    assert recipients == ["camille@exemple.fr"]
    assert WRONG not in message


def test_an_answer_is_public_even_when_its_mail_does_not_leave(sent, people, browser, no_mail):
    officer = browser(people["editor"])
    address = f"/espace/signalements/{sent['reference']}"

    done = officer.send(address, officer.get(address), state="answered", answer=ANSWER)

    assert "Le courriel n’est pas parti" in officer.get(done.location).text
    assert browser().get(sent["address"]).h1 == "Valmont-sur-Dore a répondu"


def test_an_address_is_erased_some_days_after_the_answer_and_in_a_year_at_most(sent, people, act):
    def forgotten_after(days):
        model.Session.rollback()
        gone = store.forget_emails(store.now() + timedelta(days=days))
        model.Session.rollback()
        return gone

    unanswered = [forgotten_after(days) for days in (0, 40, 366)]
    act("forum_report_answer", people["editor"], reference=sent["reference"], state="answered", answer=ANSWER)

    assert unanswered == [0, 0, 1]
    assert [forgotten_after(days) for days in (29, 31)] == [0, 1]


def test_a_session_that_ended_loses_neither_the_address_nor_the_text(sent, people, browser, tokens):
    officer = browser(people["editor"])
    address = f"/espace/signalements/{sent['reference']}"
    page = officer.get(address)

    ended = browser().send(address, page, state="answered", answer=ANSWER)

    assert ended.status == 401
    assert ended.html.select_one("textarea").get_text().strip() == ANSWER
    assert ended.html.select_one("main a.action")["href"] == f"/user/login?next={address}"
    assert _kept().answer is None


def test_a_forged_answer_is_refused_even_after_a_visitor_asked(sent, people, browser, tokens):
    address = f"/espace/signalements/{sent['reference']}"
    browser().get(address)
    officer = browser(people["editor"])

    forged = officer.send(address, None, state="answered", answer="Une réponse qui n’est pas d’ici.")

    assert forged.status == 400
    assert _kept().answer is None


def test_signing_in_leads_back_to_the_address(sent, people, browser):
    one = browser()
    address = f"/espace/signalements/{sent['reference']}"
    asked = one.get(address)
    login = one.get(asked.location)

    back = one.send(asked.location, login, login=people["editor"], password="correct horse battery")

    assert back.location.endswith(address)


def test_a_subject_that_became_private_is_named_no_more(sent, people, site_act, browser, published):
    dataset = model.Package.get(published.dataset_id)
    dataset.private = True
    model.Session.commit()

    seen = browser().get(sent["address"])

    assert "Une page de ce site" in seen.text
    assert f"/registres/{REGISTER}" not in str(seen.html.find("main"))
