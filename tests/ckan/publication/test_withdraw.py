"""Withdrawing takes away what held values, and leaves a trace without values."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest
from sample_grants import grant

from ckanext.forum import config, current
from ckanext.forum.model import Publication

pytestmark = pytest.mark.services
REGISTER = "subventions"


def key_of_first_row(act, published):
    return act("datastore_search", resource_id=published.resource_id)["records"][0]["cle_ligne"]


def test_a_withdrawn_register_leaves_table_files_index_and_feed(published, publish, site_act, act, app):
    publish([grant(1), grant(2)])
    now = current.current(REGISTER, "valmont")

    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Erreur de périmètre")

    assert current.current(REGISTER, "valmont") is None
    assert list(config.publications_folder().iterdir()) == []
    with pytest.raises((tk.ObjectNotFound, tk.NotAuthorized)):
        act("datastore_search", resource_id=now.resource_id)
    assert app.get(f"/datastore/dump/{now.resource_id}", status=404)
    assert act("package_search")["count"] == 0
    assert now.dataset_id not in app.get("/catalog.ttl").text
    with pytest.raises(tk.ObjectNotFound):
        act("package_show", id=now.dataset_id)


def test_the_trace_of_a_withdrawn_register_says_when_and_why(published, site_act):
    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Erreur de périmètre")

    trace = current.withdrawal(REGISTER, "valmont")
    assert trace.reason == "Erreur de périmètre"
    assert trace.at is not None
    states = {one.state for one in Publication.of(REGISTER, published.organization)}
    assert states == {"withdrawn"}


def test_a_withdrawn_register_can_be_published_again(published, publish, site_act, act):
    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Erreur de périmètre")

    publish([grant(1)])

    assert current.current(REGISTER, "valmont").dataset_id == published.dataset_id
    assert act("package_show", id=published.dataset_id)["private"] is False
    assert current.withdrawal(REGISTER, "valmont") is None


def test_a_withdrawn_row_leaves_every_channel_and_its_address_says_why(published, site_act, act, app):
    key = key_of_first_row(act, published)

    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Doublon", row=key)

    now = current.current(REGISTER, "valmont")
    keys = {row["cle_ligne"] for row in act("datastore_search", resource_id=now.resource_id)["records"]}
    assert len(keys) == 2
    assert key not in keys
    assert current.withdrawn_row(REGISTER, "valmont", key).reason == "Doublon"
    assert len(app.get(f"/datastore/dump/{now.resource_id}").text.splitlines()) == 3
    # The former publication held the row: it is not kept.
    assert not published.parquet.exists()
    assert not published.csv.exists()


def test_a_withdrawn_row_does_not_come_back_with_the_next_file(published, publish, site_act, act):
    key = key_of_first_row(act, published)
    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Doublon", row=key)

    publish([grant(1), grant(2), grant(3), grant(4)], partial=True)

    now = current.current(REGISTER, "valmont")
    keys = {row["cle_ligne"] for row in act("datastore_search", resource_id=now.resource_id)["records"]}
    assert key not in keys
    assert len(keys) == 3


def test_an_unknown_row_cannot_be_withdrawn(published, site_act):
    with pytest.raises(tk.ValidationError):
        site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Doublon", row="0" * 16)

    assert current.current(REGISTER, "valmont") == published


def test_a_register_without_publication_has_nothing_to_withdraw(town, site_act):
    with pytest.raises(tk.ValidationError) as refusal:
        site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Erreur")

    assert "rien à retirer" in refusal.value.error_dict["message"][0]


def test_a_withdrawal_says_why(published, site_act):
    with pytest.raises(tk.ValidationError):
        site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="  ")

    assert current.current(REGISTER, "valmont") == published


def test_a_reason_that_everybody_reads_names_nobody(published, site_act, act):
    key = key_of_first_row(act, published)
    row = next(one for one in act("datastore_search", resource_id=published.resource_id)["records"])
    wrong = (
        ({}, "À la demande de Mme Zélie Vermorel"),
        ({"row": key}, "Prévenir le 06 12 34 56 78"),
        ({"row": key}, f"Erreur sur {row['nomBeneficiaire']}"),
    )

    for what, reason in wrong:
        with pytest.raises(tk.ValidationError) as refusal:
            site_act("forum_withdraw", register=REGISTER, organization="valmont", reason=reason, **what)
        assert "lu par tous" in refusal.value.error_dict["message"][0]

    assert current.current(REGISTER, "valmont") == published
    assert current.withdrawn_row(REGISTER, "valmont", key) is None


def test_a_withdrawal_does_not_let_one_more_person_s_aid_be_told_by_subtraction(published, publish, site_act):
    persons = [grant(100 + number, nomBeneficiaire=f"Mme Zélie Vermorel {number}") for number in range(11)]
    one_more = grant(200, nomBeneficiaire="M. Anselme Tourneboeuf", montant="777.00")
    publish([grant(1), *persons])
    said_first = current.current(REGISTER, "valmont").clearance.apart
    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Erreur de périmètre")

    publish([grant(1), *persons, one_more])

    said_then = current.current(REGISTER, "valmont").clearance.apart
    assert said_first.rows == 11
    assert (said_then.rows, said_then.total, said_then.withheld) == (None, None, True)
