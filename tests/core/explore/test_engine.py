"""The reader of publications sees one folder, and whoever got SQL into it could not change that."""

from __future__ import annotations

import os

import duckdb
import pytest

from forum_core.explore.engine import MEMORY, open_engine


@pytest.fixture
def engine(publications, tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n")
    return open_engine(publications)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('{outside}/secret.csv')",
        "SELECT * FROM read_text('{outside}/secret.csv')",
        "SELECT * FROM '{outside}/secret.csv'",
        "SELECT * FROM read_text('{inside}/../secret.csv')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('{outside}/*')",
        "COPY (SELECT 1) TO '{outside}/written.csv'",
        "ATTACH '{outside}/written.db'",
        "EXPORT DATABASE '{outside}/written'",
        "SET memory_limit = '64GB'",
        "SET threads = 64",
        "SET temp_directory = '{outside}'",
        "SET allowed_directories = ['/']",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET memory_limit",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SELECT * FROM read_csv('https://127.0.0.1:1/a.csv')",
        "SELECT * FROM outside_variable",
    ],
)
def test_what_is_outside_the_folder_is_out_of_reach(engine, publications, tmp_path, sql):
    outside_variable = {"a": [1]}  # what a Python name would give away

    with engine.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql.format(outside=tmp_path, inside=publications)).fetchall()

    assert outside_variable
    assert sorted(path.name for path in tmp_path.iterdir()) == ["publications", "secret.csv"]


def test_a_link_out_of_the_folder_is_not_followed(engine, publications, tmp_path):
    (publications / "link.csv").symlink_to(tmp_path / "secret.csv")

    with engine.cursor() as cursor, pytest.raises(duckdb.Error):
        cursor.execute(f"SELECT * FROM read_csv('{publications}/link.csv')").fetchall()


def test_memory_is_bounded_and_one_query_uses_one_thread(engine):
    with engine.cursor() as cursor:
        settings = dict(cursor.execute("SELECT name, value FROM duckdb_settings()").fetchall())

    assert settings["threads"] == "1"
    assert settings["memory_limit"] == "732.4 MiB"
    assert MEMORY == "768MB"
    assert settings["temp_directory"] == ""


def test_one_engine_serves_a_folder_in_a_process(engine, publications):
    assert open_engine(publications) is engine
    assert open_engine(publications / ".." / publications.name) is engine


def test_a_process_that_forks_opens_its_own(engine, publications):
    before = id(engine)

    child = os.fork()
    if not child:
        own = open_engine(publications)
        with own.cursor() as cursor:
            os._exit(0 if id(own) != before and cursor.execute("SELECT 42").fetchall() == [(42,)] else 1)

    assert os.waitpid(child, 0)[1] == 0


def test_temporary_tables_of_one_request_are_unknown_to_another(engine):
    with engine.cursor() as one, engine.cursor() as other:
        one.execute("CREATE TEMP TABLE kept AS SELECT 1")

        with pytest.raises(duckdb.Error):
            other.execute("SELECT * FROM kept")
