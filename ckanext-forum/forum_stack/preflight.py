"""Says what is missing before anything is downloaded. Standard library only: .venv does not exist yet."""

import os
import platform
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from forum_stack.ports import is_free

_GIB = 1024**3
# What an installed .venv with its cache, and a demo's data, take.
DISK_BYTES = {"run": 3 * _GIB, "dev": 4 * _GIB}
DOWNLOADS = {
    "run": "environ 220 Mo de paquets Python (PyPI) et 73 Mo de bibliothèques Solr (Maven Central)",
    "dev": "environ 360 Mo de paquets Python (PyPI) et 73 Mo de bibliothèques Solr (Maven Central)",
}


@dataclass(frozen=True, slots=True)
class Machine:
    """What the preflight looks at, as facts."""

    python: tuple[int, int]
    has_venv: bool
    system: str
    free_bytes: int
    writable: bool
    port: int | None
    port_is_free: bool


def look(root: Path, port: int | None) -> Machine:
    """This machine's facts."""
    return Machine(
        python=(sys.version_info.major, sys.version_info.minor),
        has_venv=find_spec("venv") is not None and find_spec("ensurepip") is not None,
        system=f"{platform.system()} {platform.machine()}",
        free_bytes=shutil.disk_usage(root).free,
        writable=os.access(root, os.W_OK),
        port=port,
        port_is_free=port is None or is_free(port),
    )


def find_missing(machine: Machine, kind: str) -> Sequence[str]:
    """One French sentence for each thing that is missing, with the command that mends it."""
    version = ".".join(str(part) for part in machine.python)
    found: list[str] = []
    if not machine.has_venv:
        found.append(
            "Le module venv de Python manque. Sous Debian ou Ubuntu : "
            f"sudo apt-get install python{version}-venv. Puis recommencez."
        )
    if not machine.system.startswith("Linux "):
        found.append(
            f"Les services embarqués tournent sous Linux, cette machine est « {machine.system} ». "
            "Utilisez une machine ou un conteneur Linux x86-64."
        )
    if not machine.writable:
        found.append(
            "Ce dossier appartient à un autre compte. Clonez le dépôt dans un dossier à vous : "
            "git clone <adresse> ~/ckanext-forum."
        )
    if machine.free_bytes < DISK_BYTES[kind]:
        found.append(
            f"Il faut {DISK_BYTES[kind] // _GIB} Go libres sur le disque, il en reste "
            f"{machine.free_bytes / _GIB:.1f}".replace(".", ",")
            + ". Libérez de la place : df -h . dit où il en reste."
        )
    if not machine.port_is_free and machine.port is not None:
        found.append(
            f"Le port {machine.port} est déjà pris sur cette machine. "
            f"Choisissez-en un autre : make demo PORT={machine.port + 1}."
        )
    return found
