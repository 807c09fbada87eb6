"""People of each role, their browsers, and files that they drop. Forms need their token."""

from __future__ import annotations

import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
import sample_grants
from ckan.tests import factories
from dropping import PASSWORD, Browser
from working import work

from ckanext.forum import config

sys.path.append(str(Path(__file__).parents[2] / "core"))  # for filled_template.py


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
def sign_in(app, people, monkeypatch):
    """A browser of somebody by role. Forms need their token, as on a real site."""
    monkeypatch.setitem(tk.config, "WTF_CSRF_ENABLED", True)
    return lambda role: Browser(app, people[role])


@pytest.fixture
def csv(tmp_path):
    """Rows as the bytes of a file."""
    return lambda rows: sample_grants.write(tmp_path / "lignes.csv", rows).read_bytes()


@pytest.fixture
def quarantined():
    """Names of the folders in quarantine."""

    def call():
        root = config.quarantine_folder()
        return [path.name for path in root.iterdir()] if root.exists() else []

    return call


@pytest.fixture
def worked(app):
    """Let the worker do what is queued."""
    return lambda: work(app.flask_app)
