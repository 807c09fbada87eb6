"""Actions on reports: send one without account, follow it, read the inbox, answer."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckan import model
from ckanext.forum import members, written
from ckanext.forum.reports import limits, mail, notice, reference, store, typed
from ckanext.forum.reports.store import Report, ReportState
from ckanext.forum.reports.subject import Subject, check, of_page, shown

TOO_MANY = "report.too-many"
_SAID_TOO_MANY = (
    "Trop de signalements sont partis d’ici en une heure. Rien n’est perdu\u00a0: gardez votre texte, "
    "et envoyez-le dans une heure."
)
_SAID_UNKNOWN = "Ce signalement n’existe pas. Vérifiez son numéro."
_SAID_STATE = "Choisissez un état\u00a0: en cours, répondu ou classé."
_SAID_ANSWERED = "Ce signalement a déjà sa réponse publique. Corrigez-la, ou classez-le en disant pourquoi."
_SAID_CROSSED = (
    "Une autre personne a répondu pendant que vous écriviez. Lisez sa réponse ci-dessous\u00a0; "
    "votre texte est gardé, envoyez-le de nouveau pour la remplacer."
)
_SAID_AUTHORITY = "Choisissez la collectivité qui doit répondre."
_SAID_REPORTER = "La réponse est lue par tous. Retirez-en l’adresse de la personne qui a signalé l’erreur."
_LONGEST_TICKET = 100


def forum_report_create(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Report an error, without account.

    Args:
        context: CKAN's; no user is needed, and none is kept.
        data_dict: `message`; what it is about: `organization` with `register`, `row` or `dataset`, or the
            `page` of this site where the error stands; optionally `email`, which is never shown, and
            `ticket`, the mark of a form: the same words sent twice with it are one report.

    Returns:
        `reference`, `state`, `created`, `address` of the public page.
    """
    tk.check_access("forum_report_create", context, data_dict)
    subject = _subject(data_dict)
    message, email = typed.report(data_dict)
    once = _once(
        str(data_dict.get("ticket") or secrets.token_hex())[:_LONGEST_TICKET], subject, message, email
    )
    user = context.get("user", "")
    check(subject, user)
    moment = store.now()
    store.forget_emails(moment)
    report = store.by_once(once)
    if report is None:
        if not limits.count_one(moment):
            model.Session.rollback()
            raise tk.ValidationError({"message": [_SAID_TOO_MANY], "code": [TOO_MANY]})
        report = store.keep(_new(subject, message, email, once))
        notice.start(report, user)
    model.Session.commit()
    return _public(report, user)


@tk.side_effect_free
def forum_report_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """A report by its `reference`: state and answer for all, the message for officers."""
    tk.check_access("forum_report_show", context, data_dict)
    report = _report(data_dict)
    user = context.get("user", "")
    if members.may(user, report.organization, members.MAY_WORK):
        return _for_officers(report, user)
    return _public(report, user)


@tk.side_effect_free
def forum_report_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Reports received: open ones first, the oldest on top. `organization` and `state` narrow the list."""
    tk.check_access("forum_report_list", context, data_dict)
    name = data_dict.get("organization")
    user = context.get("user", "")
    mine = {one.id for one in members.authorities(user, members.MAY_WORK)}
    if name:
        found = members.authority(name)
        mine &= {found.id} if found else set()
    states = _states(data_dict.get("state"))
    return [_for_officers(report, user) for report in store.inbox(mine, states)]


def forum_report_answer(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Say where a report stands, and answer it in public.

    Args:
        context: CKAN's; its user is an officer of the authority.
        data_dict: `reference`, `state` (in-progress, answered, closed); `answer`, read by everybody, for the
            two last ones; optionally `version`, that of the report as it was read: refused when it is not
            the latest.

    Returns:
        The report, and `mailed`: False when an address was left and the mail did not leave.
    """
    report = _report(data_dict)
    tk.check_access("forum_report_answer", context, {"organization": report.organization})
    model.Session.refresh(report, with_for_update=True)
    changed = _change(report, data_dict, context["user"])
    store.forget_emails(store.now())
    model.Session.commit()
    mailed = mail.send_answer(report) if changed and report.answer else True
    return {**_for_officers(report, context["user"]), "mailed": mailed}


ACTIONS = {
    function.__name__: function
    for function in (forum_report_create, forum_report_show, forum_report_list, forum_report_answer)
}
"""Actions by name, for the plugin."""


def _subject(data: dict[str, Any]) -> Subject:
    page = of_page(str(data.get("page") or ""))
    organization = members.authority(data.get("organization"))
    if page.organization and not data.get("register") and not data.get("dataset"):
        return page
    if organization is None:
        raise tk.ValidationError({"organization": [_SAID_AUTHORITY]})
    dataset = model.Package.get(str(data.get("dataset") or ""))
    if data.get("dataset") and dataset is None:
        raise tk.ObjectNotFound
    return Subject(
        organization.id,
        data.get("register") or None,
        data.get("row") or None,
        dataset.id if dataset else None,
        page.page,
    )


def _once(ticket: str, subject: Subject, message: str, email: str | None) -> str:
    return hashlib.sha256(repr((ticket, subject, message, email)).encode()).hexdigest()


def _new(subject: Subject, message: str, email: str | None, once: str) -> Report:
    moment = store.now()
    return Report(
        reference=reference.new_reference(moment),
        once=once,
        organization=subject.organization,
        register=subject.register,
        row=subject.row,
        dataset=subject.dataset,
        page=subject.page,
        message=message,
        email=email,
        created=moment,
        state=ReportState.RECEIVED,
    )


def _report(data: dict[str, Any]) -> Report:
    written = reference.parse(str(tk.get_or_bust(data, "reference")))
    found = store.by_reference(written) if written else None
    if found is None:
        raise tk.ObjectNotFound(_SAID_UNKNOWN)
    return found


def _states(wanted: str | None) -> tuple[ReportState, ...]:
    if not wanted:
        return tuple(ReportState)
    if wanted == "open":
        return store.OPEN
    if wanted not in tuple(ReportState):
        raise tk.ValidationError({"state": [_SAID_STATE]})
    return (ReportState(wanted),)


def _change(report: Report, data: dict[str, Any], user: str) -> bool:
    """Bring the report to what the officer says; False when it is there already."""
    state = data.get("state")
    if state not in (ReportState.IN_PROGRESS, *store.DONE):
        raise tk.ValidationError({"state": [_SAID_STATE]})
    words = None if state == ReportState.IN_PROGRESS else _answer(report, data)
    if (report.state, report.answer) == (state, words):
        return False
    if data.get("version") not in (None, "", _version(report)):
        raise tk.ValidationError({"version": [_SAID_CROSSED]})
    if words is None and report.state in store.DONE:
        raise tk.ValidationError({"state": [_SAID_ANSWERED]})
    report.state, report.answer = ReportState(state), words
    if words:
        officer = model.User.get(user)
        report.answered, report.answered_by = store.now(), officer.id if officer else None
    return True


def _answer(report: Report, data: dict[str, Any]) -> str:
    """The answer, which names nobody, and the person who reported least of all."""
    words = typed.answer(data)
    if report.email and report.email.casefold() in words.casefold():
        raise tk.ValidationError({"answer": [_SAID_REPORTER]})
    # The address of a service is often what an answer has to give.
    if said := written.reproach(words, report.register, spare=("email_person",)):
        raise tk.ValidationError({"answer": [said]})
    return words


def _version(report: Report) -> str:
    seen = (str(report.state), report.answer, report.answered and report.answered.isoformat())
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _public(report: Report, user: str) -> dict[str, Any]:
    """What everybody who has the number may read: never the message, never the address."""
    about = shown(report, user)
    return {
        "reference": report.reference,
        "state": str(report.state),
        "created": report.created.isoformat(),
        "due": report.due.isoformat(),
        "authority": about.authority,
        "subject": about.title,
        "subject_address": about.address,
        "subject_row": about.row,
        "answer": report.answer,
        "answered": report.answered.isoformat() if report.answered else None,
        "address": tk.url_for("forum_reports.answer", reference=report.reference),
    }


def _for_officers(report: Report, user: str) -> dict[str, Any]:
    officer = model.User.get(report.answered_by) if report.answered_by else None
    return {
        **_public(report, user),
        "organization": report.organization,
        "message": report.message,
        "page": report.page,
        "wants_mail": report.email is not None,
        "version": _version(report),
        "answered_by": officer.display_name if officer else None,
    }
