"""`ckan forum …` speaks French, and ends with 0, 1 or 2."""

from __future__ import annotations

import json

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from sample_grants import grant, write

from ckan import model
from ckanext.forum import config, current
from ckanext.forum.cli import forum
from ckanext.forum.site import owner

pytestmark = pytest.mark.services
REGISTER = "subventions"


@pytest.fixture
def run(cli, with_request_context):
    def call(*arguments):
        return cli.invoke(forum, [str(argument) for argument in arguments])

    return call


def test_publish_says_how_many_rows_and_where(town, run, tmp_path):
    result = run("publish", REGISTER, write(tmp_path / "a.csv", [grant(1), grant(2)]), "--org", "valmont")

    assert result.exit_code == 0, result.output
    assert "2\u00a0lignes" in result.output
    assert f"/registres/{REGISTER}/valmont" in result.output


def test_publish_twice_says_that_nothing_changed(town, run, tmp_path):
    path = write(tmp_path / "a.csv", [grant(1)])
    run("publish", REGISTER, path, "--org", "valmont")

    result = run("publish", REGISTER, path, "--org", "valmont")

    assert result.exit_code == 0
    assert "déjà en ligne" in result.output


def test_publish_of_bad_rows_ends_with_1_and_says_where(town, run, tmp_path):
    result = run(
        "publish", REGISTER, write(tmp_path / "a.csv", [grant(1, montant="beaucoup")]), "--org", "valmont"
    )

    assert result.exit_code == 1
    assert "Ligne 2" in result.output
    assert "beaucoup" not in result.output


def test_publish_as_json_gives_the_report(town, run, tmp_path):
    path = write(tmp_path / "a.csv", [grant(1, montant="beaucoup")])

    result = run("publish", REGISTER, path, "--org", "valmont", "--json")

    assert json.loads(result.output)["report"]["stats"]["errors"] == 1


@pytest.mark.parametrize(
    ("register", "file", "organization"),
    [(REGISTER, "a.csv", "inconnue"), ("inconnu", "a.csv", "valmont"), (REGISTER, "absent.csv", "valmont")],
)
def test_a_wrong_command_ends_with_2_and_a_sentence(  # noqa: PLR0917
    town, run, tmp_path, register, file, organization
):
    write(tmp_path / "a.csv", [grant(1)])

    result = run("publish", register, tmp_path / file, "--org", organization)

    assert result.exit_code == 2
    assert result.output.strip().endswith(".")
    assert "Traceback" not in result.output


def test_withdraw_and_withdraw_a_row(published, act, run):
    key = act("datastore_search", resource_id=published.resource_id)["records"][0]["cle_ligne"]

    row = run("withdraw", REGISTER, "--org", "valmont", "--reason", "Doublon", "--row", key)
    whole = run("withdraw", REGISTER, "--org", "valmont", "--reason", "Erreur")

    assert (row.exit_code, whole.exit_code) == (0, 0)
    assert current.current(REGISTER, "valmont") is None


def test_reconcile_counts_what_it_saw(published, run):
    result = run("reconcile", "--json")

    assert json.loads(result.output)["registers"] == 1


def test_check_install_finds_a_sound_site_in_order(clean_site, run, monkeypatch):
    unnamed = run("check-install")
    for option in owner.missing():
        monkeypatch.setitem(tk.config, option, "Renseigné")

    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("TRUNCATE forum_jobs.procrastinate_workers CASCADE"))
    unattended = run("check-install")
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text("INSERT INTO forum_jobs.procrastinate_workers DEFAULT VALUES"))
    result = run("check-install")

    assert unnamed.exit_code == 1
    assert any("ckanext.forum.owner." in line for line in unnamed.output.splitlines())
    assert "ckan forum worker" in unattended.output
    assert result.exit_code == 0, result.output


def test_demo_load_publishes_the_town_twice_without_change(clean_site, run):
    folder = "seed_data"

    first = run("demo", "load", folder)
    again = run("demo", "load", folder)

    accounts = config.storage_folder() / "comptes-demo.json"
    assert first.exit_code == 0, first.output
    assert again.exit_code == 0, again.output
    assert len(current.currents(REGISTER)) == 2
    assert again.output.count("déjà en ligne") == len(current.currents())
    assert oct(accounts.stat().st_mode & 0o777) == "0o600"
