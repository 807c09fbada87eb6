"""Counts of persons are compared with every publication that was online, when examined and when published."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest

from ckanext.forum import current, quarantine

pytestmark = pytest.mark.services
REGISTER = "attributions_logements"
ROWS = Path(__file__).parents[3] / "seed_data" / "valmont-sur-dore" / "attributions-logements.csv"


@pytest.fixture
def publish_counts(town, site_act, tmp_path):
    """Publish the register's rows with one count of the first row made larger, or emptied."""

    def call(more):
        rows = list(csv.DictReader(io.StringIO(ROWS.read_text(encoding="utf-8"))))
        said = rows[0]["nb_demandes_actives"]
        rows[0]["nb_demandes_actives"] = "" if more is None else str(int(said) + more)
        path = tmp_path / "depot.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, rows[0].keys())
            table.writeheader()
            table.writerows(rows)
        with quarantine.deposited(path) as deposit:
            return site_act("forum_publish", register=REGISTER, organization="valmont", deposit=deposit)

    return call


def test_a_count_that_was_online_does_not_change_by_a_few(publish_counts):
    publish_counts(0)
    publish_counts(None)
    online = current.current(REGISTER, "valmont")

    with pytest.raises(tk.ValidationError) as refusal:
        publish_counts(1)

    assert refusal.value.error_dict["code"] == ["gate.small-change"]
    assert current.current(REGISTER, "valmont") == online
    assert publish_counts(11)["changed"] is True
