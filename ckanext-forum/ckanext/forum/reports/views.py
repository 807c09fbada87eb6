"""Pages of reports that everybody may see: the form, and the page of a report with its answer."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from ckanext.forum import entrance, members
from ckanext.forum.reports import reference, store, typed, words
from ckanext.forum.reports.action import TOO_MANY
from ckanext.forum.reports.subject import Subject, check, of_page, shown

reports = Blueprint("forum_reports", __name__)
entrance.guard(reports, signed_in=False)

# A field that people do not see and that machines fill in.
_TRAP = "site_internet"
_SAID_TRAP = "Une case cachée, faite pour les robots, est remplie. Envoyez de nouveau\u00a0: elle est vidée."
_SAID_SESSION = (
    "La page est restée ouverte trop longtemps. "
    "Votre texte est gardé\u00a0: relisez-le, puis envoyez-le de nouveau, s’il vous plaît."
)
_SAID_NUMBER = "Ce numéro n’est pas celui d’un signalement. Exemple\u00a0: 2026-K7QMT-4XDRF."


@reports.route("/registres/<register>/<authority>/lignes/<key>/signaler", methods=["GET", "POST"])
def row(register: str, authority: str, key: str) -> ResponseReturnValue:
    """Report an error in a row."""
    return _answer_form(
        of_page(tk.url_for("forum_registers.row", register=register, authority=authority, key=key))
    )


@reports.route("/signaler", methods=["GET", "POST"])
def page() -> ResponseReturnValue:
    """Report an error in any page of the site: its address comes along."""
    return _answer_form(of_page(request.values.get("page", "")))


@reports.get("/signalements")
def follow() -> ResponseReturnValue:
    """Ask for the number of a report, and go to its page."""
    typed_number = request.args.get("numero", "").strip()
    number = reference.parse(typed_number)
    if number and store.by_reference(number):
        return redirect(tk.url_for("forum_reports.answer", reference=number))
    errors = {"numero": [_SAID_NUMBER]} if typed_number else {}
    return tk.render("reports/follow.html", {"typed": typed_number, "errors": errors})


@reports.get("/signalements/<reference>")
def answer(reference: str) -> ResponseReturnValue:
    """What became of a report, and the public answer."""
    # Asked as a visitor: an officer reads the message in the inbox, never here.
    found = tk.get_action("forum_report_show")({"user": ""}, {"reference": reference})
    return tk.render("reports/answer.html", {"report": words.in_words(found)})


@reports.after_request
def keep_out_of_indexes(response: Any) -> Any:  # noqa: ANN401 - Flask's response
    """Who has the number may read; search engines need not."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@reports.errorhandler(CSRFError)
def token_gone(_err: CSRFError) -> ResponseReturnValue:
    """The token is too old, or never was: nothing is done, and nothing that was typed is lost."""
    place = request.view_args or {}
    subject = of_page(tk.url_for("forum_registers.row", **place) if place else request.form.get("page", ""))
    return _form(subject, {"session": [_SAID_SESSION]}), HTTPStatus.BAD_REQUEST


def _answer_form(subject: Subject) -> ResponseReturnValue:
    if subject.organization or subject.register:
        check(subject, tk.current_user.name)
    elif request.view_args:
        raise tk.ObjectNotFound
    if request.method == "GET":
        return _form(subject, {})
    if request.form.get(_TRAP):
        return _form(subject, {_TRAP: [_SAID_TRAP]}), HTTPStatus.BAD_REQUEST
    try:
        sent = tk.get_action("forum_report_create")({"user": tk.current_user.name}, _sent(subject))
    except tk.ValidationError as err:
        wrong = dict(err.error_dict)
        many = wrong.pop("code", None) == [TOO_MANY]
        return _form(subject, wrong), HTTPStatus.TOO_MANY_REQUESTS if many else HTTPStatus.BAD_REQUEST
    return redirect(sent["address"], HTTPStatus.SEE_OTHER)


def _sent(subject: Subject) -> dict[str, Any]:
    form = request.form
    return {
        "organization": subject.organization or form.get("organization"),
        "register": subject.register,
        "row": subject.row,
        "dataset": subject.dataset,
        "page": subject.page,
        "message": form.get("message"),
        "email": form.get("email"),
        "ticket": form.get("ticket"),
    }


def _form(subject: Subject, errors: dict[str, Any]) -> str:
    return tk.render(
        "reports/form.html",
        {
            "subject": shown(subject, tk.current_user.name),
            "page": subject.page or "",
            "authorities": [] if subject.organization else _who_can_answer(),
            "typed": request.form,
            "errors": errors,
            "ticket": request.form.get("ticket") or secrets.token_urlsafe(16),
            "trap": _TRAP,
            "longest": typed.MESSAGE_LONGEST,
            "days": store.DAYS_TO_ANSWER,
            "email_days": store.EMAIL_DAYS_AFTER_ANSWER,
        },
    )


def _who_can_answer() -> list[tuple[str, str]]:
    return [(one.name, one.title or one.name) for one in members.all_authorities()]
