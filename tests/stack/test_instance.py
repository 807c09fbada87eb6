"""What an instance remembers, takes from outside, and recognises as its own."""

import socket
import stat
import subprocess
import time

import pytest

from forum_stack.addresses import find_outside, refuse_real_databases, service_settings
from forum_stack.errors import StackError
from forum_stack.layout import Layout
from forum_stack.leftovers import end_leftovers
from forum_stack.passwords import load_passwords
from forum_stack.ports import Ports, choose_ports
from forum_stack.solr import french_schema

DATABASES = {
    "CKAN_SQLALCHEMY_URL": "postgresql://u:p@db/ckan",
    "CKAN_DATASTORE_WRITE_URL": "postgresql://w:p@db/datastore",
    "CKAN_DATASTORE_READ_URL": "postgresql://r:p@db/datastore",
}


@pytest.fixture
def layout(tmp_path):
    layout = Layout(tmp_path / "etat")
    layout.create()
    return layout


def test_secrets_are_drawn_once_an_install_and_only_its_owner_reads_them(layout, tmp_path):
    other = Layout(tmp_path / "autre")
    other.create()

    first, second, elsewhere = load_passwords(layout), load_passwords(layout), load_passwords(other)

    assert first == second
    assert first.secret_key != elsewhere.secret_key
    assert first.token_key != first.secret_key
    assert stat.S_IMODE(layout.secrets.stat().st_mode) == 0o600


def test_ports_are_remembered_while_they_are_free(layout):
    assert choose_ports(layout) == choose_ports(layout)


def test_a_port_taken_meanwhile_is_chosen_again_and_the_others_stay(layout):
    before = choose_ports(layout)

    with socket.create_server(("127.0.0.1", before.solr)):
        after = choose_ports(layout)

    assert after.solr != before.solr
    assert (after.postgres, after.redis) == (before.postgres, before.redis)


def test_a_folder_that_cannot_be_made_is_said_with_the_remedy(tmp_path):
    (tmp_path / "fichier").touch()

    with pytest.raises(StackError, match="STATE="):
        Layout(tmp_path / "fichier" / "etat").create()


def test_the_usual_variables_replace_the_embedded_services(layout):
    environment = {
        **DATABASES,
        "CKAN_REDIS_URL": "redis://:p@cache:6379/0",
        "CKAN_SOLR_URL": "http://solr:8983/solr/ckan",
        "CKAN_SOLR_USER": "u",
        "CKAN_SOLR_PASSWORD": "p",
    }
    outside = find_outside(environment)

    settings = service_settings(environment, outside, Ports(1, 2, 3), load_passwords(layout), test=False)

    assert (outside.postgres, outside.redis, outside.solr) == (True, True, True)
    assert settings == {
        "sqlalchemy.url": DATABASES["CKAN_SQLALCHEMY_URL"],
        "ckan.datastore.write_url": DATABASES["CKAN_DATASTORE_WRITE_URL"],
        "ckan.datastore.read_url": DATABASES["CKAN_DATASTORE_READ_URL"],
        "ckan.redis.url": "redis://:p@cache:6379/0",
        "solr_url": "http://solr:8983/solr/ckan",
        "solr_user": "u",
        "solr_password": "p",
    }


def test_one_database_named_without_the_others_is_refused():
    with pytest.raises(StackError, match=r"il manque CKAN_DATASTORE_WRITE_URL, CKAN_DATASTORE_READ_URL\."):
        find_outside({"CKAN_SQLALCHEMY_URL": "postgresql://u:p@db/ckan"})


def test_tests_refuse_a_database_that_is_not_named_for_tests():
    with pytest.raises(StackError, match="_test"):
        refuse_real_databases(DATABASES)

    refuse_real_databases({name: f"{url}_test" for name, url in DATABASES.items()})


def test_a_stranger_at_work_in_a_service_folder_is_left_alone_and_a_stale_number_forgotten(layout):
    data = layout.folder("postgres") / "donnees"
    data.mkdir(parents=True)
    stranger = subprocess.Popen(["sleep", "60"], cwd=data)
    (data / "postmaster.pid").write_text(f"{stranger.pid}\n")

    start = time.monotonic()
    end_leftovers(layout)

    assert time.monotonic() - start < 5
    assert stranger.poll() is None
    assert not (data / "postmaster.pid").exists()
    stranger.kill()
    stranger.wait()


def test_a_schema_without_the_expected_text_type_is_refused_rather_than_left_in_english():
    with pytest.raises(StackError, match="schéma Solr"):
        french_schema("<schema><types/></schema>")
