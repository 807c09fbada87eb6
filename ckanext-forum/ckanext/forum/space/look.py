"""How an authority looks on its own pages: its colour, served as a stylesheet, and its logo."""

from __future__ import annotations

from dataclasses import dataclass

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, request

from ckan import model
from ckanext.forum import members
from forum_core import colour

colours = Blueprint("forum_colours", __name__)


@dataclass(frozen=True, slots=True)
class Look:
    """What the frame of a page needs; `stylesheet` is empty without a colour, `logo` without a picture."""

    name: str
    stylesheet: str
    logo: str


@colours.get("/couleurs/<organization>.css")
def stylesheet(organization: str) -> Response:
    """The colour of an authority; CKAN's own pages and ours take all their tones from it."""
    found = members.authority(organization)
    chosen = _colour(found) if found and found.name == organization else None
    if chosen is None:
        tk.abort(404)
    # More specific than the :root of our stylesheet: the order of the two does not matter.
    response = Response(f"html:root {{ --authority: {chosen}; }}\n", mimetype="text/css")
    response.set_etag(chosen[1:])
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response.make_conditional(request)


def look() -> Look | None:
    """The look of the authority whose page this is, by the page's address; None elsewhere."""
    place = request.view_args or {}
    name = place.get("authority")
    if name is None and request.blueprint == "organization":
        name = place.get("id")
    found = members.authority(name) if isinstance(name, str) else None
    return of(found) if found else None


def of(organization: model.Group) -> Look:
    """The look of an authority."""
    chosen = _colour(organization)
    address = (
        tk.url_for("forum_colours.stylesheet", organization=organization.name, v=chosen[1:]) if chosen else ""
    )
    return Look(organization.title or organization.name, address, _logo(organization))


def _colour(organization: model.Group) -> str | None:
    # Read again, whatever is stored: this becomes a stylesheet.
    written = colour.parse(organization.extras.get("colour") or "")
    return written if written and colour.judge(written).accepted else None


def _logo(organization: model.Group) -> str:
    stored = organization.image_url or ""
    if not stored or ":" in stored or stored.startswith("/"):
        # Only what was uploaded here, and checked: another host's picture would tell it who reads.
        return ""
    return tk.h.url_for_static(f"uploads/group/{stored}")
