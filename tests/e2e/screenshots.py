"""Take the pictures of the documentation: home and register at 1280 and 320 px, always of the same day."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from configparser import ConfigParser
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
PAGES = {
    "accueil": "/",
    "registre": "/registres/subventions/valmont-sur-dore?annee=2025",
}
WIDTHS = (1280, 320)
# What changes from run to run and shows: the day becomes the mock-ups', the number comes from the rows.
_FIXED = sa.text(
    "UPDATE _forum_current SET published_at = '2026-03-12 09:58:00+00',"
    " publication = md5(clearance->>'digest')::uuid::text"
)
_PATIENCE = 300


def main() -> int:
    """Start a demonstration of its own, take the pictures, stop it."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        raise SystemExit("Chromium manque. Installez-le\u00a0: apt-get install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    state, port = Path(tempfile.mkdtemp(prefix="forum-images-")), _free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "forum_stack", "demo", "--state", state, "--port", str(port)], cwd=ROOT
    ) as demo:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(demo, address)
            _fix_dates(state / "ckan.ini")
            options = ["--no-sandbox"] if os.geteuid() == 0 else []
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=executable, args=options)
                take(browser, address, IMAGES)
        finally:
            demo.terminate()
            demo.wait()
            shutil.rmtree(state, ignore_errors=True)
    return 0


def take(browser: Browser, address: str, folder: Path) -> None:
    """One picture of each page at each width, in full height."""
    for width in WIDTHS:
        tab = browser.new_page(viewport={"width": width, "height": 800}, locale="fr-FR")
        for name, path in PAGES.items():
            tab.goto(f"{address}{path}")
            tab.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        tab.close()


def _fix_dates(ini: Path) -> None:
    settings = ConfigParser(interpolation=None)
    settings.read(ini)
    with sa.create_engine(settings["app:main"]["ckan.datastore.write_url"]).begin() as connection:
        connection.execute(_FIXED)


def _wait(demo: subprocess.Popen, address: str) -> None:
    end = time.monotonic() + _PATIENCE
    while demo.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{address}/registres", timeout=30).close()
        except OSError:  # refused, reset, or slower than the timeout
            time.sleep(0.5)
        else:
            return
    raise SystemExit("La démonstration ne répond pas.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


if __name__ == "__main__":
    raise SystemExit(main())
