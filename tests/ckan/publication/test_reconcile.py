"""The reconciler finishes or forgets what a crash left, starting from what it finds."""

from __future__ import annotations

import uuid

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan.lib import search
from ckanext.datastore.backend.postgres import get_write_engine
from sample_grants import grant

from ckan import model
from ckanext.forum import config, current, quarantine
from ckanext.forum.model import Publication, State, WithdrawnRow
from ckanext.forum.publication import follow, reconcile, swap
from ckanext.forum.publication.locks import RECONCILER, held

pytestmark = pytest.mark.services
REGISTER = "subventions"


def session():

    return model.Session


def execute(statement, **values):

    with get_write_engine().begin() as connection:
        connection.execute(sa.text(statement), values)


def test_nothing_to_mend_is_nothing_done(published):
    done = reconcile.reconcile()

    assert (done.registers, done.mended, done.ghosts, done.leftovers) == (1, 0, 0, 0)


def test_a_publication_left_preparing_is_forgotten_with_its_table_and_files(published, site_act):
    digest = "a" * 64
    left = Publication(
        id=str(uuid.uuid4()),
        register=REGISTER,
        organization=published.organization,
        dataset=published.dataset_id,
        resource=published.resource_id,
        author="somebody",
        state=State.PREPARING,
        digest=digest,
        rows_in=1,
        rows_out=1,
        rows_refused=0,
        rows_suppressed=0,
        clearance={},
    )
    session().add(left)
    session().commit()
    execute(f'CREATE TABLE "{swap.stage_name(left.id)}" (a int)')
    orphan = config.publications_folder() / f"{digest}.parquet"
    orphan.write_bytes(b"")

    reconcile.reconcile()

    assert session().get(Publication, left.id).state == State.ABANDONED
    assert swap.stages() == []
    assert not orphan.exists()
    assert current.current(REGISTER, "valmont") == published


def test_a_swap_without_its_row_in_ckan_is_finished(published, publish, act, monkeypatch):

    monkeypatch.setattr(follow, "finish", lambda *_: False)
    publish([grant(5)])
    monkeypatch.undo()
    before = act("package_show", id=published.dataset_id)["publication"]

    done = reconcile.reconcile()

    now = current.current(REGISTER, "valmont")
    dataset = act("package_show", id=published.dataset_id)
    assert before == published.publication_id
    assert done.mended == 1
    assert dataset["publication"] == now.publication_id
    assert dataset["resources"][0]["hash"] == now.csv_digest
    assert session().get(Publication, now.publication_id).state == State.CURRENT
    assert session().get(Publication, published.publication_id).state == State.FORMER


def test_an_index_that_forgot_a_register_learns_it_again(published, act):

    search.clear(published.dataset_id)

    done = reconcile.reconcile()

    assert done.mended == 1
    assert act("package_search", fq=f"id:{published.dataset_id}")["count"] == 1


def test_a_ghost_of_the_index_is_removed(published, site_act):

    ghost = str(uuid.uuid4())
    document = {
        "id": ghost,
        "index_id": ghost,
        "site_id": tk.config["ckan.site_id"],
        "entity_type": "package",
        "state": "active",
        "extras_register": REGISTER,
    }
    search.make_connection().add([document], commit=True)

    done = reconcile.reconcile()

    assert done.ghosts == 1
    assert site_act("package_search", fq=f"id:{ghost}")["count"] == 0


def test_an_interrupted_withdrawal_goes_on(published, act):
    session().get(Publication, published.publication_id).end(State.WITHDRAWN, "Erreur")
    session().commit()

    reconcile.reconcile()

    assert current.current(REGISTER, "valmont") is None
    assert current.withdrawal(REGISTER, "valmont").reason == "Erreur"
    assert list(config.publications_folder().iterdir()) == []
    assert act("package_search")["count"] == 0


def test_an_interrupted_withdrawal_of_a_row_goes_on(published, act):
    key = act("datastore_search", resource_id=published.resource_id)["records"][0]["cle_ligne"]
    session().add(
        WithdrawnRow(
            register=REGISTER,
            organization=published.organization,
            key=key,
            author="x",
            reason="Doublon",
            done=False,
        )
    )
    session().commit()

    reconcile.reconcile()

    now = current.current(REGISTER, "valmont")
    assert now.clearance.rows_out == 2
    assert not published.parquet.exists()
    assert WithdrawnRow.of(REGISTER, published.organization)[0].done


def test_what_a_crash_left_in_the_quarantine_goes_and_work_under_way_stays(clean_site):
    with quarantine.workshop() as busy:
        left = busy.parent / "travail-mort"
        left.mkdir()
        (left / ".lock").touch()
        (left / "original").write_text("x")

        done = reconcile.reconcile()

        assert busy.exists()
        assert not left.exists()
        assert done.leftovers == 1


def test_two_reconcilers_at_once_are_one(published):

    with held(RECONCILER):
        assert reconcile.reconcile() is None
