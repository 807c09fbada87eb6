"""What browsers are told about every answer: what a page may load, that a file is a file. In one place."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Flask, Response, g, request

_OURS: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "frame-src": "'self'",
    # Signing out leads to the site's own address, which need not be the one that the reader typed.
    "form-action": "'self' {site}",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""Pages on layout.html: nothing inline, nothing from elsewhere."""

_CKAN: Mapping[str, str] = {
    **_OURS,
    # Its scripts place menus and hide fields by `style` attributes; its theme draws arrows as data: pictures.
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
}
"""Pages on CKAN's theme, which officers use: its scripts as files, none inline, none evaluated."""

_FRAMED = "dataset_resource.view"
"""The one page that another page of the site shows in a frame."""

_DATA = "default-src 'none'; frame-ancestors 'none'"
_FILE = "default-src 'none'; frame-ancestors 'none'; sandbox"
_READ_AS_DATA = ("application/json", "application/ld+json")

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_A_YEAR = "max-age=31536000"

# What an officer uploads is on our own host: a browser must never run it as part of a page.
_RUNNABLE = re.compile(r"javascript|ecmascript|html|svg|css|[/+]xml$")
# Last part of the endpoints that hand out a file: ours, CKAN's, and one for each dataset type.
_DOWNLOAD = "download"


def guard(app: Flask) -> None:
    """Put the headers on each answer of the application, files and errors included."""
    app.after_request(_headers)


def get_helpers() -> dict[str, Callable[[], str]]:
    """What a template says that it needs."""
    return {"forum_ckan_theme": _ckan_theme, "forum_nonce": _nonce}


def _ckan_theme() -> str:
    """Said by base.html where it loads CKAN's theme and scripts; our own layout never comes there."""
    g.forum_ckan_theme = True
    return ""


def _nonce() -> str:
    """A word that lets one inline script of this answer run, and no other."""
    if "forum_nonce" not in g:
        g.forum_nonce = secrets.token_urlsafe(16)
    return g.forum_nonce


def _headers(response: Response) -> Response:
    _never_run_an_upload(response)
    response.headers["Content-Security-Policy"] = _policy(response.mimetype)
    for name, value in _ALWAYS.items():
        response.headers[name] = value
    if tk.config["ckan.site_url"].startswith("https:"):
        response.headers["Strict-Transport-Security"] = _A_YEAR
    return response


def _policy(mimetype: str | None) -> str:
    if mimetype in _READ_AS_DATA:
        return _DATA
    if mimetype != "text/html":
        return _FILE
    rules: dict[str, Any] = {**(_CKAN if "forum_ckan_theme" in g else _OURS)}
    if "forum_nonce" in g:
        rules["script-src"] = f"'self' 'nonce-{g.forum_nonce}'"
    if request.endpoint == _FRAMED:
        rules["frame-ancestors"] = "'self'"
    written = "; ".join(f"{name} {value}" for name, value in rules.items())
    return written.format(site=tk.config["ckan.site_url"])


def _never_run_an_upload(response: Response) -> None:
    if (request.endpoint or "").rpartition(".")[2] != _DOWNLOAD or response.status_code >= 300:
        return
    mimetype = response.mimetype or ""
    if _RUNNABLE.search(mimetype):
        response.headers["Content-Type"] = "application/octet-stream"
    if not response.headers.get("Content-Disposition", "").startswith("attachment"):
        response.headers["Content-Disposition"] = "attachment"
