"""What stands before pages with a form or a session: sign-in and back, tokens, refusals in words."""

from __future__ import annotations

from http import HTTPStatus

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

_TOO_LATE = (
    "La page est restée ouverte trop longtemps\u00a0: rien n’est changé. "
    "Revenez en arrière, rechargez la page, puis recommencez."
)


def guard(blueprint: Blueprint, *, signed_in: bool) -> None:
    """Put the same guards before all pages of a blueprint.

    Args:
        blueprint: Pages that show a form, or what only members may see.
        signed_in: True sends a visitor to sign in, and back to the address that was asked.

    A form that was sent with no session, or an old token, comes as `CSRFError`: nothing was done. Pages where
    people write register their own handler after this call, and show the text again.
    """
    blueprint.before_request(_check_token)
    if signed_in:
        blueprint.before_request(_send_to_sign_in)
    blueprint.register_error_handler(tk.NotAuthorized, _refused)
    blueprint.register_error_handler(tk.ObjectNotFound, _not_found)
    blueprint.register_error_handler(CSRFError, _token_gone)


def sign_in_address() -> str:
    """Where to sign in, to come back to the page that was asked; its form, when a form was sent."""
    query = request.query_string.decode("ascii", "ignore") if request.method == "GET" else ""
    return tk.url_for("user.login", next=f"{request.path}?{query}" if query else request.path)


def say_error(status: HTTPStatus, sentence: str = "") -> ResponseReturnValue:
    """CKAN's error page, with a sentence of ours; `tk.abort` would leave the sentence in a session too."""
    words = {"code": int(status), "content": sentence, "name": status.phrase}
    return tk.render("error_document_template.html", words), status


def _check_token() -> None:
    # CKAN exempts a view for everybody as soon as a visitor or an API token has asked for it
    # (GHSA-mcvf-jxcw-vj73), so its own check cannot be relied upon.
    request.environ["__no_cache__"] = True
    if tk.asbool(tk.config["WTF_CSRF_ENABLED"]):
        csrf.protect()


def _send_to_sign_in() -> ResponseReturnValue | None:
    if tk.current_user.is_authenticated:
        return None
    if request.method == "POST":
        raise CSRFError(_TOO_LATE)
    return redirect(sign_in_address())


def _refused(err: tk.NotAuthorized) -> ResponseReturnValue:
    return say_error(HTTPStatus.FORBIDDEN, str(err))


def _token_gone(_err: CSRFError) -> ResponseReturnValue:
    if tk.current_user.is_anonymous:
        return redirect(sign_in_address(), HTTPStatus.SEE_OTHER)
    return say_error(HTTPStatus.BAD_REQUEST, _TOO_LATE)


def _not_found(_err: tk.ObjectNotFound) -> ResponseReturnValue:
    return say_error(HTTPStatus.NOT_FOUND)
