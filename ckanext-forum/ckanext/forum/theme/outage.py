"""The error page when CKAN's database does not answer: it is drawn without asking who reads it."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from flask import Flask, current_app, g
from sqlalchemy.exc import OperationalError

log = logging.getLogger(__name__)


def answer_outages(app: Flask) -> None:
    """Draw our error page for a database that is away, for who is signed in too."""
    app.register_error_handler(OperationalError, _answer)


def _answer(fault: OperationalError) -> tuple[str, int]:
    # The fault's own words hold the statement and its values: its class and code are enough.
    log.error("database does not answer: %s", fault.code)
    # flask-login reads the account for each template, from the database that just failed.
    g._login_user = current_app.login_manager.anonymous_user()
    return tk.render("error_document_template.html", {"code": 503, "content": ""}), 503
