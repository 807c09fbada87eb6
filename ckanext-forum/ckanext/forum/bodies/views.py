"""Route of the body page."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from ckanext.forum.bodies.body import body_page
from forum_core.explore.bodies import parse_identifier

bodies = Blueprint("forum_bodies", __name__)


@bodies.get("/organismes/<identifier>", endpoint="body")
def body(identifier: str) -> ResponseReturnValue:
    """A body by its SIREN or RNA; a SIRET, spaces and small letters lead to the address that stays."""
    number = parse_identifier(identifier)
    try:
        page = body_page(number) if number else None
    except FileNotFoundError:  # a publication left between its pointer and its file
        page = body_page(number) if number else None
    if page is None:
        return tk.abort(404, "Aucune ligne publiée ici ne porte ce numéro.")
    if page.identifier != identifier:
        return redirect(tk.url_for("forum_bodies.body", identifier=page.identifier), 301)
    return tk.render("bodies/body.html", {"page": page})
