"""Who may see and do what with a deposit, what is kept of it and for how long."""

from __future__ import annotations

import io
import logging
from datetime import timedelta

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from dropping import HOME, ROLES
from sample_grants import grant
from werkzeug.datastructures import FileStorage

from ckan import model
from ckanext.forum import config
from ckanext.forum.deposits import store, sweep
from ckanext.forum.deposits.store import Deposit, DepositState
from ckanext.forum.publication.locks import only_publisher

pytestmark = pytest.mark.services
SECRET = "Aide-tres-reconnaissable"


@pytest.fixture
def deposit(act, people, csv):
    """A deposit of the editor, with one wrong row."""

    def call(rows=None, name="aides.csv"):
        content = csv(rows or [grant(1, objet=SECRET, montant="beaucoup"), grant(2)])
        return act(
            "forum_deposit_create",
            people["editor"],
            register="subventions",
            organization="valmont",
            upload=FileStorage(io.BytesIO(content), name),
        )

    return call


@pytest.mark.parametrize(
    ("action", "allowed"),
    [
        ("forum_deposit_create", {"editor", "admin", "sysadmin"}),
        ("forum_deposit_show", {"editor", "admin", "sysadmin"}),
        ("forum_deposit_list", {"editor", "admin", "sysadmin"}),
        ("forum_deposit_update", {"editor", "admin", "sysadmin"}),
        ("forum_deposit_delete", {"editor", "admin", "sysadmin"}),
        ("forum_deposit_publish", {"admin", "sysadmin"}),
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


@pytest.mark.parametrize("role", ["stranger", "member"])
@pytest.mark.parametrize("end", ["", "/publication", "/annote.xlsx"])
def test_who_may_not_see_a_deposit_gets_the_same_page_as_if_it_were_absent(sign_in, deposit, role, end):
    made = deposit()
    browser = sign_in(role)

    there = browser.get(f"{HOME}/{made['id']}{end}")
    absent = browser.get(f"{HOME}/00000000-0000-4000-8000-000000000000{end}")

    assert (there.status, there.h1) == (absent.status, absent.h1) == (404, there.h1)
    assert SECRET not in there.text


def test_a_member_who_may_not_deposit_is_told_so(sign_in):
    page = sign_in("member").get(HOME)

    assert page.status == 403
    assert "ne dépose pour aucune collectivité" in page.text


def test_a_visitor_is_sent_to_sign_in_and_back(app, clean_site):
    answer = app.flask_app.test_client().get(HOME)

    assert answer.status_code == 302
    assert "next=%2Fespace%2Fdepot" in answer.headers["Location"].replace(
        "/espace/depot", "%2Fespace%2Fdepot"
    )


def test_an_editor_cannot_publish_even_by_sending_the_form(act, people, deposit):
    made = deposit([grant(1)])

    with pytest.raises(tk.NotAuthorized):
        act("forum_deposit_publish", people["editor"], id=made["id"], version=made["version"])


def test_no_cell_is_in_the_table_the_log_or_the_answers(act, people, deposit, caplog):
    with caplog.at_level(logging.DEBUG):
        made = deposit()
        listed = act("forum_deposit_list", people["editor"])

    kept = model.Session.execute(
        sa.text("SELECT row_to_json(forum_deposit)::text FROM forum_deposit")
    ).scalars()
    assert SECRET not in "".join(kept)
    assert SECRET not in str((made, listed))
    assert SECRET not in caplog.text
    assert (made["rows"], made["refused"], made["state"]) == (2, 1, "draft")


def test_no_cell_is_in_the_session(sign_in, csv):
    editor = sign_in("editor")
    editor.drop(csv([grant(1, objet=SECRET, montant="beaucoup")]))

    with editor.client.session_transaction() as session:
        assert SECRET not in str(dict(session))


def test_files_in_quarantine_are_read_by_this_account_only(deposit):
    made = deposit()
    folder = config.quarantine_folder() / made["id"]

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "depot").stat().st_mode & 0o777 == 0o600


def test_a_name_with_a_path_or_of_another_system_is_only_a_name(deposit):
    assert deposit(name="..\\..\\C:\\aides\x07.csv")["filename"] == "aides.csv"
    assert deposit(name="/etc/passwd")["filename"] == "passwd"


def test_a_deposit_that_nobody_touches_is_erased_after_the_days_of_the_option(deposit, quarantined):
    old, young = deposit(), deposit()
    past = store.now() - timedelta(days=config.deposit_days() + 1)
    model.Session.execute(sa.update(Deposit).where(Deposit.id == old["id"]).values(changed=past))
    model.Session.commit()

    assert sweep.sweep() == 1
    assert quarantined() == [young["id"]]
    assert store.get(old["id"]).state == DepositState.EXPIRED


def test_a_file_that_left_the_quarantine_is_asked_for_again(sign_in, csv, act, people):
    editor = sign_in("editor")
    editor.drop(csv([grant(1)]))
    for path in config.quarantine_folder().iterdir():
        for file in path.rglob("*"):
            if file.is_file():
                file.unlink()

    page = editor.get(editor.address)
    made = act("forum_deposit_show", people["editor"], id=editor.address.rpartition("/")[2])
    read_again = act("forum_deposit_update", people["editor"], id=made["id"], version=made["version"])

    assert page.status == 200
    assert "Ce fichier ne peut pas être lu" in page.text
    assert read_again["state"] == "draft"


def test_a_failed_publication_leaves_the_deposit_with_its_sentence(act, people, deposit, worked):
    made = deposit([grant(1)])
    with only_publisher("subventions", store.get(made["id"]).organization):
        act("forum_deposit_publish", people["admin"], id=made["id"], version=made["version"])
        worked()
    done = act("forum_deposit_show", people["admin"], id=made["id"])

    assert done["state"] == "draft"
    assert "Une autre publication de ce registre est en cours" in done["trouble"]


def test_every_page_forbids_what_it_does_not_load(sign_in):
    page = sign_in("editor").get(HOME)

    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"] == "private, no-store"
