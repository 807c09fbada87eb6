"""Pages asked for as a visitor's browser would, and read as a person would."""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

# For visible.py and dcat_reader.py, under importlib mode.
sys.path[:0] = [str(Path(__file__).parents[1] / name) for name in ("french", "dcat")]

REGISTER = "subventions"


class Page:
    """An answer: its status, its headers, and its HTML as a tree."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.headers = response.headers

    @cached_property
    def html(self):
        return BeautifulSoup(self.response.get_data(), "html.parser")

    @property
    def h1(self):
        titles = self.html.find_all("h1")
        assert len(titles) == 1
        return titles[0].get_text(" ", strip=True)

    @property
    def text(self):
        return self.html.get_text(" ", strip=True)

    def texts(self, selector):
        return [one.get_text(" ", strip=True) for one in self.html.select(selector)]


@pytest.fixture
def get(app, clean_site):
    def call(path, status=200, **query):
        page = Page(app.get(path, query_string=query, status=status, follow_redirects=False))
        assert page.status == status
        return page

    return call


@pytest.fixture
def register(get):
    """The page of the town's register: `register(annee="2023")`; `register(".json")` for its twins."""

    def call(suffix="", status=200, **query):
        return get(f"/registres/{REGISTER}/valmont{suffix}", status, **query)

    return call
