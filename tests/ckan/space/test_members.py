"""Who publishes names the members; nobody is left without somebody who publishes."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from browsing import ROLES
from ckan.tests import factories

from ckanext.forum.roles import store

pytestmark = pytest.mark.services
PAGE = "/espace/valmont/membres"


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("forum_member_list", {"member", "editor", "admin", "sysadmin"}),
        ("forum_member_set", {"admin", "sysadmin"}),
        ("forum_member_remove", {"admin", "sysadmin"}),
        ("forum_role_give", {"admin", "sysadmin"}),
        ("forum_role_take", {"admin", "sysadmin"}),
        ("forum_profile_update", {"admin", "sysadmin"}),
        ("forum_task_list", {"stranger", "member", "editor", "admin", "sysadmin"}),
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


@pytest.mark.parametrize("role", ROLES)
def test_each_address_answers_each_role(people, browser, role):
    one = browser(people[role] or None)

    seen = {path: one.get(path) for path in ("/espace", PAGE, "/espace/valmont/profil")}

    statuses = [page.status for page in seen.values()]
    if role == "visitor":
        expected = [f"/user/login?next={path}" for path in seen]
        assert [page.location for page in seen.values()] == expected
    else:
        expected = {"stranger": [200, 404, 404], "member": [200, 200, 403], "editor": [200, 200, 403]}
        assert statuses == expected.get(role, [200, 200, 200])
    if statuses[1] == 200:
        assert (seen[PAGE].html.select("main form") != []) is (role in ("admin", "sysadmin"))


@pytest.mark.parametrize("role", ["stranger", "member", "editor"])
def test_a_form_sent_without_the_right_changes_nothing(people, browser, town, role):
    one = browser(people[role])

    answer = one.send(PAGE, None, deed="set", user=people[role], role="publisher")

    assert answer.status == 403
    assert store.member(town["id"], people[role]) in (None, *store.members_of(town["id"]))
    assert people[role] not in {
        person.name for person in store.members_of(town["id"]) if person.role is store.Role.PUBLISHER
    }


def test_a_publisher_adds_changes_and_removes_a_member(people, browser, town):
    publisher = browser(people["admin"])
    name = people["stranger"]

    page = publisher.get(PAGE)
    for fields in (
        {"deed": "set", "user": name, "role": "reader"},
        {"deed": "set", "user": name, "role": "officer"},
        {"deed": "give", "user": name, "role": "dpo"},
        {"deed": "give", "user": name, "role": "ethics"},
        {"deed": "take", "user": name, "role": "ethics"},
    ):
        assert publisher.send(PAGE, page, **fields).status == 303
    found = store.member(town["id"], name)
    publisher.send(PAGE, page, deed="remove", user=name, role="")

    assert (found.role, found.extra) == (store.Role.OFFICER, (store.ExtraRole.DPO,))
    assert store.member(town["id"], name) is None


def test_a_role_goes_with_the_membership_whoever_takes_it(people, ask, site_act, town):
    ask("forum_role_give", people["admin"], organization="valmont", user=people["member"], role="dpo")
    ask("forum_member_remove", people["admin"], organization="valmont", user=people["member"])
    ask("forum_member_set", people["admin"], organization="valmont", user=people["member"], role="reader")

    assert store.member(town["id"], people["member"]).extra == ()


def test_the_last_who_publishes_stays_and_nobody_lowers_themselves(people, ask, site_act):
    def refused(**data):
        with pytest.raises(tk.ValidationError) as err:
            ask("forum_member_set", people["admin"], organization="valmont", **data)
        return err.value.error_dict["user"][0]

    alone = refused(user=people["admin"], role="reader")
    ask("forum_member_set", people["admin"], organization="valmont", user=people["editor"], role="publisher")
    own = refused(user=people["admin"], role="reader")

    assert alone.startswith("C’est la seule personne qui publie ici")
    assert own.startswith("Votre propre rôle ne peut pas baisser")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"user": "personne", "role": "reader"}, "Aucun compte"),
        ({"user": "member", "role": "admin"}, "Choisissez un rôle"),
    ],
)
def test_what_makes_no_sense_is_said(people, ask, data, sentence):
    data = {**data, "user": people.get(data["user"], data["user"])}

    with pytest.raises(tk.ValidationError, match=sentence):
        ask("forum_member_set", people["admin"], organization="valmont", **data)


def test_a_role_of_ours_is_for_members_only(people, ask):
    with pytest.raises(tk.ValidationError, match="pas membre"):
        ask("forum_role_give", people["admin"], organization="valmont", user=people["stranger"], role="dpo")


def test_an_unknown_address_is_invited(people, ask, mailed, with_request_context):
    done = ask(
        "forum_member_set",
        people["admin"],
        organization="valmont",
        user="agent@mairie.example",
        role="officer",
    )

    assert (done["role"], done["invited"]) == ("officer", True)
    assert [recipients for recipients, _ in mailed()] == [["agent@mairie.example"]]


def test_without_a_sender_s_address_nobody_is_invited(people, ask, town):
    with pytest.raises(tk.ValidationError, match="n’est pas parti"):
        ask(
            "forum_member_set",
            people["admin"],
            organization="valmont",
            user="a@mairie.example",
            role="reader",
        )

    assert len(store.members_of(town["id"])) == 3


def test_an_invitation_that_does_not_leave_makes_no_account(people, ask, no_mail, town, with_request_context):
    with pytest.raises(tk.ValidationError, match="n’est pas parti"):
        ask(
            "forum_member_set",
            people["admin"],
            organization="valmont",
            user="a@mairie.example",
            role="reader",
        )

    assert len(store.members_of(town["id"])) == 3


def test_a_forged_change_is_refused(people, browser, tokens, town):
    browser().get(PAGE)
    publisher = browser(people["admin"])

    forged = publisher.send(PAGE, None, deed="set", user=people["stranger"], role="publisher")

    assert forged.status == 400
    assert store.member(town["id"], people["stranger"]) is None


def test_a_person_of_another_authority_names_nobody_here(people, ask, site_act):
    other = factories.User()["name"]
    site_act("organization_create", name="ailleurs", title="Ailleurs")
    site_act("organization_member_create", id="ailleurs", username=other, role="admin")

    with pytest.raises(tk.NotAuthorized):
        ask("forum_member_set", other, organization="valmont", user=other, role="publisher")
