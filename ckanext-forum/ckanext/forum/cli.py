"""`ckan forum …`: publish, withdraw, reconcile, check, load the demonstration. French; exits 0, 1 or 2."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import ckan.plugins.toolkit as tk
import click
from ckan.types import Context

from ckanext.forum import demo, install, quarantine
from ckanext.forum.publication import reconcile as reconciling
from forum_core import french

_SHOWN_PROBLEMS = 20


@click.group(short_help="Registres des collectivités\u00a0: publier, retirer, vérifier.")
def forum() -> None:
    """Registres des collectivités\u00a0: publier, retirer, vérifier."""


@forum.command(short_help="Publier un fichier dans un registre.")
@click.argument("register")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--org", required=True, help="Adresse courte de la collectivité.")
@click.option("--dry-run", is_flag=True, help="Tout contrôler, ne rien publier.")
@click.option(
    "--partial", is_flag=True, help="Publier les lignes bonnes et laisser les autres\u00a0; c’est dit à tous."
)
@click.option("--repair", is_flag=True, help="Faire les corrections sûres (casse, espaces, virgules…).")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
def publish(
    register: str, file: Path, org: str, *, dry_run: bool, partial: bool, repair: bool, as_json: bool
) -> None:
    """Publier un fichier (CSV, XLSX, ODS) dans un registre d’une collectivité."""
    from ckanext.forum import errors  # noqa: PLC0415 - kept out of `ckan --help`

    try:
        with errors.said(), quarantine.deposited(file) as deposit:
            done = tk.get_action("forum_publish")(
                _context(),
                {
                    "register": register,
                    "organization": org,
                    "deposit": deposit,
                    "dry_run": dry_run,
                    "partial": partial,
                    "repair": repair,
                },
            )
    except tk.ValidationError as err:
        _refused(err, as_json=as_json)
    if as_json:
        click.echo(json.dumps(done, ensure_ascii=False, indent=2))
    else:
        _say_published(done, register, org, dry_run=dry_run)


@forum.command(short_help="Retirer un registre, ou une de ses lignes.")
@click.argument("register")
@click.option("--org", required=True, help="Adresse courte de la collectivité.")
@click.option("--reason", required=True, help="Motif, montré à tous à la place de ce qui est retiré.")
@click.option("--row", help="Clé d’une seule ligne à retirer.")
def withdraw(register: str, org: str, reason: str, row: str | None) -> None:
    """Retirer du site un registre d’une collectivité, ou une seule ligne. La trace reste, sans valeur."""
    try:
        tk.get_action("forum_withdraw")(
            _context(), {"register": register, "organization": org, "reason": reason, "row": row}
        )
    except tk.ValidationError as err:
        _refused(err, as_json=False)
    if row:
        click.echo("La ligne est retirée. Son adresse dit quand et pourquoi.")
    else:
        click.echo("Le registre est retiré, lignes et fichiers compris. Sa page dit quand et pourquoi.")


@forum.command(short_help="Remettre CKAN, fichiers et index en accord avec les publications.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
def reconcile(*, as_json: bool) -> None:
    """Finir ou oublier ce qu’un arrêt brutal a laissé. Sans danger, à tout moment."""
    done = reconciling.reconcile()
    if done is None:
        click.echo("Un autre processus s’en occupe en ce moment. Rien à faire.")
        return
    if as_json:
        click.echo(json.dumps({name: getattr(done, name) for name in done.__slots__}))
        return
    click.echo(
        f"{french.count(done.registers, 'registre vu', 'registres vus')}, "
        f"{french.count(done.mended, 'remis en accord', 'remis en accord')}, "
        f"{french.count(done.busy, 'en cours de publication', 'en cours de publication')}\u00a0; "
        f"{french.count(done.ghosts, 'document fantôme effacé', 'documents fantômes effacés')}, "
        f"{french.count(done.leftovers, 'reste effacé', 'restes effacés')}."
    )


@forum.command(short_help="Mener les travaux longs.")
def worker() -> None:
    """Mener les travaux longs, un à la fois, jusqu’à ce qu’on arrête cette commande."""
    from ckanext.forum.runs import kinds  # noqa: PLC0415 - kept out of `ckan --help`
    from ckanext.forum.runs import worker as working  # noqa: PLC0415

    working.work(click.get_current_context().meta["flask_app"], kinds.kinds())


@forum.command(short_help="Effacer ce dont le délai de garde est passé.")
def forget() -> None:
    """Effacer les adresses des signalements et les fichiers déposés dont le délai de garde est passé."""
    from ckan import model  # noqa: PLC0415 - kept out of `ckan --help`
    from ckanext.forum.deposits import sweep  # noqa: PLC0415
    from ckanext.forum.reports import store  # noqa: PLC0415

    addresses = store.forget_emails(store.now())
    model.Session.commit()
    files = sweep.sweep()
    click.echo(
        f"Effacé\u00a0: {french.count(addresses, 'adresse de courriel', 'adresses de courriel')}, "
        f"{french.count(files, 'fichier déposé', 'fichiers déposés')}."
    )


@forum.command("check-install", short_help="Vérifier l’installation.")
def check_install() -> None:
    """Vérifier bases, index, dossiers et configuration, en phrases."""
    problems = install.problems()
    for problem in problems:
        click.echo(f"À corriger\u00a0: {problem}")
    if problems:
        sys.exit(1)
    click.echo("L’installation est en ordre.")


@forum.group("demo", short_help="Données de démonstration.")
def demo_group() -> None:
    """Données de démonstration, fictives."""


@demo_group.command("load", short_help="Publier les données de démonstration.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="seed_data")
def demo_load(folder: Path) -> None:
    """Créer les collectivités et les comptes fictifs, puis publier leurs fichiers par le vrai chemin."""
    try:
        for line in demo.load(folder):
            click.echo(line)
    except tk.ValidationError as err:
        _refused(err, as_json=False)


def _context() -> Context:
    """Who runs a command on the machine is the site itself."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"user": user["name"], "ignore_auth": True}


def _refused(err: tk.ValidationError, *, as_json: bool) -> NoReturn:
    """Say why, and end: 2 when the command itself was wrong, 1 when the data are."""
    facts = err.error_dict
    report = (facts.get("report") or [None])[0]
    code = str((facts.get("code") or [""])[0])
    if as_json:
        click.echo(json.dumps({"message": _messages(facts), "report": report}, ensure_ascii=False, indent=2))
    else:
        for message in _messages(facts):
            click.echo(message, err=True)
        if report:
            _say_problems(report)
    sys.exit(2 if code.startswith(("authority.", "schema.", "file.not-found")) else 1)


def _messages(facts: dict[str, Any]) -> list[str]:
    return [
        str(message)
        for name, messages in facts.items()
        if name not in ("report", "code")
        for message in (messages if isinstance(messages, list) else [messages])
    ]


def _say_problems(report: dict[str, Any]) -> None:
    problems = [error for task in report["tasks"] for error in task["errors"]]
    for problem in problems[:_SHOWN_PROBLEMS]:
        click.echo(f"  {problem['message']} {problem['fix']}".rstrip(), err=True)
    left = len(problems) - _SHOWN_PROBLEMS
    if left > 0:
        click.echo(f"  … et {french.count(left, 'autre problème', 'autres problèmes')}.", err=True)


def _say_published(done: dict[str, Any], register: str, org: str, *, dry_run: bool) -> None:
    rows = done["rows"]
    counts = french.count(rows["out"], "ligne", "lignes")
    left = f", {french.count(rows['refused'], 'laissée', 'laissées')}" if rows["refused"] else ""
    if dry_run:
        click.echo(f"Essai\u00a0: {counts} à publier{left}. Rien n’a changé.")
    elif not done["changed"]:
        click.echo(f"Ces lignes sont déjà en ligne ({counts}). Rien n’a changé.")
    else:
        change = done["difference"]
        click.echo(
            f"Publié\u00a0: {counts}{left}. "
            f"{french.count(change['added'], 'nouvelle', 'nouvelles')}, "
            f"{french.count(change['changed'], 'corrigée', 'corrigées')}, "
            f"{french.count(change['left'], 'disparue', 'disparues')}."
        )
    if not dry_run:
        click.echo(f"{tk.config['ckan.site_url']}/registres/{register}/{org}")
