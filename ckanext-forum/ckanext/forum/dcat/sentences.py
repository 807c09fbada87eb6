"""The French sentences that a description adds: how many rows are public, what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from forum_core.french import NARROW, SPACE, moment, money, number
from forum_core.measure import amount_said

if TYPE_CHECKING:
    from ckanext.forum.current import Current
    from forum_core.privacy.cleared import Apart
    from forum_core.schema.model import Schema

_APART = "sur des personnes physiques sont mises à part, hors du registre et de ses totaux"
FICTIONAL = f"Données fictives{SPACE}: elles ne décrivent aucune collectivité, personne ni somme réelles."


def account(publication: Current, schema: Schema | None) -> str:
    """Rows and sum of a publication, and what it leaves out: the same facts as on the register's page.

    Rows in are never said: with the two other numbers they would tell how many were set apart.
    """
    clearance = publication.clearance
    total = f", pour {_amount(schema, clearance.total)}" if clearance.total is not None else ""
    rows = f"{_count(clearance.rows_out, 'ligne publiée', 'lignes publiées')}{total}"
    said = [f"Publication du {moment(publication.published_at)}{SPACE}: {rows}."]
    if clearance.partial:
        refused = _count(clearance.rows_refused, "ligne refusée est laissée", "lignes refusées sont laissées")
        said.append(f"Publication partielle{SPACE}: {refused} de côté, jusqu’à correction.")
    if apart := _set_apart(clearance.apart, schema):
        said.append(apart)
    return " ".join(said)


def fallback_description(title: str, authority: str) -> str:
    """What a dataset without description says: DCAT-AP asks for one."""
    by = f", publié par {authority}" if authority else ""
    return f"Jeu de données {quoted(title)}{by}. Sa page donne ses fichiers, sa licence et un contact."


def file_title(format_name: str) -> str:
    """Title of a file that has none."""
    return f"Fichier {format_name}".strip()


def file_description(format_name: str, title: str) -> str:
    """What a file without description says; data.gouv.fr counts the files that are described."""
    return f"{file_title(format_name)} du jeu de données {quoted(title)}."


def service_title(title: str) -> str:
    """Title of the programming interface of a dataset's rows."""
    return f"Lignes par API{SPACE}: {title}"


def service_description(title: str) -> str:
    """What the programming interface of a dataset's rows offers."""
    return (
        f"Interface de programmation qui lit les lignes du jeu de données {quoted(title)}{SPACE}: "
        "recherche, filtres, tri et pages, en JSON, sans clé."
    )


def quoted(text: str) -> str:
    """« text », with the spaces of French typography."""
    return f"«{NARROW}{text}{NARROW}»"


def _set_apart(apart: Apart, schema: Schema | None) -> str | None:
    if apart.withheld:
        return f"Quelques lignes {_APART}."
    if not apart.rows:
        return None
    many = _count(apart.rows, "ligne", "lignes")
    total = f" ({_amount(schema, apart.total)})" if apart.total is not None else ""
    return f"{many} {_APART}{total}."


def _amount(schema: Schema | None, total: str) -> str:
    return amount_said(schema.page, Decimal(total)) if schema else money(Decimal(total))


def _count(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count in (0, 1) else many}"


def authority_name(organization: Mapping[str, Any]) -> str:
    """How an authority is called: its title, or its short name."""
    return str(organization.get("title") or organization.get("name") or "")
