"""What the install script says and decides, without installing anything."""

import json

import pytest

from forum_stack import install
from forum_stack.preflight import Machine, find_missing

FINE = {
    "python": (3, 11),
    "has_venv": True,
    "system": "Linux x86_64",
    "free_bytes": 10 * 1024**3,
    "writable": True,
    "port": 5000,
    "port_is_free": True,
}


def test_a_machine_that_has_everything_lacks_nothing():
    assert find_missing(Machine(**FINE), "dev") == []


@pytest.mark.parametrize(
    ("lacks", "remedy"),
    [
        ({"has_venv": False}, "sudo apt-get install python3.11-venv"),
        ({"system": "Darwin arm64"}, "conteneur Linux"),
        ({"free_bytes": 1024**3}, "df -h ."),
        ({"writable": False}, "git clone"),
        ({"port_is_free": False}, "make demo PORT=5001"),
    ],
)
def test_what_a_machine_lacks_is_said_with_the_command_that_mends_it(lacks, remedy):
    (sentence,) = find_missing(Machine(**{**FINE, **lacks}), "run")

    assert remedy in sentence
    assert sentence.endswith(".")


@pytest.fixture
def venv(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "ckan").touch()
    return tmp_path


def _mark(venv, kind: str, digest: str) -> None:
    (venv / "forum.json").write_text(json.dumps({"kind": kind, "digest": digest}))


def test_an_environment_for_development_serves_the_demo_too(venv):
    _mark(venv, "dev", install.digest("dev"))

    assert install.is_installed(venv, "dev")
    assert install.is_installed(venv, "run")


def test_an_environment_for_the_demo_is_not_enough_for_development(venv):
    _mark(venv, "run", install.digest("run"))

    assert install.is_installed(venv, "run")
    assert not install.is_installed(venv, "dev")


def test_an_environment_of_a_former_lock_is_made_again(venv):
    _mark(venv, "run", "ancienne empreinte")

    assert not install.is_installed(venv, "run")


def test_an_environment_whose_making_was_interrupted_is_made_again(venv):
    assert not install.is_installed(venv, "run")


def test_nothing_is_downloaded_when_the_machine_lacks_something(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(install, "_ROOT", tmp_path)
    monkeypatch.setattr(install, "look", lambda _root, _port: Machine(**{**FINE, "has_venv": False}))

    code = install.main(["run", "--port", "5000", "--", "-c", "pass"])

    assert code == 1
    assert "rien n’a été téléchargé" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
