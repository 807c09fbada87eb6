"""What an installation must have before anything is published, said in sentences."""

from __future__ import annotations

import os

import ckan.plugins as p
import sqlalchemy as sa
from ckan.lib import search
from ckan.lib.redis import is_redis_available
from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine

from ckan import model
from ckanext.forum import config
from ckanext.forum.runs import queue
from ckanext.forum.site import accessibility, owner
from forum_core.schema.loader import SCHEMA_FILE
from forum_core.sentences import say_error

_PLUGINS = ("datastore", "dcat", "structured_data", "scheming_datasets", "scheming_organizations")


def problems() -> list[str]:
    """Everything that is wrong, each with its remedy; empty when all is well."""
    return [
        *_plugins(),
        *_tables(),
        *_datastore(),
        *_services(),
        *_folders(),
        *_registers(),
        *_owner(),
        *_worker(),
    ]


def _plugins() -> list[str]:
    missing = [name for name in _PLUGINS if not p.plugin_loaded(name)]
    if not missing:
        return []
    return [f"l’option ckan.plugins ne charge pas {', '.join(missing)}. Ajoutez-les, après forum."]


def _tables() -> list[str]:
    known = sa.inspect(model.meta.engine).get_table_names()
    missing = [name for name in ("forum_publication", "forum_withdrawn_row") if name not in known]
    return [f"la table {name} manque. Lancez ckan db upgrade." for name in missing]


def _datastore() -> list[str]:
    found: list[str] = []
    for engine, what in ((get_write_engine(), "d’écriture"), (get_read_engine(), "de lecture")):
        try:
            with engine.connect() as connection:
                connection.execute(sa.text('SELECT 1 FROM "_table_metadata" LIMIT 1'))
        except sa.exc.DBAPIError:
            found.append(
                f"la base DataStore ne répond pas au compte {what}. Lancez ckan datastore set-permissions."
            )
    return found


def _services() -> list[str]:
    found = []
    if not is_redis_available():
        found.append("Redis ne répond pas. Vérifiez ckan.redis.url.")
    if not search.is_available():
        found.append("Solr ne répond pas. Vérifiez solr_url.")
    return found


def _folders() -> list[str]:
    folder = config.storage_folder()
    folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        return []
    return [f"le dossier {folder} n’est pas modifiable. Donnez-en le droit au compte du site."]


def _worker() -> list[str]:
    if queue.is_attended(model.meta.engine):
        return []
    return [
        "aucun processus ne mène les travaux longs\u00a0: les dépôts attendraient. "
        "Lancez ckan forum worker, et faites-le relancer par votre superviseur."
    ]


def _registers() -> list[str]:
    store = config.registers()
    refused = [
        f"le registre {name} est laissé de côté, les autres vivent. {sentence.message} {sentence.fix} "
        "Tout ce qui ne va pas\u00a0: forum schema check, sur son dossier."
        for name, error in store.refused.items()
        for sentence in (say_error(error),)
    ]
    missing = [
        f"le dossier {folder} de l’option ckanext.forum.schemas n’est pas un dossier que le site peut lire. "
        "Corrigez son chemin, ou donnez-en le droit au compte du site."
        for folder in config.schema_folders()
        if not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK))
    ]
    empty = [
        f"le dossier {folder} de l’option ckanext.forum.schemas ne contient aucun registre. "
        "Indiquez le dossier qui contient ceux des registres."
        for folder in config.schema_folders()
        if folder.is_dir() and not any(folder.glob(f"*/{SCHEMA_FILE}"))
    ]
    if not store.names():
        missing.append("aucun registre n’est installé. Réinstallez ckanext-forum.")
    return [*missing, *empty, *refused]


def _owner() -> list[str]:
    """What the pages that every public site owes cannot say without its owner."""
    found = [
        f"l’option {option} est vide\u00a0: une page du site dit «\u202fnon renseigné\u202f». Écrivez-la."
        for option in owner.missing()
    ]
    try:
        accessibility.statement()
    except accessibility.StatementError as err:
        found.append(f"la déclaration d’accessibilité n’est pas lisible ({err.where}). Corrigez ce fichier.")
    return found
