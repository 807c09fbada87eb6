"""Where CKAN finds its services: ours, or those that the usual CKAN_*_URL variables name."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from forum_stack.errors import StackError
from forum_stack.passwords import Passwords
from forum_stack.ports import Ports
from forum_stack.solr import USER as SOLR_USER

_DATABASES = ("CKAN_SQLALCHEMY_URL", "CKAN_DATASTORE_WRITE_URL", "CKAN_DATASTORE_READ_URL")


@dataclass(frozen=True, slots=True)
class Outside:
    """Which services the environment names, so that ours are not needed."""

    postgres: bool
    redis: bool
    solr: bool


def find_outside(environment: Mapping[str, str]) -> Outside:
    """Read the usual variables.

    Raises:
        StackError: Only some of the three databases are named: data would lie in two servers.
    """
    named = [name for name in _DATABASES if environment.get(name)]
    if named and len(named) < len(_DATABASES):
        missing = ", ".join(name for name in _DATABASES if name not in named)
        raise StackError(
            f"{named[0]} désigne une base de données existante, mais il manque {missing}. "
            "Donnez les trois ou aucune."
        )
    return Outside(
        postgres=bool(named),
        redis=bool(environment.get("CKAN_REDIS_URL")),
        solr=bool(environment.get("CKAN_SOLR_URL")),
    )


def refuse_real_databases(environment: Mapping[str, str]) -> None:
    """Tests erase what they find: refuse databases whose names do not say that they are for tests."""
    for name in _DATABASES:
        address = environment.get(name)
        if address and not urlsplit(address).path.endswith("_test"):
            raise StackError(
                f"{name} désigne une base dont le nom ne finit pas par « _test », et les tests "
                "effacent ce qu’ils trouvent. Retirez cette variable ou nommez une base de test."
            )


def service_settings(
    environment: Mapping[str, str], outside: Outside, ports: Ports, passwords: Passwords, *, test: bool
) -> dict[str, str]:
    """The ini options that say where the services are."""
    suffix = "_test" if test else ""
    settings: dict[str, str] = {}
    if outside.postgres:
        settings["sqlalchemy.url"] = environment["CKAN_SQLALCHEMY_URL"]
        settings["ckan.datastore.write_url"] = environment["CKAN_DATASTORE_WRITE_URL"]
        settings["ckan.datastore.read_url"] = environment["CKAN_DATASTORE_READ_URL"]
    else:
        server = f"127.0.0.1:{ports.postgres}"
        settings["sqlalchemy.url"] = f"postgresql://ckan:{passwords.ckan}@{server}/ckan{suffix}"
        for use, password in (("write", passwords.datastore_write), ("read", passwords.datastore_read)):
            settings[f"ckan.datastore.{use}_url"] = (
                f"postgresql://datastore_{use}:{password}@{server}/datastore{suffix}"
            )
    if outside.redis:
        settings["ckan.redis.url"] = environment["CKAN_REDIS_URL"]
    else:
        number = 1 if test else 0
        settings["ckan.redis.url"] = f"redis://:{passwords.redis}@127.0.0.1:{ports.redis}/{number}"
    if outside.solr:
        settings["solr_url"] = environment["CKAN_SOLR_URL"]
        settings["solr_user"] = environment.get("CKAN_SOLR_USER", "")
        settings["solr_password"] = environment.get("CKAN_SOLR_PASSWORD", "")
    else:
        settings["solr_url"] = f"http://127.0.0.1:{ports.solr}/solr/ckan{suffix}"
        settings["solr_user"] = SOLR_USER
        settings["solr_password"] = passwords.solr
    return settings
