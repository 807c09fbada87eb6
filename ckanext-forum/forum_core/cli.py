"""`forum …`: check a file, look at schemas, without CKAN. Exit 0 fine, 1 problems found, 2 wrong usage."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NoReturn

# Stages are imported in the commands: `forum --help` must not wait for frictionless and Arrow.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from forum_core.schema.store import SchemaStore

FINE, PROBLEMS, USAGE = 0, 1, 2

_TARGETS = ("table-schema", "json-schema", "markdown", "xlsx")
"""Names of `forum_core.project.exports.EXPORTS`, here so that the help need not load them."""

_USAGE_CODES = frozenset(
    {
        "file.not-found",
        "file.no-such-sheet",
        "file.encoding-unknown",
        "file.delimiter-unknown",
        "schema.no-folder",
        "schema.no-register",
        "schema.unknown-register",
    }
)
"""Refusals that are mistakes of the command, not of the data."""


_NO_SPACE = (
    "La place manque dans le dossier temporaire\u00a0: le fichier n’a pas été contrôlé. Libérez de la place, "
    "ou indiquez un autre dossier par la variable TMPDIR."
)
_NO_RIGHT = "Le fichier ne peut pas être ouvert. Vérifiez vos droits."
_SYSTEM = {
    errno.ENOSPC: _NO_SPACE,
    errno.EDQUOT: _NO_SPACE,
    errno.EFBIG: _NO_SPACE,
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
}
_NOT_WRITTEN = (
    "Le fichier {} ne peut pas être écrit. Vérifiez que son dossier existe, vos droits et la place."
)
_SYSTEM_OTHER = (
    "Le fichier ne peut pas être lu\u00a0: le système l’a refusé. Copiez-le sur ce poste, puis recommencez."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code says how it went."""
    arguments = _parser().parse_args(argv)
    from forum_core.errors import ForumError
    from forum_core.sentences import say_error

    try:
        return arguments.run(arguments)
    except ForumError as err:
        sentence = say_error(err)
        print(f"{sentence.message}\n{sentence.fix}", file=sys.stderr)
        return USAGE if err.code in _USAGE_CODES else PROBLEMS
    except BrokenPipeError:
        # The reader has left (`| head`); without this Python complains again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except OSError as err:
        print(_SYSTEM.get(err.errno or 0, _SYSTEM_OTHER), file=sys.stderr)
        return PROBLEMS


def _check(arguments: argparse.Namespace) -> int:
    from forum_core.errors import FileRefused, MappingRefused
    from forum_core.french import paris_day
    from forum_core.pipeline import prepare
    from forum_core.report import as_json, as_text, refusal_as_json
    from forum_core.rows.read import read_file

    schema = _store(arguments).get(arguments.register)
    if not arguments.file.is_file():
        raise FileRefused("file.not-found", name=arguments.file.name)
    try:
        with TemporaryDirectory(prefix="forum-") as folder:
            into = Path(folder)
            raw = read_file(
                arguments.file,
                into,
                encoding=arguments.encoding,
                delimiter=arguments.delimiter,
                sheet=arguments.sheet,
            )
            today = paris_day(datetime.now(UTC))
            report = prepare(
                schema, raw, authority=None, today=today, repair=arguments.repair, into=into
            ).report
    except (FileRefused, MappingRefused) as err:
        if arguments.json and err.code not in _USAGE_CODES:
            _print_json(refusal_as_json(err, schema))
            return PROBLEMS
        raise
    if arguments.json:
        _print_json(as_json(report, schema))
    else:
        print(as_text(report, schema))
    return FINE if report.valid else PROBLEMS


def _list(arguments: argparse.Namespace) -> int:
    from forum_core.project.texts import describe
    from forum_core.sentences import say_error

    store = _store(arguments)
    for name in store.names():
        schema = store.get(name)
        print(f"{name}  {schema.version}  {schema.question}")
        base = schema.official_url or "schéma de ce catalogue, aucun schéma officiel n’existant"
        print(f"    Base\u00a0: {base}")
        texts = "\u202f; ".join(text.title for text in describe(schema))
        print(f"    Textes\u00a0: {texts or 'aucun texte lu'}")
    for error in store.refused.values():
        sentence = say_error(error)
        print(f"{sentence.message}\n{sentence.fix}", file=sys.stderr)
    return PROBLEMS if store.refused else FINE


def _show(arguments: argparse.Namespace) -> int:
    from forum_core.project.outline import project

    print(project(_store(arguments).get(arguments.name)))
    return FINE


def _export(arguments: argparse.Namespace) -> int:
    from forum_core.project.exports import EXPORTS

    export = EXPORTS[arguments.target]
    content = export.make(_store(arguments).get(arguments.name))
    if arguments.out is not None:
        try:
            arguments.out.write_bytes(content)
        except OSError:
            print(_NOT_WRITTEN.format(arguments.out), file=sys.stderr)
            return PROBLEMS
        print(f"Écrit\u00a0: {arguments.out}")
        return FINE
    if export.binary and sys.stdout.isatty():
        print("Ce format n’est pas un texte. Nommez un fichier par l’option --out.", file=sys.stderr)
        return USAGE
    sys.stdout.buffer.write(content)
    return FINE


def _examine(arguments: argparse.Namespace) -> int:
    from forum_core.authoring import examine, register_folders
    from forum_core.errors import SchemaError
    from forum_core.french import paris_day
    from forum_core.sentences import say_error

    folders = register_folders(arguments.folder)
    if not folders:
        raise SchemaError("schema.no-register", file=str(arguments.folder))
    today, left = paris_day(datetime.now(UTC)), 0
    for folder in folders:
        with TemporaryDirectory(prefix="forum-") as into:
            said = [say_error(error) for error in examine(folder, Path(into), today=today)]
        print(f"{folder.name}\u00a0: {f'{len(said)} à corriger.' if said else 'en ordre.'}")
        for sentence in said:
            print(f"  {sentence.message}\n    → {sentence.fix}")
        left += len(said)
    return PROBLEMS if left else FINE


def _compat(arguments: argparse.Namespace) -> int:
    from forum_core.schema.compat import compat
    from forum_core.schema.documents import read_any_version
    from forum_core.sentences.versions import say_compat

    found = compat(read_any_version(arguments.before), read_any_version(arguments.after))
    print(say_compat(found))
    return FINE if found.number_holds else PROBLEMS


def _store(arguments: argparse.Namespace) -> SchemaStore:
    """The registers installed with us, and those of the folders that the command names."""
    from forum_core.errors import SchemaError
    from forum_core.schema.loader import SCHEMA_FILE
    from forum_core.schema.store import installed_root, load_store

    for folder in arguments.schemas:
        if not folder.is_dir():
            raise SchemaError("schema.no-folder", file=str(folder))
        if not any(folder.glob(f"*/{SCHEMA_FILE}")):
            raise SchemaError("schema.no-register", file=str(folder))
    return load_store(installed_root(), *arguments.schemas)


def _print_json(document: dict[str, Any]) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=2)
    print()


class _Formatter(argparse.HelpFormatter):
    """Help with a French heading."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401
        super().add_usage(usage, actions, groups, "Usage\u00a0: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse speaks English: its headings and its complaints are said in French here."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 -- argparse's own
        super().__init__(**settings, add_help=False, formatter_class=_Formatter)
        self.arguments = self.add_argument_group("Arguments")
        self.options = self.add_argument_group("Options")
        self.options.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        """Say that the command is not understood, and leave with 2."""
        del message  # in English
        self.exit(
            USAGE,
            f"Cette commande n’est pas comprise.\n{self.format_usage()}Aide\u00a0: {self.prog} --help\n",
        )


def _parser() -> _Parser:
    parser = _Parser(prog="forum", description="Contrôler un fichier, sans rien publier.")
    commands = parser.add_subparsers(
        title="Commandes", metavar="COMMANDE", required=True, parser_class=_Parser
    )
    check = commands.add_parser("check", help="contrôler un fichier", description="Contrôler un fichier.")
    check.arguments.add_argument("register", metavar="REGISTRE", help="nom du registre (forum schema list)")
    check.arguments.add_argument("file", metavar="FICHIER", type=Path, help="fichier CSV, XLSX, XLS ou ODS")
    check.options.add_argument("--json", action="store_true", help="rapport pour un logiciel")
    check.options.add_argument(
        "--repair", action="store_true", help="réparer ce qui peut l’être sans changer le sens"
    )
    check.options.add_argument("--sheet", metavar="FEUILLE", help="feuille du classeur à lire")
    check.options.add_argument(
        "--encoding", metavar="ENCODAGE", help="encodage du fichier, par exemple cp1252"
    )
    check.options.add_argument(
        "--delimiter", metavar="SÉPARATEUR", help="séparateur des colonnes, ou « tab »"
    )
    _add_folders(check)
    check.set_defaults(run=_check)
    schema = commands.add_parser(
        "schema", help="voir les schémas", description="Voir les schémas des registres."
    )
    actions = schema.add_subparsers(
        title="Commandes", metavar="COMMANDE", required=True, parser_class=_Parser
    )
    action = actions.add_parser("list", help="nommer les registres")
    _add_folders(action)
    action.set_defaults(run=_list)
    for name, run, help_ in (
        ("show", _show, "décrire les colonnes d’un registre"),
        ("export", _export, "écrire son schéma, sa documentation ou son modèle de tableur"),
    ):
        action = actions.add_parser(name, help=help_, description=help_[:1].upper() + help_[1:] + ".")
        action.arguments.add_argument("name", metavar="REGISTRE", help="nom du registre")
        _add_folders(action)
        action.set_defaults(run=run)
    action = actions.add_parser(
        "check",
        help="vérifier un dossier de registre, avec ses exemples",
        description="Dire tout ce qui manque à un registre, ou à chacun de ceux d’un dossier.",
    )
    action.arguments.add_argument(
        "folder", metavar="DOSSIER", type=Path, help="dossier d’un registre, ou dossier qui en contient"
    )
    action.set_defaults(run=_examine)
    action = actions.add_parser(
        "compat",
        help="comparer deux versions d’un schéma",
        description="Dire si la deuxième version peut remplacer la première, et si son numéro le dit.",
    )
    for name, which in (("before", "AVANT"), ("after", "APRÈS")):
        action.arguments.add_argument(
            name, metavar=which, type=Path, help="fichier schema.yaml, ou schema.json officiel"
        )
    action.set_defaults(run=_compat)
    action = actions.choices["export"]
    action.options.add_argument(
        "--as",
        dest="target",
        choices=_TARGETS,
        default=_TARGETS[0],
        metavar="FORME",
        help=f"{', '.join(_TARGETS)}\u00a0; sans cette option, {_TARGETS[0]}",
    )
    action.options.add_argument("--out", metavar="FICHIER", type=Path, help="fichier à écrire")
    return parser


def _add_folders(command: _Parser) -> None:
    command.options.add_argument(
        "--schemas",
        action="append",
        default=[],
        metavar="DOSSIER",
        type=Path,
        help="dossier de registres à ajouter aux nôtres\u00a0; peut être répété",
    )


if __name__ == "__main__":
    sys.exit(main())
