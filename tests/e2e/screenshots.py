"""Take the pictures of the documentation: every page in its states, at 1280 and 320 px, of the same day."""

from __future__ import annotations

import json
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
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
_TOWN = "valmont-sur-dore"
_REGISTER = f"/registres/subventions/{_TOWN}"
PAGES = {
    "accueil": "/",
    "recherche": "/recherche?q=club+de+judo",
    "recherche-vide": "/recherche?q=jduo",
    "registre": f"{_REGISTER}?annee=2025",
    "registre-toutes": "/registres/subventions",
    "tableau": f"{_REGISTER}/tableau?annee=2025",
    "sans-resultat": f"{_REGISTER}/tableau?q=jduo",
    "comprendre": f"{_REGISTER}/comprendre",
    "qualite": f"{_REGISTER}/qualite",
    "telecharger": f"{_REGISTER}/telecharger?annee=2025",
    "api": f"{_REGISTER}/api?annee=2025",
    "indemnites": f"/registres/indemnites_elus/{_TOWN}?annee=2025",
    "creche": f"/registres/attributions_creche/{_TOWN}",
    "logements": f"/registres/attributions_logements/{_TOWN}",
    "derogations": f"/registres/derogations_scolaires/{_TOWN}",
    "budget": f"/registres/budget/{_TOWN}",
    "budget-depenses": f"/registres/budget/{_TOWN}?annee=2024&BGT_CODRD=d%C3%A9pense",
    "bareme": f"/registres/bareme_creche/{_TOWN}",
    "deliberations": f"/registres/deliberations/{_TOWN}",
    "schemas": "/schemas",
    "schema": "/schemas/attributions_creche/latest",
    "organisme": "/organismes/369000120",
    "signaler": f"/signaler?page={_REGISTER}",
    "jeu-de-donnees": f"/dataset/subventions-{_TOWN}",
    "jeux-de-donnees": "/dataset/",
    "collectivite": f"/organization/{_TOWN}",
    "accessibilite": "/accessibilite",
    "etat-du-site": "/statut",
    "connexion": "/espace",
    "introuvable": "/registres/inconnu",
}
"""What a visitor sees, by the name of its picture."""

OFFICE = {
    "espace": "/espace",
    "depot": "/espace/depot",
    "membres": f"/espace/{_TOWN}/membres",
    "sans-droit": "/espace/cc-des-trois-vallees/membres",
}
"""What a publisher of the town sees."""

_IN_README = ("accueil", "registre", "organisme", "qualite", "controle", "espace")
"""Kept with the sources; the others are made to be looked at, in a folder that git ignores."""

_PUBLISHER, _OFFICER = f"{_TOWN}-publication", f"{_TOWN}-depot"
_WITH_ERRORS = ROOT / "seed_data" / _TOWN / "avec-erreurs.csv"
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
    (IMAGES / "etats").mkdir(parents=True, exist_ok=True)
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
                take_office(browser, address, IMAGES, _passwords(state / "ckan.ini"))
                take_withdrawn(browser, address, IMAGES, state / "ckan.ini")
        finally:
            demo.terminate()
            demo.wait()
            shutil.rmtree(state, ignore_errors=True)
    return 0


def take(browser: Browser, address: str, folder: Path) -> None:
    """One picture of each page of a visitor at each width, in full height."""
    tab = browser.new_page(locale="fr-FR")
    for name, path in PAGES.items():
        tab.goto(f"{address}{path}")
        _shoot(tab, folder, name)
    tab.close()


def take_office(browser: Browser, address: str, folder: Path, passwords: dict[str, str]) -> None:
    """The same of an officer’s pages, and of a file with errors, from its control to its publication."""
    tab = _signed_in(browser, address, _PUBLISHER, passwords)
    for name, path in OFFICE.items():
        tab.goto(f"{address}{path}")
        _shoot(tab, folder, name)
    tab.goto(f"{address}/espace/depot")
    tab.locator("select[name=register]").select_option("subventions")
    tab.locator("#upload").set_input_files(_WITH_ERRORS)
    tab.get_by_role("button", name="Déposer et contrôler").first.click()
    _shoot(tab, folder, "controle")
    deposit = tab.url
    colleague = _signed_in(browser, address, _OFFICER, passwords)
    colleague.goto(f"{deposit}/publication")
    _shoot(colleague, folder, "publication-sans-droit")
    colleague.close()
    tab.goto(f"{deposit}/publication")
    _shoot(tab, folder, "publication")
    tab.locator("#confirm").check()
    tab.get_by_role("button", name="Publier").first.click()
    _shoot(tab, folder, "publication-en-cours")
    tab.get_by_text("C’est en ligne").wait_for(timeout=60_000)
    _shoot(tab, folder, "publication-faite")
    tab.goto(f"{address}{_REGISTER}")
    _shoot(tab, folder, "registre-partiel")
    tab.close()


def take_withdrawn(browser: Browser, address: str, folder: Path, ini: Path) -> None:
    """A row that was there and was withdrawn."""
    tab = browser.new_page(locale="fr-FR")
    tab.goto(f"{address}{_REGISTER}/tableau")
    row = tab.locator("tbody th a").first.get_attribute("href") or ""
    ckan = Path(sys.executable).with_name("ckan")
    reason = "Somme attribuée par erreur, délibération annulée."
    what = ["subventions", "--org", _TOWN, "--reason", reason, "--row", row.rpartition("/")[2]]
    subprocess.run([ckan, "-c", ini, "forum", "withdraw", *what], check=True, cwd=ROOT)
    tab.goto(f"{address}{row}")
    _shoot(tab, folder, "ligne-retiree")
    tab.close()


def _signed_in(browser: Browser, address: str, name: str, passwords: dict[str, str]) -> Page:
    tab = browser.new_context(locale="fr-FR").new_page()
    tab.goto(f"{address}/user/login")
    tab.locator("input[name=login]").fill(name)
    tab.locator("input[name=password]").fill(passwords[name])
    tab.get_by_role("button", name="Se connecter").click()
    return tab


def _shoot(tab: Page, folder: Path, name: str) -> None:
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 800})
        shown = folder if name in _IN_README else folder / "etats"
        tab.screenshot(path=shown / f"{name}-{width}.png", full_page=True)


def _passwords(ini: Path) -> dict[str, str]:
    settings = ConfigParser(interpolation=None)
    settings.read(ini)
    accounts = Path(settings["app:main"]["ckan.storage_path"]) / "forum" / "comptes-demo.json"
    return json.loads(accounts.read_text(encoding="utf-8"))


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
