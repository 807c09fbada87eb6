"""A real file with 32 bad rows of 69: refused whole, or published in part; every channel agrees."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from pathlib import Path

import ckan.plugins.toolkit as tk
import pyarrow.parquet as pq
import pytest

from ckanext.forum import current

pytestmark = pytest.mark.services
REGISTER = "subventions"
FILE = Path(__file__).parents[2] / "core" / "real_extracts" / "haute_garonne_2017.csv"


@pytest.fixture
def authority(site_act):
    return site_act(
        "organization_create",
        name="roques",
        title="Roques",
        siren="213104581",
        other_sirens="243100633",
        kind="commune",
    )


def test_the_file_is_refused_whole_with_the_reasons(authority, publish):
    with pytest.raises(tk.ValidationError) as refusal:
        publish(FILE, organization="roques", repair=True)

    (report,) = refusal.value.error_dict["report"]
    reasons = Counter(error["fieldName"] for error in report["tasks"][0]["errors"])
    assert current.current(REGISTER, "roques") is None
    assert report["stats"]["refused"] == 32
    assert (reasons["datesPeriodeVersement"], reasons["conditionsVersement"], reasons["nomBeneficiaire"]) == (
        29,
        4,
        1,
    )


def test_without_repair_no_row_is_good(authority, publish):
    with pytest.raises(tk.ValidationError):
        publish(FILE, organization="roques", partial=True)

    assert current.current(REGISTER, "roques") is None


def test_in_part_every_channel_agrees_in_rows_and_sum_and_says_so(authority, publish, act, app):
    publish(FILE, organization="roques", repair=True, partial=True)

    now = current.current(REGISTER, "roques")
    table = act("datastore_search", resource_id=now.resource_id, limit=100)
    dump = list(csv.DictReader(io.StringIO(app.get(f"/datastore/dump/{now.resource_id}").text)))
    file = pq.read_table(now.parquet)
    page = app.get(f"/registres/{REGISTER}/roques.json").json
    exported = list(csv.DictReader(io.StringIO(app.get(f"/registres/{REGISTER}/roques.csv").text)))
    total = Decimal(now.clearance.total)
    assert (now.clearance.rows_in, now.clearance.rows_out, now.clearance.rows_refused) == (69, 37, 32)
    assert (table["total"], len(dump), file.num_rows, page["figures"]["rows"], len(exported)) == (37,) * 5
    assert sum(Decimal(row["montant"]) for row in dump) == total
    assert sum(Decimal(str(record["montant"])) for record in table["records"]) == total
    assert sum(file.column("montant").to_pylist()) == total
    assert Decimal(str(page["figures"]["total"])) == sum(Decimal(row["montant"]) for row in exported) == total
    assert {page["publication"]["id"], table["publication"]} == {now.publication_id}


def test_in_part_page_and_feed_say_that_it_is_partial(authority, publish, app):
    publish(FILE, organization="roques", repair=True, partial=True)

    page = app.get(f"/registres/{REGISTER}/roques").text
    feed = app.get("/catalog.ttl").text
    assert "37" in page
    assert "partielle" in page.lower()
    assert "partielle" in feed.lower()
    assert "37" in feed
