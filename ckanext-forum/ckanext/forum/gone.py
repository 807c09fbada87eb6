"""What was here was withdrawn: its address says when and why, and holds nothing else."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Response, make_response

from ckanext.forum.lookup import WithdrawnError
from forum_core import french


def title(gone: WithdrawnError) -> str:
    """« Ce registre a été retiré le 3 mars 2026 »."""
    what = "Cette ligne a été retirée" if gone.row else "Ce registre a été retiré"
    return f"{what} le {french.day(french.paris_day(gone.withdrawn.at))}"


def gone_page(gone: WithdrawnError) -> Response:
    """The page of what was withdrawn."""
    words = {"title": title(gone), "reason": gone.withdrawn.reason, "schema": gone.schema}
    return make_response(tk.render("registers/withdrawn.html", words), 410)
