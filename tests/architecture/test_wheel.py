"""The built wheel, on the committed lock, in an environment of its own: it publishes and serves every route.

CKAN's own wheel fails this kind of test: files that the checkout has and the wheel lacks.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import sources

pytestmark = pytest.mark.services

_WITHOUT_CONTENT = {"forum_colours"}
"""Blueprints that serve what the demonstration has none of: it chose no colour."""

_IGNORED = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "node_modules")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """What every GET route of ours answers from the wheel."""
    if "CKAN_INI" not in os.environ:
        pytest.skip("il faut les services : lancez make test")
    folder = tmp_path_factory.mktemp("roue")
    wheel = _build(folder)
    python = _install(folder, wheel)
    ckan = [python.with_name("ckan"), "-c", os.environ["CKAN_INI"]]
    _run([*ckan, "forum", "demo", "load", sources.ROOT / "seed_data"], folder)
    script = shutil.copy(Path(__file__).with_name("wheel_site.py"), folder)
    said = _run([python, "-I", script], folder)
    # CKAN says a line or two before.
    return folder, json.loads(said[said.index('{"package"') :])


def test_the_wheel_is_what_runs_and_not_the_checkout(site):
    folder, facts = site

    assert Path(facts["package"]).is_relative_to(folder)


def test_each_blueprint_serves_a_published_register_and_no_route_breaks(site):
    answers = site[1]["answers"].values()
    blueprints = {answer["endpoint"].split(".")[0] for answer in answers}
    serving = {
        answer["endpoint"].split(".")[0]
        for answer in answers
        if answer["status"] == 200 or answer["signs_in"]
    }

    assert {
        rule: answer["status"] for rule, answer in site[1]["answers"].items() if answer["status"] >= 500
    } == {}
    assert len(blueprints) >= 4
    assert serving == blueprints - _WITHOUT_CONTENT


def test_every_page_of_the_wheel_is_in_french(site):
    pages = {
        rule: answer["text"]
        for rule, answer in site[1]["answers"].items()
        if answer["html"] and not 300 <= answer["status"] < 400
    }

    assert len(pages) >= 4
    assert [rule for rule, text in pages.items() if 'lang="fr"' not in text] == []


def test_the_wheel_holds_every_data_file_that_the_checkout_has(site):
    installed = Path(site[1]["package"]).parents[2]
    roots = {
        sources.ROOT / "ckanext-forum" / "ckanext": installed / "ckanext",
        sources.ROOT / "ckanext-forum" / "forum_core": installed / "forum_core",
        sources.ROOT / "ckanext-forum" / "forum_stack": installed / "forum_stack",
        sources.ROOT / "harvesters" / "forum_harvesters": installed / "forum_harvesters",
        sources.ROOT / "schemas": installed / "forum_schemas",
    }
    missing = [
        sources.shown(path)
        for root, there in roots.items()
        for path in root.rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and path.suffix not in (".po", ".pot", ".pyc")
        and not (there / path.relative_to(root)).is_file()
    ]

    assert missing == []


def _uv() -> str:
    ours = Path(sys.prefix) / "outils" / "bin" / "uv"
    found = str(ours) if ours.is_file() else shutil.which("uv")
    assert found, "uv manque : l’environnement se fait par make"
    return found


def _environment(folder: Path) -> dict[str, str]:
    """No way to the checkout, and no lock of uv left in /tmp."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return {**kept, "TMPDIR": str(folder)}


def _run(argv: list, folder: Path) -> str:
    command = [str(part) for part in argv]
    result = subprocess.run(
        command,
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout


def _build(folder: Path) -> Path:
    """From a copy: building leaves folders in its source."""
    copy = folder / "source"
    shutil.copytree(sources.ROOT, copy, ignore=_IGNORED)
    constraint = ["--build-constraint", "locks/build.txt"]
    _run([_uv(), "build", "--quiet", "--wheel", *constraint, "-o", folder], copy)
    (wheel,) = folder.glob("*.whl")
    return wheel


def _install(folder: Path, wheel: Path) -> Path:
    _run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], folder)
    python = folder / "venv" / "bin" / "python"
    locks = sources.ROOT / "locks"
    lock = ["--require-hashes", "--build-constraint", locks / "build.txt", locks / "run.txt"]
    for arguments in (["sync", "--quiet", *lock], ["install", "--quiet", "--no-deps", wheel]):
        _run([_uv(), "pip", arguments[0], "--python", python, *arguments[1:]], folder)
    return python
