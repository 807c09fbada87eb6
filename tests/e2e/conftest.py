"""A real site in a real browser: the test databases, the demonstration's files, a web server, Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
REGISTER_PAGE = "/registres/subventions/valmont-sur-dore"
_PATIENCE = 60
_ACCOUNTS = {}
"""By the address of a site, what `ckan forum demo load` said of its accounts."""


@pytest.fixture(scope="session")
def browser():
    """Chromium of the system; without one the tests are skipped on a person's machine and fail in CI."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        reason = "Chromium is not installed: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    # Chromium refuses its sandbox to root.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def empty_site(reset_db, reset_index):
    """CKAN's database and index, empty: whatever ran before is forgotten."""
    reset_db()
    reset_index()


@pytest.fixture(scope="session")
def accounts(site):
    """Passwords of the demonstration's accounts, by name."""
    return _ACCOUNTS[site]


@pytest.fixture(scope="session")
def site(browser, empty_site, request, tmp_path_factory):
    """Address of a site that publishes the demonstration, in the databases of the test run."""
    ini = _with_tokens(Path(request.config.getoption("--ckan-ini")), tmp_path_factory.mktemp("ini"))
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "CKAN_INI": ini,
        "CKAN_SITE_URL": address,
        "CKAN_STORAGE_PATH": str(tmp_path_factory.mktemp("storage")),
        "CKANEXT__FORUM__FICTIONAL": "true",
    }
    ckan = Path(sys.executable).with_name("ckan")
    for command in (["db", "upgrade"], ["forum", "demo", "load"]):
        said = subprocess.run(
            [ckan, "-c", ini, *command],
            check=True,
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        ).stdout
    _ACCOUNTS[address] = dict(re.findall(r"^ +(\S+) +(\S+) +\(", said, re.MULTILINE))
    options = ["-k", "gthread", "--threads", "4", "--no-control-socket", "--bind", f"127.0.0.1:{port}"]
    folder = tmp_path_factory.mktemp("web")
    web = [sys.executable, "-m", "gunicorn", *options, "ckanext.forum.wsgi:application"]
    with (
        subprocess.Popen(web, env=environment, cwd=folder) as server,
        subprocess.Popen([ckan, "-c", ini, "forum", "worker"], env=environment, cwd=folder) as worker,
    ):
        try:
            _wait(address)
            yield address
        finally:
            worker.terminate()
            server.terminate()


@pytest.fixture
def page(browser, site):
    """A fresh tab on a wide screen; any script error or dialog fails the test."""
    context = browser.new_context(base_url=site, locale="fr-FR", viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    problems = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("dialog", lambda dialog: (problems.append("dialog"), dialog.dismiss()))
    yield tab
    context.close()
    assert problems == []


def _with_tokens(ini: Path, folder: Path) -> str:
    """The tests' configuration as a site runs: forms without a token are refused."""
    copy = folder / "test.ini"
    told = ini.read_text(encoding="utf-8").replace("WTF_CSRF_ENABLED = false", "WTF_CSRF_ENABLED = true")
    copy.write_text(told, encoding="utf-8")
    return str(copy)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(f"{address}/registres", timeout=30).close()
        except OSError:  # refused, reset, or slower than the timeout
            if time.monotonic() > end:
                raise
            time.sleep(0.3)
        else:
            return
