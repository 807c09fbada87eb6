"""The authority is told that a report came, at its contact address, and of nothing that was written."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from working import work

from ckan import model
from ckanext.forum.runs.store import Run, RunState

pytestmark = pytest.mark.services
WORDS = "Le montant de la ligne est faux."


@pytest.fixture
def reported(published, act, site_act):
    """Send a report to the town, whose profile names a contact or not."""

    def call(contact="donnees@valmont.example"):
        site_act("organization_patch", id="valmont", contact_email=contact)
        return act("forum_report_create", organization="valmont", register="subventions", message=WORDS)

    return call


def test_the_contact_of_the_authority_is_told_the_number_and_the_place_only(reported, mailed, app):
    sent = reported()
    assert mailed() == []

    work(app.flask_app)

    ((recipients, message),) = mailed()
    assert recipients == ["donnees@valmont.example"]
    assert sent["reference"] in message
    assert WORDS not in message


def test_without_a_contact_or_a_sender_nothing_is_queued(reported, mailed):
    reported(contact="")

    assert model.Session.scalars(sa.select(Run)).all() == []


def test_a_mail_server_that_is_away_loses_no_report_and_is_tried_again(reported, no_mail, app, act):
    sent = reported()

    work(app.flask_app)

    assert act("forum_report_show", reference=sent["reference"])["state"] == "received"
    (run,) = model.Session.scalars(sa.select(Run)).all()
    assert (run.state, run.reason, run.tries) == (RunState.QUEUED, "NotMailedError", 1)
