"""A real site for each test: PostgreSQL, Redis and Solr of forum_stack, emptied, our plugins loaded."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan.tests import helpers
from ckanext.datastore.backend.postgres import get_write_engine

from ckan import model
from ckanext.forum import config, current, quarantine

sys.path.insert(0, str(Path(__file__).parent))

import sample_grants

REGISTER = "subventions"


@pytest.fixture(scope="session")
def made_app():
    """CKAN with our plugins, made once: no test changes what is loaded, and making it takes seconds."""
    return helpers._get_test_app()


@pytest.fixture
def app(ckan_config, made_app):
    """A client of the site, in the place of CKAN's, which loads everything anew for each test."""
    ckan_config["testing"] = True
    return made_app


@pytest.fixture
def with_plugins(ckan_config, made_app):
    """Our plugins, loaded by the one application."""


@pytest.fixture
def clean_db(reset_db, migrate_db_for):
    """CKAN's database, empty. The first reset of a session drops every table, ours included."""
    reset_db()
    if not sa.inspect(model.meta.engine).has_table("forum_run"):
        migrate_db_for("forum")


@pytest.fixture
def clean_site(with_plugins, clean_db, clean_index):
    """An empty site: databases, index and files."""

    with get_write_engine().begin() as connection:
        tables = connection.scalars(
            sa.text(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' "
                "AND (NOT starts_with(tablename, '_') OR starts_with(tablename, '_forum'))"
            )
        ).all()
        for table in tables:
            connection.execute(sa.text(f'DROP TABLE "{table}" CASCADE'))
        connection.execute(sa.text("DELETE FROM _table_stats"))
    shutil.rmtree(config.storage_folder(), ignore_errors=True)


@pytest.fixture
def added_schemas(made_app, monkeypatch):
    """Make the site know more folders of registers, as its operator would: `added_schemas(folder, …)`."""

    def call(*folders):
        monkeypatch.setitem(tk.config, "ckanext.forum.schemas", " ".join(map(str, folders)))
        config.registers.cache_clear()

    yield call
    config.registers.cache_clear()


@pytest.fixture
def act(clean_site):
    """Call an action as somebody: `act("package_show", "user-name", id=…)`; None is a visitor."""

    def call(action, user=None, **data):
        context = {"user": user or "", "ignore_auth": False}
        return tk.get_action(action)(context, data)

    return call


@pytest.fixture
def site_act(clean_site):
    """Call an action as the site itself, every right included."""

    def call(action, **data):
        user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
        return tk.get_action(action)({"user": user["name"], "ignore_auth": True}, data)

    return call


@pytest.fixture
def town(site_act):
    """The authority that publishes."""
    return site_act(
        "organization_create",
        name="valmont",
        title="Valmont-sur-Dore",
        siren=sample_grants.SIREN,
        kind="commune",
    )


@pytest.fixture
def publish(site_act, tmp_path):
    """Publish rows, or a file, in the town's register: `publish(rows, partial=True)`."""

    def call(rows, organization="valmont", **options):
        path = rows if isinstance(rows, Path) else sample_grants.write(tmp_path / "depot.csv", rows)
        with quarantine.deposited(path) as deposit:
            return site_act(
                "forum_publish", register=REGISTER, organization=organization, deposit=deposit, **options
            )

    return call


@pytest.fixture
def published(town, publish):
    """The town's register with three rows online."""

    publish([sample_grants.grant(number) for number in (1, 2, 3)])
    return current.current(REGISTER, "valmont")
