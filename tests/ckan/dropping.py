"""An officer's browser: one session, the forms that pages hold, files that are dropped."""

from __future__ import annotations

import io
import re
from pathlib import Path

import ckan.plugins.toolkit as tk
from bs4 import BeautifulSoup

PASSWORD = "correct horse battery"
HOME = "/espace/depot"
SEEDS = Path(__file__).resolve().parents[2] / "seed_data"
ROLES = ("visitor", "stranger", "member", "editor", "admin", "sysadmin")


class Seen:
    """An answer, as a person reads it."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.location = response.headers.get("Location", "")
        self.body = response.get_data()
        self.html = BeautifulSoup(self.body, "html.parser")

    @property
    def text(self):
        return re.sub(r"\s+", " ", self.html.select_one("main").get_text(" ", strip=True))

    @property
    def h1(self):
        (title,) = self.html.find_all("h1")
        return re.sub(r"\s+", " ", title.get_text(" ", strip=True))

    def form(self, end):
        """The form sent to an address that ends so, with what it holds."""
        (form, *_) = [one for one in self.html.select("main form") if one["action"].endswith(end)]
        return {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}

    def offers(self, end):
        return any(one["action"].endswith(end) for one in self.html.select("main form"))


class Browser:
    """One session of one person."""

    def __init__(self, app, name):
        self.client = app.flask_app.test_client()
        login = BeautifulSoup(self.client.get("/user/login").get_data(), "html.parser")
        token = {one["name"]: one["value"] for one in login.select("main form input[type=hidden]")}
        self.client.post("/user/login", data={**token, "login": name, "password": PASSWORD})

    def get(self, path):
        return Seen(self.client.get(path))

    def follow(self, seen):
        assert seen.status == 303, seen.text
        return self.get(seen.location)

    def send(self, page, path, end="", **fields):
        """Send a form of a page that is open: its hidden fields as they were shown, the others as given."""
        return Seen(self.client.post(path, data={**page.form(end or path), **fields}))

    def drop(self, content, name="subventions.csv", register="subventions", **fields):
        """Drop a file; the page of its deposit."""
        page = self.get(HOME)
        file = {"upload": (io.BytesIO(content), name)} if content else {}
        sent = self.send(page, HOME, register=register, organization="valmont", **file, **fields)
        self.address = sent.location.removeprefix(tk.config["ckan.site_url"])
        return self.follow(sent)
