"""How an instance ends, and how the next one begins."""

import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from instances import BARE, processes_in, start, wait_until_alone

from forum_stack import jars

pytestmark = pytest.mark.services

# What these programs are known to leave in shared folders when nobody stops them.
_LEFT = (".s.PGSQL*", ".lockfile", "hsperfdata_*", "wgunicorn*", "jetty-*", "start_*.properties", "valkey*")


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    return tmp_path_factory.mktemp("vie") / "etat"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_order(state, number):
    running = start(state)

    said = running.stop(number)

    assert [line.split(" est ")[0].strip() for line in said.splitlines()] == ["Solr", "Redis", "PostgreSQL"]
    assert running.process.returncode == 0
    assert not any(processes_in(state))


def test_the_stop_command_waits_for_the_end_and_a_second_one_says_that_nothing_runs(state):
    running = start(state)
    command = [sys.executable, "-m", "forum_stack", "stop", "--state", str(state)]

    first = subprocess.run(command, capture_output=True, text=True, check=True)
    second = subprocess.run(command, capture_output=True, text=True, check=True)

    assert first.stdout == "Le catalogue est arrêté.\n"
    assert second.stdout == f"Aucun service ne tourne dans {state}.\n"
    assert running.process.wait(5) == 0


def test_a_second_supervisor_of_the_same_folder_is_refused_in_words(state):
    running = start(state)

    second = subprocess.run(
        [sys.executable, "-m", "forum_stack", "run", "--state", str(state), "--", "true"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert f"tournent déjà (processus {running.process.pid})" in second.stdout
    running.stop()


def test_killing_the_supervisor_leaves_no_process_behind(state):
    running = start(state)

    running.stop(signal.SIGKILL)

    assert wait_until_alone(state, 30)


def test_after_everything_was_killed_the_next_start_recovers_by_itself(state):
    running = start(state)
    killed = list(processes_in(state))
    running.process.kill()
    for process in killed:
        try:
            os.kill(int(process.name), signal.SIGKILL)
        except ProcessLookupError:
            continue
    running.process.wait()
    # The number in PostgreSQL's file now belongs to another program; Solr's lock is still there.
    stranger = subprocess.Popen(["sleep", "600"])
    pid_file = state / "postgres" / "donnees" / "postmaster.pid"
    pid_file.write_text(f"{stranger.pid}\n" + "\n".join(pid_file.read_text().splitlines()[1:]) + "\n")
    lock = state / "solr" / "ckan" / "data" / "index" / "write.lock"
    lock.touch()

    again = start(state)

    assert again.said[-1] == "prêt"
    assert stranger.poll() is None
    again.stop()
    stranger.kill()
    stranger.wait()


def test_a_port_that_another_program_took_is_chosen_again(state):
    before = json.loads((state / "ports.json").read_text())
    with socket.create_server(("127.0.0.1", before["redis"])):
        running = start(state)
        after = running.ports
        running.stop()

    assert after["redis"] != before["redis"]
    assert after["postgres"] == before["postgres"]


def test_nothing_is_left_outside_the_state_folder_and_no_account_or_mode_changes(tmp_path):
    state = tmp_path / "etat"
    watched = [tmp_path, *tmp_path.parents, Path(sys.prefix), Path(jars.__file__).parent, Path("/tmp")]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in watched]
    accounts = Path("/etc/passwd").read_bytes(), Path("/etc/group").read_bytes()
    left = _left_behind()

    start(state).stop()

    assert [stat.S_IMODE(path.stat().st_mode) for path in watched] == modes
    assert (Path("/etc/passwd").read_bytes(), Path("/etc/group").read_bytes()) == accounts
    assert _left_behind() <= left


@pytest.mark.skipif(os.geteuid() != 0, reason="il faut root pour devenir un autre compte")
def test_an_ordinary_user_can_start_on_a_machine_where_root_has_run(shared, tmp_path_factory):
    python = _python_of_everyone()
    if python is None:
        pytest.skip(
            "le Python de .venv n’est lisible que par root, et celui du système est d’une autre version"
        )
    nobody = pwd.getpwnam("nobody")
    home = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    cache = home / "cache" / jars.cache_folder().relative_to(jars.cache_folder().parents[1])
    shutil.copytree(jars.cache_folder(), cache)
    code = home / "code"
    shutil.copytree(Path(jars.__file__).parent, code / "forum_stack")
    shutil.copy(BARE, code)
    for path in (home, *home.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    packages = next(Path(sys.prefix).glob("lib/python3*/site-packages"))
    env = {
        "PATH": os.defpath,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "PYTHONPATH": f"{code}:{packages}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    running = start(
        home / "etat",
        [python, str(code / "bare.py"), str(home / "etat")],
        env,
        user=nobody.pw_uid,
        group=nobody.pw_gid,
        extra_groups=[],
        cwd=home,
    )
    said = running.stop()

    assert "PostgreSQL est arrêté" in said
    assert not any(processes_in(home / "etat"))
    shutil.rmtree(home)


def _python_of_everyone() -> str | None:
    system = Path("/usr/bin/python3")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in (Path(sys.executable), system):
        if not python.exists():
            continue
        result = (
            subprocess.run(
                [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                capture_output=True,
                text=True,
                check=False,
                user="nobody",
                cwd="/",
            )
            if _reachable(python)
            else None
        )
        if result and result.stdout.strip() == version:
            return str(python)
    return None


def _reachable(python: Path) -> bool:
    real = python.resolve()
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in (*python.parents, *real.parents, real))


def _left_behind() -> set[Path]:
    return {
        path
        for folder in ("/tmp", "/dev/shm", "/var/tmp")
        for name in _LEFT
        for path in Path(folder).glob(name)
    }
