"""A site with a published register, plain datasets and three kinds of readers."""

from __future__ import annotations

import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckan import model

sys.path.insert(0, str(Path(__file__).parent))

from french_site import as_site


@pytest.fixture
def fresh_site(app, published):
    """The town's register online, a plain dataset, and one that has nothing but a name."""
    as_site(
        "package_create",
        name="gymnases",
        title="Gymnases de la ville",
        notes="La liste des **gymnases**.",
        license_id="lov2",
        owner_org="valmont",
        tags=[{"name": "sport"}],
        resources=[{"url": "https://exemple.fr/gymnases.csv", "name": "Gymnases", "format": "CSV"}],
    )
    as_site("package_create", name="sans-rien", owner_org="valmont")
    return app


@pytest.fixture
def site(request, with_plugins):
    """That site as the test before left it, if any: it is slow to make, and most tests only read."""
    standing = tk.get_action("package_list")({"user": ""}, {})
    if sorted(standing) != ["gymnases", "sans-rien", "subventions-valmont"]:
        return request.getfixturevalue("fresh_site")
    return request.getfixturevalue("app")


@pytest.fixture
def page(site):
    """Ask for a page: `page("/dataset", as_=headers, status=200)`."""

    def call(path, *, as_=None, status=200):
        return site.get(path, headers=as_ or {}, status=status).get_data(as_text=True)

    return call


def _account(role, **given):
    user = factories.UserWithToken(fullname="Camille Dupont", about="Camille publie.", **given)
    if role:
        as_site("organization_member_create", id="valmont", username=user["name"], role=role)
    model.Session.commit()
    return user["name"], {"Authorization": user["token"]}


@pytest.fixture
def officer(site):
    """Name and headers of someone who describes and deposits."""
    return _account("editor")


@pytest.fixture
def publisher(site):
    """Name and headers of someone who publishes and names members."""
    return _account("admin")


@pytest.fixture
def sysadmin(site):
    """Name and headers of someone who runs the site."""
    return _account(None, sysadmin=True)
