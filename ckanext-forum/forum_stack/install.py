"""Makes .venv from a committed lock, then runs a command in it. Standard library only.

`python3 -m forum_stack.install KIND [--port N] -- ARGUMENTS…` where KIND is `run` or `dev`, and the
arguments are those of .venv's Python. Nothing is built from C, nothing is installed outside .venv.
"""

import sys

# Before the other imports: an older Python does not even read those files.
if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit(
        f"Python 3.11 ou plus récent est nécessaire, celui-ci est le {sys.version.split()[0]}. "
        "Sous Debian ou Ubuntu : sudo apt-get install python3 python3-venv. S’il est installé sous un "
        "autre nom : make PYTHON=/chemin/vers/python3.11 demo."
    )

import argparse
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from forum_stack.console import say, step
from forum_stack.preflight import DOWNLOADS, find_missing, look

_ROOT = Path(__file__).parents[2]
# What each kind of environment is made from; a change of any makes it again.
_SOURCES = ("locks/build.txt", "locks/uv.txt", "setup.py", "pyproject.toml")


def main(argv: list[str] | None = None) -> int:
    """Install if needed, then become the command; 1 with sentences when the machine lacks something."""
    parser = argparse.ArgumentParser(prog="install")
    parser.add_argument("kind", choices=("run", "dev"))
    parser.add_argument("--port", type=int, help="le port qui doit être libre")
    words = sys.argv[1:] if argv is None else argv
    # Cut here: argparse loses what follows -- after an option.
    at = words.index("--") if "--" in words else len(words)
    arguments, command = parser.parse_args(words[:at]), words[at + 1 :]
    venv = _ROOT / ".venv"
    installed = is_installed(venv, arguments.kind)
    missing = find_missing(look(_ROOT, arguments.port), arguments.kind) if not installed else []
    if missing:
        say("Il manque quelque chose avant de commencer ; rien n’a été téléchargé.")
        for sentence in missing:
            say(f"  - {sentence}")
        return 1
    if not installed:
        try:
            _install(venv, arguments.kind)
        except subprocess.CalledProcessError:
            say(
                "L’installation s’est arrêtée ; les lignes au-dessus disent pourquoi. Vérifiez votre "
                "connexion, puis relancez la même commande : elle reprend où elle en était."
            )
            return 1
    if command:
        _become(venv, command)
    return 0


def is_installed(venv: Path, kind: str) -> bool:
    """Whether .venv was made from today's locks; `dev` holds all of `run`."""
    try:
        marker = json.loads((venv / "forum.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    kinds = ("dev",) if kind == "dev" else ("run", "dev")
    return (venv / "bin" / "ckan").is_file() and any(marker.get("digest") == digest(each) for each in kinds)


def digest(kind: str) -> str:
    """Of everything that an environment of this kind is made from."""
    whole = hashlib.sha256(kind.encode())
    for name in (f"locks/{kind}.txt", *_SOURCES):
        whole.update((_ROOT / name).read_bytes())
    return whole.hexdigest()


def _install(venv: Path, kind: str) -> None:
    # An environment that was for development stays one: `make demo` must not take the tests' tools away.
    previous = _previous_kind(venv)
    kind = "dev" if previous == "dev" else kind
    say(f"Installation dans {venv} : au plus {DOWNLOADS[kind]} à télécharger, une seule fois.")
    with step("L’environnement Python est créé"):
        _create(venv)
    with step("Les paquets sont installés"):
        _sync(venv, kind)
    marker = {"kind": kind, "digest": digest(kind)}
    (venv / "forum.json").write_text(json.dumps(marker), encoding="utf-8")


def _previous_kind(venv: Path) -> str | None:
    try:
        return json.loads((venv / "forum.json").read_text(encoding="utf-8")).get("kind")
    except (OSError, ValueError):
        return None


def _create(venv: Path) -> None:
    python = venv / "bin" / "python"
    works = python.exists() and subprocess.run([python, "-c", ""], check=False).returncode == 0  # noqa: S603
    if not works:
        shutil.rmtree(venv, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)  # noqa: S603


def _sync(venv: Path, kind: str) -> None:
    python = venv / "bin" / "python"
    tools = venv / "outils"
    # uv stands beside the packages, not among them: else its own sync would remove it.
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--upgrade"]
    pinned = ["--target", tools, "--require-hashes", "--no-deps", "-r", _ROOT / "locks" / "uv.txt"]
    uv = tools / "bin" / "uv"
    constraint = ["--build-constraint", _ROOT / "locks" / "build.txt"]
    lock = ["--require-hashes", *constraint, _ROOT / "locks" / f"{kind}.txt"]
    # uv leaves locks in the folder for temporary files, that another account could not open later.
    with TemporaryDirectory(dir=venv) as temporary:
        env = {**_environment(venv), "TMPDIR": temporary}
        for command in (
            [*pip, *pinned],
            # Compiled now, on all cores: else every start of CKAN may do it again, where writing is off.
            [uv, "pip", "sync", "--quiet", "--compile-bytecode", "--python", python, *lock],
            [uv, "pip", "install", "--quiet", "--python", python, "--no-deps", *constraint, "-e", _ROOT],
        ):
            subprocess.run(command, check=True, env=env)  # noqa: S603 - our own commands


def _environment(venv: Path) -> dict[str, str]:
    """This process' environment, less what would lead elsewhere than into .venv."""
    dropped = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    path = os.pathsep.join((str(venv / "bin"), kept.get("PATH", os.defpath)))
    return {**kept, "PATH": path, "UV_PYTHON_DOWNLOADS": "never"}


def _become(venv: Path, command: list[str]) -> None:
    python = str(venv / "bin" / "python")
    # The command takes our place, so that a signal to it is a signal to what runs.
    os.execve(python, [python, *command], _environment(venv))  # noqa: S606


if __name__ == "__main__":
    sys.exit(main())
