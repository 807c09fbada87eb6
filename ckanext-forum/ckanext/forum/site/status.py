"""Is the site well? In words for everybody: no address, no version, no name of a program."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

import ckan.plugins.toolkit as tk
import pysolr
import sqlalchemy as sa
from ckan.lib import search
from ckanext.datastore.backend.postgres import get_read_engine

from ckan import model
from ckanext.forum.runs import queue
from ckanext.forum.site.sitemap import public_publications
from forum_core import french

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that people rely on."""

    title: str
    well: bool
    says: str


@dataclass(frozen=True, slots=True)
class Status:
    """All parts, and when something that everybody may read was last published."""

    parts: tuple[Part, ...]
    last_publication: datetime | None

    @property
    def well(self) -> bool:
        """True when every part is."""
        return all(part.well for part in self.parts)


def status() -> Status:
    """Ask each part now."""
    parts = (_pages(), _registers(), _search(), _publications())
    published = public_publications() if parts[1].well else []
    return Status(parts, max((one.published_at for one in published), default=None))


def _pages() -> Part:
    # Without the database no page is drawn, this one no more than another.
    return Part("Pages et comptes", True, "Les pages s’affichent et les agents peuvent se connecter.")


def _registers() -> Part:
    title = "Registres"
    if _registers_answer():
        return Part(title, True, "Les lignes se lisent, se filtrent et se téléchargent.")
    return Part(title, False, "Les registres ne se lisent pas pour l’instant. Rien n’est perdu.")


def _search() -> Part:
    title = "Recherche"
    try:
        behind = abs(_public_datasets() - _found_datasets())
    except (search.SearchError, pysolr.SolrError) as err:
        log.error("status: search does not answer: %s", type(err).__name__)  # noqa: TRY400 - it may quote
        return Part(title, False, "La recherche de jeux de données ne répond pas. Les registres se lisent.")
    if behind:
        late = french.count(behind, "jeu de données de retard", "jeux de données de retard")
        return Part(title, False, f"La recherche a {late}\u00a0; elle se remet à jour.")
    return Part(title, True, "La recherche trouve tous les jeux de données publics.")


def _publications() -> Part:
    title = "Publications"
    waiting = queue.count_waiting(model.meta.engine, _PATIENCE_SECONDS)
    if not waiting:
        return Part(title, True, "Ce que les collectivités publient est mis en ligne aussitôt.")
    return Part(
        title,
        False,
        f"{french.count(waiting, 'travail attend', 'travaux attendent')} depuis plus de cinq minutes. "
        "Rien n’est perdu\u00a0; ce qui est en ligne reste juste.",
    )


def _public_datasets() -> int:
    package = model.Package
    public = sa.select(sa.func.count()).where(
        package.state == "active", package.private.is_(False), package.type == "dataset"
    )
    return model.Session.scalar(public) or 0


def _found_datasets() -> int:
    query = {"rows": 0, "fq": "dataset_type:dataset", "facet": "false"}
    return tk.get_action("package_search")({"user": ""}, query)["count"]


def _registers_answer() -> bool:
    try:
        with get_read_engine().connect() as connection:
            connection.execute(sa.text("SELECT 1"))
    except sa.exc.SQLAlchemyError as err:
        log.error("status: registers do not answer: %s", type(err).__name__)  # noqa: TRY400 - it may quote
        return False
    return True
