"""Deposits that the worker works on: seen while it does, by whom, and given back when it cannot."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from ckan.lib.redis import connect_to_redis
from sample_grants import grant

from ckan import model
from ckanext.forum import current
from ckanext.forum.deposits import folder, store
from ckanext.forum.runs import queue
from ckanext.forum.runs import store as runs
from ckanext.forum.runs.store import Run, RunState

pytestmark = pytest.mark.services


@pytest.fixture
def sent(sign_in, csv):
    """A publication that was asked for: the browser of who asked, and its run."""
    admin = sign_in("admin")
    admin.drop(csv([grant(number) for number in (1, 2)]))
    admin.send(admin.get(f"{admin.address}/publication"), f"{admin.address}/publier")
    return admin, runs.last(admin.address.rpartition("/")[2]).id


def fail(run):
    model.Session.execute(
        sa.update(Run).where(Run.id == run).values(state=RunState.TO_REVIEW, reason="OSError")
    )
    model.Session.commit()


def test_the_page_of_a_run_says_its_stages_and_leads_to_the_result(sent, worked):
    admin, run = sent

    before = admin.get(f"/espace/runs/{run}")
    worked()
    after = admin.get(f"/espace/runs/{run}")

    assert [one.get_text(" ", strip=True) for one in before.html.select(".stepper li")] == [
        "1. Reçu fait",
        "2. Contrôle, protection des personnes et mise en ligne à venir",
    ]
    assert "Publication d’un dépôt : c’est fait" in after.text
    assert after.html.find("a", string="Voir le résultat")["href"].endswith(admin.address)


def test_programs_read_the_same(sent, worked):
    admin, run = sent
    worked()

    told = admin.client.get(f"/espace/runs/{run}.json")

    assert told.headers["Cache-Control"] == "private, no-store"
    assert told.json["state"] == "done"
    assert [stage["state"] for stage in told.json["stages"]] == ["done"]


@pytest.mark.parametrize(
    ("role", "status"),
    [("admin", 200), ("editor", 200), ("sysadmin", 200), ("member", 404), ("stranger", 404)],
)
def test_a_run_is_seen_by_who_works_for_its_authority(sent, sign_in, role, status):
    assert sign_in(role).get(f"/espace/runs/{sent[1]}").status == status


def test_a_run_that_does_not_exist_is_not_found(sign_in):
    assert sign_in("editor").get("/espace/runs/x").status == 404


def test_work_asked_by_somebody_who_lost_the_right_publishes_nothing_and_says_so(
    sent, people, site_act, worked
):
    admin, _ = sent
    site_act("organization_member_delete", id="valmont", username=people["admin"])
    worked()

    assert current.current("subventions", "valmont") is None
    deposit = store.get(admin.address.rpartition("/")[2])
    assert deposit.state == "draft"
    assert deposit.trouble


def test_a_deposit_whose_work_failed_too_often_is_given_back_with_a_sentence(sent):
    admin, run = sent
    fail(run)

    page = admin.get(admin.address)
    told = admin.get(f"/espace/runs/{run}")

    assert "Le travail a échoué plusieurs fois de suite" in page.text
    assert page.offers("/abandonner")
    assert run in told.text


def test_an_emptied_redis_loses_no_work(sent, worked):
    connect_to_redis().flushdb()
    worked()

    assert current.current("subventions", "valmont").clearance.rows_out == 2


def test_a_worker_killed_between_the_note_and_the_erasing_leaves_no_file(sent, worked, quarantined):
    admin, run = sent
    worked()
    # The file is there again, and the stage is to be done again.
    deposit = admin.address.rpartition("/")[2]
    folder.of(deposit).mkdir()
    model.Session.execute(
        sa.update(Run).where(Run.id == run).values(state=RunState.QUEUED, stage=0, next_try=runs.now())
    )
    model.Session.commit()
    queue.sweep(model.meta.engine)
    worked()

    assert quarantined() == []


def test_a_large_file_is_controlled_by_the_worker(sign_in, csv, worked):
    editor = sign_in("editor")

    waits = editor.drop(
        csv([grant(number, objet="Soutien " + "à l’association " * 12) for number in range(1, 9_001)])
    )
    worked()
    page = editor.get(editor.address)

    assert "en cours de contrôle" in waits.text
    assert "Tout est bon : 9 000 lignes, aucune erreur" in page.text.replace("\u202f", " ")
