"""People of each role, and a browser that keeps its session."""

from __future__ import annotations

import re

import ckan.plugins.toolkit as tk
import pytest
from bs4 import BeautifulSoup
from ckan.tests import factories

PASSWORD = "correct horse battery"
ROLES = ("visitor", "stranger", "member", "editor", "admin", "sysadmin")


@pytest.fixture
def people(town, site_act):
    """Names of accounts by role; a visitor has none."""
    names = {
        role: factories.User(password=PASSWORD)["name"] for role in ("stranger", "member", "editor", "admin")
    }
    for role in ("member", "editor", "admin"):
        site_act("organization_member_create", id="valmont", username=names[role], role=role)
    return {**names, "visitor": "", "sysadmin": factories.Sysadmin(password=PASSWORD)["name"]}


@pytest.fixture
def tokens(monkeypatch):
    """Forms need their token, as on a real site; CKAN's test configuration lets them go without."""
    monkeypatch.setitem(tk.config, "WTF_CSRF_ENABLED", True)


@pytest.fixture
def mailed(mail_server, monkeypatch):
    """Mails that left: `mailed()` gives recipients and text of each."""
    monkeypatch.setitem(tk.config, "smtp.mail_from", "site@valmont.example")
    return lambda: [(message[2], message[3]) for message in mail_server.get_smtp_messages()]


@pytest.fixture
def no_mail(monkeypatch):
    """A site whose mail server is away."""
    monkeypatch.setitem(tk.config, "smtp.mail_from", "site@valmont.example")
    monkeypatch.setitem(tk.config, "smtp.server", "127.0.0.1:9")


@pytest.fixture
def ask(clean_site):
    """Call an action as somebody, about a `user`: `ask("forum_member_set", "name", user="other")`."""

    def call(action, who, /, **data):
        return tk.get_action(action)({"user": who, "ignore_auth": False}, data)

    return call


class Browser:
    """One session: what a person sees at an address, and the forms they send with what these hold."""

    def __init__(self, app):
        self.client = app.flask_app.test_client()

    def get(self, path):
        return self._read(self.client.get(path))

    def send(self, path, seen=None, **fields):
        """Send a form: its hidden fields as the page had them, the others as given."""
        hidden = seen.hidden if seen else {}
        return self._read(self.client.post(path, data={**hidden, **fields}))

    def sign_in(self, name):
        login = self.get("/user/login")
        self.client.post("/user/login", data={**login.hidden, "login": name, "password": PASSWORD})
        return self

    def _read(self, response):
        return Seen(response)


class Seen:
    """An answer, as a person reads it."""

    def __init__(self, response):
        self.status = response.status_code
        self.headers = response.headers
        self.location = response.headers.get("Location", "")
        self.html = BeautifulSoup(response.get_data(), "html.parser")
        self.raw = response.get_data(as_text=True)

    @property
    def text(self):
        return re.sub(r"\s+", " ", self.html.get_text(" ", strip=True))

    @property
    def h1(self):
        (title,) = self.html.find_all("h1")
        return title.get_text(" ", strip=True)

    @property
    def hidden(self):
        inputs = self.html.select("main form input[type=hidden]")
        return {one["name"]: one["value"] for one in inputs}


@pytest.fixture
def browser(app, clean_site):
    """A new browser: `browser()` of a visitor, `browser("name")` of somebody signed in."""

    def call(name=None):
        one = Browser(app)
        return one.sign_in(name) if name else one

    return call
