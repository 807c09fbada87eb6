"""Who may publish, withdraw and read the account of publications, role by role."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

pytestmark = pytest.mark.services
REGISTER = "subventions"
ROLES = ("visitor", "stranger", "member", "editor", "admin", "sysadmin")


@pytest.fixture
def people(town, site_act):

    names = {role: factories.User()["name"] for role in ROLES if role not in ("visitor", "sysadmin")}
    for role in ("member", "editor", "admin"):
        site_act("organization_member_create", id="valmont", username=names[role], role=role)
    return {**names, "visitor": "", "sysadmin": factories.Sysadmin()["name"]}


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("forum_publish", {"admin", "sysadmin"}),
        ("forum_withdraw", {"admin", "sysadmin"}),
        ("forum_publication_list", {"member", "editor", "admin", "sysadmin"}),
        ("forum_publication_show", {"member", "editor", "admin", "sysadmin"}),
    ],
)
def test_each_role_may_what_it_should(people, action, allowed):
    may = set()
    for role in ROLES:
        try:
            tk.check_access(action, {"user": people[role]}, {"organization": "valmont"})
        except tk.NotAuthorized:
            continue
        may.add(role)

    assert may == allowed


def test_an_editor_who_publishes_is_refused_before_the_file_is_read(people, act):
    with pytest.raises(tk.NotAuthorized):
        act("forum_publish", people["editor"], register=REGISTER, organization="valmont", deposit="x")


def test_the_list_of_publications_holds_no_value(published, people, act):
    (one,) = act("forum_publication_list", people["member"], register=REGISTER, organization="valmont")

    assert one["id"] == published.publication_id
    assert (one["rows_in"], one["rows_out"], one["state"]) == (3, 3, "current")
    assert "Association" not in str(one)
