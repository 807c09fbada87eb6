"""Brings up one instance: services, databases, configurations. What runs on top is its caller's affair."""

import os
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from forum_stack import jars, postgres, redis, solr
from forum_stack.addresses import Outside, find_outside, service_settings
from forum_stack.console import step
from forum_stack.ini import write_site_ini, write_test_ini
from forum_stack.layout import Layout
from forum_stack.leftovers import end_leftovers
from forum_stack.passwords import Passwords, load_passwords
from forum_stack.ports import Ports, choose_ports
from forum_stack.supervisor import Supervisor


@dataclass(frozen=True, slots=True)
class Instance:
    """One install: where it lies, its secrets, its ports, and what it takes from outside."""

    layout: Layout
    passwords: Passwords
    ports: Ports
    outside: Outside


def open_instance(layout: Layout) -> Instance:
    """Read or make what names one install; the caller holds its lock."""
    outside = find_outside(os.environ)
    end_leftovers(layout)
    return Instance(layout, load_passwords(layout), choose_ports(layout), outside)


def start_services(instance: Instance, supervisor: Supervisor, *, throwaway: bool) -> None:
    """Start the services that the environment does not name.

    Solr, the slowest, is left to wake up meanwhile: the caller ends with `supervisor.await_answer`.
    """
    layout, passwords, ports = instance.layout, instance.passwords, instance.ports
    if not instance.outside.postgres:
        postgres.create_cluster(layout, passwords, supervisor)
        supervisor.start(postgres.service(layout, ports, passwords, throwaway=throwaway))
        postgres.create_databases(ports, passwords)
    if not instance.outside.redis:
        supervisor.start(redis.service(layout, ports, passwords))
    if not instance.outside.solr:
        with step("Les bibliothèques de Solr sont là"):
            folder = jars.fetch_missing()
        solr.prepare_home(layout, passwords)
        supervisor.launch(solr.service(layout, ports, passwords, folder))


def prepare_site(instance: Instance, supervisor: Supervisor, *, site_url: str) -> Path:
    """Write the site's configuration and bring its databases up to date."""
    settings = _settings(instance, test=False)
    ini = write_site_ini(instance.layout, instance.passwords, settings, site_url=site_url)
    _prepare_databases(instance, supervisor, ini, "datastore", "La base du site est à jour")
    return ini


def prepare_tests(instance: Instance, supervisor: Supervisor) -> Path:
    """Write the tests' configuration and bring their databases up to date."""
    ini = write_test_ini(instance.layout, instance.passwords, _settings(instance, test=True))
    _prepare_databases(instance, supervisor, ini, "datastore_test", "La base des tests est à jour")
    return ini


def _settings(instance: Instance, *, test: bool) -> dict[str, str]:
    return service_settings(os.environ, instance.outside, instance.ports, instance.passwords, test=test)


def _prepare_databases(
    instance: Instance, supervisor: Supervisor, ini: Path, datastore: str, done: str
) -> None:
    with step(done):
        _ckan(supervisor, ini, "db", "upgrade")
        if not instance.outside.postgres:
            _give_rights(instance, supervisor, ini, datastore)


def _give_rights(instance: Instance, supervisor: Supervisor, ini: Path, datastore: str) -> None:
    # CKAN asks to do it again after each of its own upgrades, and it takes seconds.
    done = instance.layout.folder(postgres.NAME) / f"droits-{datastore}-{version('ckan')}"
    if not done.exists():
        script = "\n".join(_ckan(supervisor, ini, "datastore", "set-permissions"))
        postgres.apply_script(script, instance.ports, instance.passwords, datastore)
        done.touch(mode=0o600)


def _ckan(supervisor: Supervisor, ini: Path, *arguments: str) -> list[str]:
    title = f"La commande « ckan {' '.join(arguments)} »"
    return supervisor.run(ckan_command(ini, *arguments), name="ckan", title=title, env=dict(os.environ))


def ckan_command(ini: Path, *arguments: str) -> list[str]:
    """A command of CKAN on one configuration."""
    return [str(Path(sys.executable).parent / "ckan"), "-c", str(ini), *arguments]
