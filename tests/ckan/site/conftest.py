"""A site with a register, a public and a private dataset, and whoever may see the private one."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckan import model


def as_site(action, **data):
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": user["name"], "ignore_auth": True}, data)


@pytest.fixture
def fresh_site(app, published):
    """The town's register online, a public dataset and a private one."""
    for name, private in (("gymnases", False), ("brouillon", True)):
        as_site("package_create", name=name, title=name, owner_org="valmont", private=private)
    return app


@pytest.fixture
def site(request, with_plugins):
    """That site as the test before left it, if any: it is slow to make, and most tests only read."""
    standing = sorted(tk.get_action("package_list")({"user": ""}, {}))
    if standing != ["gymnases", "subventions-valmont"] or model.Package.get("brouillon") is None:
        return request.getfixturevalue("fresh_site")
    return request.getfixturevalue("app")


@pytest.fixture
def publisher(site):
    """Headers of someone who may read the private dataset."""
    user = factories.UserWithToken()
    as_site("organization_member_create", id="valmont", username=user["name"], role="admin")
    model.Session.commit()
    return {"Authorization": user["token"]}
