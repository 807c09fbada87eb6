"""From the home page by links alone, in each role: how many texts are not French. The number is printed."""

from __future__ import annotations

import sys
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from test_pages import messages  # noqa: F401 - a fixture
from visible import english_of, mistyped_of, words_of
from werkzeug.exceptions import HTTPException

pytestmark = pytest.mark.slow

ROLES = ["visitor", "officer", "publisher", "sysadmin"]
PAGES_EACH = 2
"""Pages looked at for each kind of address."""
LEFT_OUT = ("static", "webassets.index", "user.logout")


@pytest.mark.parametrize("role", ROLES)
def test_no_page_that_links_lead_to_holds_a_word_of_english(site, request, capsys, messages, role):  # noqa: F811
    headers = {} if role == "visitor" else request.getfixturevalue(role)[1]

    pages = walk(site, headers)

    texts = sum(len(words_of(html)) for html in pages.values())
    english = {path: found for path, html in pages.items() if (found := english_of(html, messages))}
    mistyped = {path: found for path, html in pages.items() if (found := mistyped_of(html))}
    wrong, typed = (sum(map(len, found.values())) for found in (english, mistyped))
    with capsys.disabled():
        sys.stdout.write(
            f"\n{role}: {len(pages)} pages, {texts} texts, {wrong} not French, {typed} badly typed\n"
        )
    assert len(pages) > 20
    assert english == {}
    assert mistyped == {}


def walk(site, headers):
    """Pages by address: all that links lead to, two of each kind."""
    waiting, seen, kinds, pages = ["/"], {"/"}, {}, {}
    while waiting:
        path = waiting.pop(0)
        answer = site.get(path, headers=headers, follow_redirects=True)
        if answer.mimetype != "text/html":
            continue
        assert answer.status_code == 200, path
        pages[path] = answer.get_data(as_text=True)
        for link in BeautifulSoup(pages[path], "html.parser").find_all("a", href=True):
            address = address_of(link["href"])
            if address is None or address in seen:
                continue
            kind = kind_of(site, address)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kind and kinds[kind] <= PAGES_EACH:
                seen.add(address)
                waiting.append(address)
    return pages


def address_of(link):
    parts = urlsplit(link)
    if parts.netloc not in ("", "test.ckan.net") or parts.scheme not in ("", "http") or not parts.path:
        return None
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def kind_of(site, address):
    try:
        kind, _values = site.flask_app.url_map.bind("test.ckan.net").match(urlsplit(address).path)
    except HTTPException:
        return None
    return None if kind in LEFT_OUT else kind
