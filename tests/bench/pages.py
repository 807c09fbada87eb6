"""Page bench: the register page at three sizes against CKAN's own dataset page; what a page weighs."""

from __future__ import annotations

import gzip
import statistics
import tempfile
import time
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

REGISTER = "subventions"
_WARM = 2
_WEIGHT_GOAL_KB = 60
_RATIO_GOALS = ((10**5, 1.0), (10**6, 2.0))
_FILTER = {"annee": "2020", "q": "culture"}


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of a page asked for again and again."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True)
class Pages:
    """One size: the register page with figures and charts, filtered, by new words; the dataset's page."""

    rows: int
    register: Times
    filtered: Times
    new: Times
    dataset: Times


def measure(sizes, repeat, application):
    """Publish registers of these sizes, ask for their pages, and weigh what a page loads of ours."""
    client = application.test_client()
    with (
        application.test_request_context(),
        tempfile.TemporaryDirectory(prefix="forum-bench-pages-") as folder,
    ):
        places = [(rows, _published(rows, Path(folder))) for rows in sizes]
    found = [_pages(client, rows, authority, dataset, repeat) for rows, (authority, dataset) in places]
    _, (authority, _) = places[0]
    return found, _weight(client, f"/registres/{REGISTER}/{authority}")


def report(found, weight):
    """The section of docs/performance.md."""
    text = _HEAD
    for one in found:
        cells = [
            f"{value:.0f}"
            for times in (one.register, one.filtered, one.new, one.dataset)
            for value in _both(times)
        ]
        text += f"| {one.rows} | {' | '.join(cells)} | {_ratio(one):.2f} |\n"
    kept = {one.rows: _ratio(one) for one in found}
    for rows, goal in _RATIO_GOALS:
        if rows in kept:
            text += f"\nGoal at {rows} rows, at most {goal:.0f} × CKAN’s page: "
            text += "reached.\n" if kept[rows] <= goal else "missed.\n"
    state = "reached" if weight <= _WEIGHT_GOAL_KB else "missed"
    return text + (
        f"\nCSS and JavaScript that the register page loads, gzip: {weight:.1f} KB "
        f"(goal {_WEIGHT_GOAL_KB}: {state}).\n"
    )


_HEAD = """
## Pages

The register page with its figures and charts, the same with a year and a word, and the page of a plain
dataset of the same authority with two links (it reads no row), as a visitor without session, in one process
without a network. Milliseconds. New words: each request asks for a year and two words that none asked before,
so nothing of it was kept. The four are asked in turn. The ratio is p50 of the register page, the slower of
plain and filtered, over p50 of the dataset page.

| rows | register p50 | p95 | filtered p50 | p95 | new words p50 | p95 | dataset p50 | p95 | ratio |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
"""


def _published(rows, folder):
    """Name of an authority that publishes so many rows, and of a plain dataset of the same."""
    import ckan.plugins.toolkit as tk
    import sample_publication
    from stdnum import luhn

    from ckan import model
    from ckanext.forum import config, current, quarantine
    from ckanext.forum.publication import publish
    from ckanext.forum.publication.locks import only_publisher

    schema = config.registers().get(REGISTER)
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
    name = f"bench-{rows}"
    if model.Group.get(name) is None:
        siren = f"2{rows:07d}"
        siren += luhn.calc_check_digit(siren)
        tk.get_action("organization_create")(
            {"user": site, "ignore_auth": True},
            {"name": name, "title": f"Bench {rows}", "siren": siren, "kind": "commune"},
        )
    organization = model.Group.get(name)
    cleared = sample_publication.make(schema, rows, folder)
    with only_publisher(schema.name, organization.id), quarantine.workshop("travail-") as into:
        before = current.current(schema.name, name)
        if before is None:
            publish.release(cleared, publish.Place(schema, organization, None, site, into))
    return name, _plain(name, site)


def _plain(organization, site):
    """Name of a dataset that is no register, made when it is not there."""
    import ckan.plugins.toolkit as tk

    from ckan import model

    name = f"{organization}-plain"
    if model.Package.get(name) is None:
        files = [
            {"url": f"https://exemple.fr/{form}", "name": form, "format": form} for form in ("CSV", "PDF")
        ]
        tk.get_action("package_create")(
            {"user": site, "ignore_auth": True}, {"name": name, "owner_org": organization, "resources": files}
        )
    return name


def _pages(client, rows, authority, dataset, times):
    page = f"/registres/{REGISTER}/{authority}"
    taken = [[], [], [], []]
    for words in _new(times + _WARM):
        # In turn: whatever else the machine does meets each of them alike.
        asked = ((page, {}), (page, _FILTER), (page, words), (f"/dataset/{dataset}", {}))
        for into, (path, query) in zip(taken, asked, strict=True):
            into.append(_time(client, path, query))
    return Pages(rows, *(_summed(one[_WARM:]) for one in taken))


def _new(times):
    """Filters of which no two have the same words."""
    from sample_publication import WORDS

    pairs = [f"{one} {other}" for one, other in combinations(WORDS, 2)]
    return [{"annee": "2020", "q": words} for words in pairs[:times]]


def _time(client, path, query):
    """Milliseconds of one request."""
    began = time.perf_counter()
    answer = client.get(path, query_string=query)
    answer.get_data()
    if answer.status_code != 200:
        raise RuntimeError(f"{path}: {answer.status_code}")
    return (time.perf_counter() - began) * 1000


def _summed(taken):
    return Times(statistics.median(taken), statistics.quantiles(taken, n=20, method="inclusive")[-1])


def _weight(client, path):
    """Kilobytes of the style sheets and scripts that a page names, each compressed as a server does."""
    from bs4 import BeautifulSoup

    html = BeautifulSoup(client.get(path).get_data(), "html.parser")
    names = [tag["href"] for tag in html.select("link[rel=stylesheet]")]
    names += [tag["src"] for tag in html.select("script[src]")]
    parts = [client.get(urlsplit(name).path) for name in dict.fromkeys(names)]
    if any(part.status_code != 200 for part in parts):
        raise RuntimeError("an asset of the page is not there")
    return sum(len(gzip.compress(part.get_data())) for part in parts) / 1000


def _both(times):
    return times.p50, times.p95


def _ratio(one):
    return max(one.register.p50, one.filtered.p50) / one.dataset.p50
