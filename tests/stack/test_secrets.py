"""Who may reach the services of an instance, and who can read its secrets."""

import base64
import socket
import stat
import urllib.error
import urllib.request
from pathlib import Path

import psycopg2
import pytest
from instances import processes_in, start

pytestmark = pytest.mark.services


def test_no_secret_stands_in_the_arguments_of_a_process(shared):
    commands = [(process / "cmdline").read_bytes() for process in processes_in(shared.state)]

    assert len(commands) > 3
    for secret in shared.secrets.values():
        assert not any(secret.encode() in command for command in commands)


def test_only_the_owner_can_enter_the_state_folder_and_read_its_secrets(shared):
    folder = stat.S_IMODE(shared.state.stat().st_mode)
    secret_values = [value.encode() for value in shared.secrets.values()]
    telling = [
        path
        for path in shared.state.rglob("*")
        if path.is_file()
        and path.stat().st_size < 100_000
        and any(value in path.read_bytes() for value in secret_values)
    ]

    assert folder == 0o700
    assert shared.state / "secrets.json" in telling
    assert {stat.S_IMODE(path.stat().st_mode) for path in telling} == {0o600}


def test_postgresql_refuses_a_wrong_password(shared):
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(
            host="127.0.0.1", port=shared.ports["postgres"], user="ckan", password="x", dbname="ckan"
        )


def test_the_account_that_reads_registers_cannot_enter_the_database_of_ckan(shared):
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        psycopg2.connect(
            host="127.0.0.1",
            port=shared.ports["postgres"],
            user="datastore_read",
            password=shared.secrets["datastore_read"],
            dbname="ckan",
        )


def test_redis_refuses_a_command_without_password(shared):
    with socket.create_connection(("127.0.0.1", shared.ports["redis"]), timeout=5) as link:
        link.sendall(b"PING\r\n")
        answer = link.recv(100)

    assert answer.startswith(b"-NOAUTH")


@pytest.mark.parametrize("password", [None, "x"])
def test_solr_refuses_a_request_without_the_password(shared, password):
    request = urllib.request.Request(f"http://127.0.0.1:{shared.ports['solr']}/solr/admin/cores")
    if password:
        request.add_header(
            "Authorization", "Basic " + base64.b64encode(b"ckan:" + password.encode()).decode()
        )

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)

    assert refused.value.code == 401


def test_every_service_listens_on_this_machine_only(shared):
    listening = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, port = line.split()[1].split(":")
            if line.split()[3] == "0A":
                listening.setdefault(int(port, 16), set()).add(address)

    # 127.0.0.1, as IPv4 or as Java writes it in IPv6.
    here = {"0100007F", "0000000000000000FFFF00000100007F"}
    assert all(listening[port] <= here for port in shared.ports.values())


def test_two_instances_run_side_by_side_and_share_no_secret(shared, tmp_path):
    other = start(tmp_path / "autre")

    assert not set(other.ports.values()) & set(shared.ports.values())
    assert not set(other.secrets.values()) & set(shared.secrets.values())
    other.stop()
