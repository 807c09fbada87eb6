"""Ports on 127.0.0.1: chosen free, remembered, chosen again when another program took one."""

import json
import random
import socket
from dataclasses import asdict, dataclass

from forum_stack.errors import StackError
from forum_stack.files import write_if_other
from forum_stack.layout import Layout

# Below the range from which Linux takes ports for outgoing connections: what is free now stays free.
_RANGE = range(20000, 32000)


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each service of one install listens."""

    postgres: int
    redis: int
    solr: int


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as probe:
        # A port whose last connections are still closing is free for a server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def choose_ports(layout: Layout) -> Ports:
    """The ports of this install: those of last time where they are free."""
    path = layout.ports
    known: dict[str, int] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    chosen: dict[str, int] = {}
    for service in ("postgres", "redis", "solr"):
        port = known.get(service)
        taken = set(chosen.values())
        chosen[service] = port if port and port not in taken and is_free(port) else _find(taken)
    ports = Ports(**chosen)
    write_if_other(path, json.dumps(asdict(ports)) + "\n")
    return ports


def _find(taken: set[int]) -> int:
    for port in random.sample(_RANGE, 200):
        if port not in taken and is_free(port):
            return port
    raise StackError("Aucun port libre n’a été trouvé entre 20000 et 32000 sur 127.0.0.1.")
