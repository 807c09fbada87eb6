"""The officers' inbox: what was reported to their authorities, and the box of the public answer."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from ckanext.forum import entrance
from ckanext.forum.reports import typed, words
from ckanext.forum.reports.store import EMAIL_DAYS_AFTER_ANSWER, ReportState

inbox = Blueprint("forum_inbox", __name__, url_prefix="/espace/signalements")
entrance.guard(inbox, signed_in=True)

_SAID_SENT = "La réponse est publique."
_SAID_MAILED = "La réponse est publique, et envoyée à la personne qui l’a demandée."
_SAID_NOT_MAILED = (
    "La réponse est publique. Le courriel n’est pas parti\u00a0: prévenez qui administre le site. "
    "La personne peut lire la réponse avec son numéro."
)
_SAID_IN_PROGRESS = "Le signalement est marqué en cours. Sa page publique le dit."
_SAID_SESSION = (
    "La page est restée ouverte trop longtemps\u00a0: rien n’est envoyé. "
    "Votre texte est gardé, envoyez-le de nouveau."
)
_LONGEST = 50


@inbox.get("", endpoint="index")
def index() -> ResponseReturnValue:
    """Reports received, those that wait first."""
    wanted = request.args.get("etat", "")
    everything = wanted == "tous"
    found = tk.get_action("forum_report_list")(_context(), {} if everything else {"state": "open"})
    shown = [words.in_words(report) for report in found[:_LONGEST]]
    left_out = len(found) - len(shown)
    return tk.render("reports/inbox.html", {"reports": shown, "everything": everything, "left_out": left_out})


@inbox.route("/<reference>", methods=["GET", "POST"])
def read(reference: str) -> ResponseReturnValue:
    """One report, and its answer."""
    if request.method == "GET":
        return _page(reference, {}, {})
    data = {name: request.form.get(name, "") for name in ("state", "answer", "version")}
    try:
        done = tk.get_action("forum_report_answer")(_context(), {**data, "reference": reference})
    except tk.ValidationError as err:
        return _page(reference, data, err.error_dict), HTTPStatus.BAD_REQUEST
    _flash(done)
    return redirect(tk.url_for("forum_inbox.read", reference=done["reference"]), HTTPStatus.SEE_OTHER)


@inbox.errorhandler(CSRFError)
def session_gone(_err: CSRFError) -> ResponseReturnValue:
    """The session ended while somebody wrote: what was typed is shown again, never lost."""
    text = request.form.get("answer", "")
    if tk.current_user.is_authenticated:
        data = {"state": request.form.get("state", ""), "answer": text}
        reference = (request.view_args or {}).get("reference", "")
        return _page(reference, data, {"session": [_SAID_SESSION]}), HTTPStatus.BAD_REQUEST
    said = {"text": text, "sign_in": entrance.sign_in_address()}
    return tk.render("reports/signed_out.html", said), HTTPStatus.UNAUTHORIZED


def _page(reference: str, data: Mapping[str, str], errors: Mapping[str, Any]) -> str:
    found = tk.get_action("forum_report_show")(_context(), {"reference": reference})
    tk.check_access("forum_report_answer", _context(), {"organization": found.get("organization", "")})
    report = words.in_words(found)
    return tk.render(
        "reports/read.html",
        {
            "report": report,
            "typed": data,
            "errors": errors,
            "states": [
                (code, label) for code, (label, _) in words.STATES.items() if code != ReportState.RECEIVED
            ],
            "longest": typed.ANSWER_LONGEST,
            "email_days": EMAIL_DAYS_AFTER_ANSWER,
        },
    )


def _flash(done: Mapping[str, Any]) -> None:
    if done["state"] == ReportState.IN_PROGRESS:
        tk.h.flash_success(_SAID_IN_PROGRESS)
    elif not done["mailed"]:
        tk.h.flash_error(_SAID_NOT_MAILED)
    else:
        tk.h.flash_success(_SAID_MAILED if done["wants_mail"] else _SAID_SENT)


def _context() -> dict[str, Any]:
    return {"user": tk.current_user.name}
