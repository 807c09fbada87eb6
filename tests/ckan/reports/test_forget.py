"""A quiet site forgets too: the daily command erases what nobody's visit would."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from ckan import model
from ckanext.forum.cli import forum
from ckanext.forum.reports import store
from ckanext.forum.reports.store import Report

pytestmark = pytest.mark.services


def test_the_daily_command_erases_an_address_whose_time_is_over(published, act, cli, with_request_context):
    act(
        "forum_report_create",
        organization="valmont",
        register="subventions",
        message="Le montant est faux.",
        email="citoyen@exemple.fr",
    )
    before = cli.invoke(forum, ["forget"])
    model.Session.execute(sa.update(Report).values(created=store.now() - timedelta(days=400)))
    model.Session.commit()

    after = cli.invoke(forum, ["forget"])

    assert before.output.startswith("Effacé\u00a0: 0\u00a0adresse de courriel")
    assert after.output.startswith("Effacé\u00a0: 1\u00a0adresse de courriel")
    assert model.Session.scalars(sa.select(Report.email)).all() == [None]
