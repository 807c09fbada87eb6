"""Routes of the service pages, of robots.txt and of the site map for search engines."""

from __future__ import annotations

from itertools import islice
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, Response, make_response, redirect, request
from flask.typing import ResponseReturnValue

from ckanext.forum import catalogue, clock, config, lookup
from ckanext.forum.site import accessibility, sitemap
from ckanext.forum.site.cookies import cookies
from ckanext.forum.site.owner import owner
from ckanext.forum.site.places import PLACES, Place
from ckanext.forum.site.privacy import columns_kept_back
from ckanext.forum.site.status import status

site = Blueprint("forum_site", __name__)

_A_DAY = "public, max-age=86400"
# What a search engine has no use for; addresses with a query are the same rows, seen otherwise.
_NOT_FOR_ROBOTS = (
    "/api/",
    "/ckan-admin/",
    "/dashboard/",
    "/espace",
    "/signaler",
    "/signalements",
    "/user/",
    "/datastore/",
    "/dataset/*/resource/*/view/",
    "/*?",
)


def get_helpers() -> dict[str, Any]:
    """What the foot of each page asks for."""
    return {"forum_site_places": lambda: PLACES, "forum_accessibility": accessibility.state_today}


@site.get(PLACES.about.path)
def about() -> str:
    """Who publishes, what is found here, and what is not."""
    return _page(PLACES.about, "about", owner=owner())


@site.get("/about")
def about_of_ckan() -> ResponseReturnValue:
    """CKAN's own address of that page."""
    return redirect(PLACES.about.path, 301)


@site.get(PLACES.accessibility.path)
def accessible() -> str:
    """The statement, its state computed."""
    try:
        said = accessibility.statement()
    except accessibility.StatementError:
        said = None
    today = clock.today()
    audit = said.audit_in_force(today) if said else None
    state = accessibility.state_today()
    return _page(PLACES.accessibility, "accessibility", owner=owner(), said=said, audit=audit, state=state)


@site.get(PLACES.legal.path)
def legal() -> str:
    """Publisher, director, host, licence."""
    return _page(PLACES.legal, "legal", owner=owner())


@site.get(PLACES.privacy.path)
def privacy() -> str:
    """What of people is kept, what is never published, and whom to ask."""
    return _page(PLACES.privacy, "privacy", owner=owner(), registers=columns_kept_back())


@site.get(PLACES.cookies.path)
def cookie_list() -> str:
    """All cookies that this site can set."""
    return _page(PLACES.cookies, "cookies", cookies=cookies())


@site.get(PLACES.status.path)
def state_of_site() -> Response:
    """Is the site well?"""
    answer = make_response(_page(PLACES.status, "status", status=status()))
    answer.headers["X-Robots-Tag"] = "noindex"
    request.environ["__no_cache__"] = True
    return answer


@site.get(PLACES.site_map.path)
def plan() -> str:
    """Every page that a person can start from."""
    store = config.registers()
    schemas = [store.get(name) for name in store.names()]
    return _page(
        PLACES.site_map,
        "plan",
        themes=catalogue.themes(schemas, lookup.published()),
        schemas=sorted(schemas, key=lambda schema: schema.title),
        organizations=tk.get_action("organization_list")({"user": ""}, {"all_fields": True}),
    )


@site.get("/robots.txt")
def robots() -> Response:
    """What robots need not ask for, and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS)]
    lines.append(f"Sitemap: {tk.url_for('forum_site.map', _external=True)}")
    return _text("\n".join(lines) + "\n", "text/plain")


@site.get("/sitemap.xml", endpoint="map")
def map_() -> Response:
    """All public addresses; with too many for one file, the list of the files."""
    first = list(islice(sitemap.public_addresses(), sitemap.PAGE + 1))
    if len(first) <= sitemap.PAGE:
        return _text(tk.render("site/sitemap.xml", {"addresses": first, "root": _root()}), "application/xml")
    pages = -(-sum(1 for _ in sitemap.public_addresses()) // sitemap.PAGE)
    index = tk.render("site/sitemap_index.xml", {"pages": range(1, pages + 1), "root": _root()})
    return _text(index, "application/xml")


@site.get("/sitemap-<int:number>.xml")
def map_page(number: int) -> Response:
    """One file of the site map."""
    start = (number - 1) * sitemap.PAGE
    addresses = list(islice(sitemap.public_addresses(), max(start, 0), max(start, 0) + sitemap.PAGE))
    if number < 1 or not addresses:
        return tk.abort(404)
    return _text(tk.render("site/sitemap.xml", {"addresses": addresses, "root": _root()}), "application/xml")


def _page(place: Place, template: str, **said: object) -> str:
    return tk.render(f"site/{template}.html", {"place": place, **said})


def _root() -> str:
    mounted = (tk.config["ckan.root_path"] or "").replace("/{{LANG}}", "")
    return tk.config["ckan.site_url"].rstrip("/") + mounted


def _text(words: str, mimetype: str) -> Response:
    answer = make_response(words)
    answer.headers["Content-Type"] = f"{mimetype}; charset=utf-8"
    answer.headers["Cache-Control"] = _A_DAY
    return answer
