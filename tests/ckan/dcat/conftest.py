"""Makes the helper modules importable, and gives the profile the one option that it reads without CKAN."""

import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

import sample_grants


@pytest.fixture
def site(monkeypatch):
    """The address that the samples were made for."""
    monkeypatch.setitem(tk.config, "ckan.site_url", "https://donnees.exemple.fr")
    return "https://donnees.exemple.fr"


@pytest.fixture
def town(site_act):
    """An authority whose profile is complete, as a harvester would like all of them."""
    return site_act(
        "organization_create",
        name="valmont",
        title="Ville de Valmont-sur-Dore",
        kind="commune",
        siren=sample_grants.SIREN,
        homepage="https://www.valmont-sur-dore.example/",
        contact_name="Service des données",
        contact_email="donnees@valmont-sur-dore.example",
        bbox="3.45,45.80,3.62,45.91",
    )
