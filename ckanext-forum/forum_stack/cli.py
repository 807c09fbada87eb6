"""The commands of the stack: demo, services, run, stop, reset."""

import argparse
import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from forum_stack import lock, web, worker
from forum_stack.addresses import refuse_real_databases
from forum_stack.console import say, step
from forum_stack.errors import StackError
from forum_stack.layout import Layout
from forum_stack.ports import is_free
from forum_stack.stack import (
    Instance,
    ckan_command,
    open_instance,
    prepare_site,
    prepare_tests,
    start_services,
)
from forum_stack.supervisor import StopAsked, Supervisor

# The checkout's: the wheel carries no demonstration data.
_SEED_DATA = Path(__file__).parents[2] / "seed_data"
# The address in the configuration of a site that no web server of ours serves.
_UNSERVED = "http://127.0.0.1:5000"


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 refused with a sentence, 2 wrong usage."""
    arguments = _parser().parse_args(argv)
    try:
        return arguments.command(arguments)
    except StackError as err:
        say(str(err))
        return 1
    except StopAsked:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="forum_stack", description="Les services embarqués du catalogue.")
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")
    demo = _command(commands.add_parser("demo", help="démarre le catalogue avec ses données fictives"), _demo)
    demo.add_argument("--port", type=int, default=5000, help="port du site (5000)")
    run = _command(commands.add_parser("run", help="exécute une commande à côté des services"), _run)
    run.add_argument("--site", action="store_true", help="avec la configuration du site, non celle des tests")
    run.add_argument(
        "--throwaway", action="store_true", help="sans attendre le disque : l’instance est jetable"
    )
    run.add_argument("argv", nargs="+", metavar="COMMANDE", help="après --")
    services = _command(commands.add_parser("services", help="démarre les services seuls"), _services)
    services.add_argument("--throwaway", action="store_true")
    _command(commands.add_parser("stop", help="arrête l’instance"), _stop)
    _command(commands.add_parser("reset", help="arrête l’instance et efface ses données"), _reset)
    return parser


def _command(parser: argparse.ArgumentParser, function: object) -> argparse.ArgumentParser:
    parser.set_defaults(command=function)
    parser.add_argument("--state", type=Path, default=Path(".forum"), help="dossier de l’instance (.forum)")
    return parser


def _demo(arguments: argparse.Namespace) -> int:
    address = f"http://127.0.0.1:{arguments.port}"
    with _services_of(arguments, port=arguments.port) as (instance, supervisor):
        ini = prepare_site(instance, supervisor, site_url=address)
        supervisor.await_answer()
        published = _load_demo(supervisor, ini)
        supervisor.start(web.service(instance.layout, ini, arguments.port))
        supervisor.launch(worker.service(instance.layout, ini))
        for line in published:
            say(line)
        say(f"Le catalogue est prêt : {address}")
        supervisor.wait()
    return 0


@contextmanager
def _services_of(
    arguments: argparse.Namespace, *, port: int | None = None, throwaway: bool = False
) -> Generator[tuple[Instance, Supervisor]]:
    """The services of the STATE folder, started, and stopped at the end whatever happens."""
    layout = _layout(arguments)
    layout.create()
    with lock.hold(layout):
        if port is not None and not is_free(port):
            raise StackError(
                f"Le port {port} est déjà pris sur cette machine. "
                f"Choisissez-en un autre, par exemple PORT={port + 1}."
            )
        supervisor = Supervisor(layout)
        try:
            instance = open_instance(layout)
            start_services(instance, supervisor, throwaway=throwaway)
            yield instance, supervisor
        finally:
            supervisor.stop()


def _load_demo(supervisor: Supervisor, ini: Path) -> list[str]:
    command = ckan_command(ini, "forum", "demo", "load", str(_SEED_DATA))
    with step("Les données fictives sont publiées"):
        return supervisor.run(
            command, name="demo", title="La publication des données fictives", env=dict(os.environ)
        )


def _run(arguments: argparse.Namespace) -> int:
    if not arguments.site:
        refuse_real_databases(os.environ)
    with _services_of(arguments, throwaway=arguments.throwaway) as (instance, supervisor):
        if arguments.site:
            ini = prepare_site(instance, supervisor, site_url=_UNSERVED)
        else:
            ini = prepare_tests(instance, supervisor)
        supervisor.await_answer()
        return supervisor.run_in_front(arguments.argv, env={**os.environ, "CKAN_INI": str(ini)})


def _services(arguments: argparse.Namespace) -> int:
    with _services_of(arguments, throwaway=arguments.throwaway) as (instance, supervisor):
        site = prepare_site(instance, supervisor, site_url=_UNSERVED)
        tests = prepare_tests(instance, supervisor)
        supervisor.await_answer()
        say(f"Les services sont prêts : {site} pour le site, {tests} pour les tests.")
        supervisor.wait()
    return 0


def _stop(arguments: argparse.Namespace) -> int:
    layout = _layout(arguments)
    stopped = lock.stop_holder(layout)
    say("Le catalogue est arrêté." if stopped else f"Aucun service ne tourne dans {layout.state}.")
    return 0


def _reset(arguments: argparse.Namespace) -> int:
    layout = _layout(arguments)
    lock.stop_holder(layout)
    # Only a folder that we made: a mistyped STATE must not empty somebody's home.
    if layout.state.exists() and not layout.lock.is_file():
        raise StackError(f"{layout.state} n’est pas le dossier d’une instance : rien n’a été effacé.")
    if layout.state.exists():
        shutil.rmtree(layout.state)
    say(f"Les données de {layout.state} sont effacées. La prochaine « make demo » repart de zéro.")
    return 0


def _layout(arguments: argparse.Namespace) -> Layout:
    return Layout(arguments.state.expanduser().resolve())
