"""Makes the helper modules importable, and gives the profile the one option that it reads without CKAN."""

import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def site(monkeypatch):
    """The address that the samples were made for."""
    monkeypatch.setitem(tk.config, "ckan.site_url", "https://donnees.exemple.fr")
    return "https://donnees.exemple.fr"
