"""What stands before pages with a form or a session: sign-in and back, tokens, headers, refusals in words."""

from __future__ import annotations

from http import HTTPStatus

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf
from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self' {site}; base-uri 'none'; frame-ancestors 'none'"
)


def guard(blueprint: Blueprint, *, signed_in: bool) -> None:
    """Put the same guards before all pages of a blueprint.

    Args:
        blueprint: Pages that show a form, or what only members may see.
        signed_in: True sends a visitor to sign in, and back to the address that was asked.
    """
    blueprint.before_request(_check_token)
    if signed_in:
        blueprint.before_request(_send_to_sign_in)
    blueprint.after_request(_headers)
    blueprint.register_error_handler(tk.NotAuthorized, _refused)
    blueprint.register_error_handler(tk.ObjectNotFound, _not_found)


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
    return redirect(sign_in_address())


def _headers(response: Response) -> Response:
    policy = _POLICY.format(site=tk.config["ckan.site_url"])
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
    return response


def _refused(err: tk.NotAuthorized) -> ResponseReturnValue:
    return say_error(HTTPStatus.FORBIDDEN, str(err))


def _not_found(_err: tk.ObjectNotFound) -> ResponseReturnValue:
    return say_error(HTTPStatus.NOT_FOUND)
