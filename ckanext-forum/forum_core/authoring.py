"""A register's folder as its author hands it in: its schema, words, privacy and examples, judged together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from forum_core.errors import FileRefused, ForumError, MappingRefused, PrivacyRefused, SchemaError
from forum_core.findings import Finding, Report
from forum_core.pipeline import Prepared, prepare
from forum_core.privacy.classes import AGGREGATE, check_policy
from forum_core.privacy.gate import clear
from forum_core.project.table_schema import project
from forum_core.rows.headers import header_key
from forum_core.rows.read import read_file
from forum_core.schema.loader import SCHEMA_FILE, load_schema, problems
from forum_core.schema.model import Field, Schema
from forum_core.schema.written import locate, parse_yaml
from forum_core.types.registry import TYPES

OFFICIAL = "official.json"
VALID, INVALID, EXPECTED = "examples/valid.csv", "examples/invalid.csv", "examples/invalid.expected.yaml"
FILES = ("CHANGELOG.md", "notes.fr.md", VALID, INVALID, EXPECTED)
_MEANINGS = {"french-siret-value": "siret", "french-siren-value": "siren"}
_LEAST_THRESHOLD = 11
"""Below which no register of counts of persons is ours (SECURITY 1.7)."""


_Said = tuple[str, str, dict[str, str]]
"""A key of the schema, a code, and the facts of its sentence."""


def register_folders(folder: Path) -> tuple[Path, ...]:
    """The registers' folders of a folder, or the folder itself when it is one."""
    if (folder / SCHEMA_FILE).is_file():
        return (folder.resolve(),)
    return tuple(sorted(path.parent for path in folder.glob(f"*/{SCHEMA_FILE}")))


def examine(folder: Path, into: Path, *, today: date) -> Iterator[ForumError]:
    """What its author still has to do before a register serves; nothing when it is ready.

    What keeps the schema from being read hides the rest.

    Args:
        folder: The register's folder.
        into: A folder for what is written meanwhile, which the caller removes.
        today: The day by which the examples are judged.
    """
    path = folder / SCHEMA_FILE
    if wrong := problems(path):
        yield from wrong
        return
    schema = load_schema(path)
    yield from _of_files(folder, schema)
    yield from (locate(error) for error in _of_words(path, schema))
    yield from _of_privacy(path, schema)
    yield from _of_examples(folder, schema, into, today)


def _of_files(folder: Path, schema: Schema) -> Iterator[ForumError]:
    for name in FILES:
        if not (folder / name).is_file():
            yield SchemaError("folder.no-file", file=str(folder / name))
    official = folder / OFFICIAL
    if official.is_file() != (schema.official_url is not None):
        yield SchemaError("folder.official", file=str(official))
    # As text, so that the order of the keys counts too.
    elif official.is_file() and json.dumps(_read_json(official)) != json.dumps(project(schema)):
        yield SchemaError("folder.not-official", file=str(official))


def _read_json(path: Path) -> Any:  # noqa: ANN401 - not judged yet
    """What the file holds; None when it is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError:
        return None


def _of_words(path: Path, schema: Schema) -> Iterator[SchemaError]:
    """Everything that a citizen reads is there, in sentences."""
    for key, code, params in (*_of_register_words(schema), *_of_column_words(schema)):
        yield SchemaError(code, file=str(path), key=key, **params)


def _of_register_words(schema: Schema) -> Iterator[_Said]:
    for key, sentence in (("summary", schema.summary), ("duty", schema.duty)):
        if not sentence.endswith("."):
            yield f"forum/{key}", "folder.no-stop", {}
    if not schema.question.endswith("?"):
        yield "forum/question", "folder.no-question", {}
    if not schema.excludes:
        yield "forum/excludes", "folder.no-excludes", {}
    for number, law in enumerate(schema.laws):
        if law.verified and not law.checked:
            yield f"forum/laws/{number}", "folder.not-checked", {}


def _of_column_words(schema: Schema) -> Iterator[_Said]:
    names = _names(schema)
    for number, field in enumerate(schema.fields):
        place = f"fields/{number}"
        if not field.help.endswith("."):
            yield f"{place}/forum/help", "folder.no-stop", {}
        if field.caution and not field.caution.startswith("Ne pas en conclure"):
            yield f"{place}/forum/caution", "folder.caution", {}
        if not field.example:
            yield place, "folder.no-example", {}
        elif not (schema.official_url or _suits(field)):
            yield f"{place}/example", "folder.example", {}
        for spelling in field.aliases:
            if (other := names[header_key(spelling)]) != field.name:
                yield f"{place}/forum/aliases", "folder.alias", {"alias": spelling, "other": other}


def _names(schema: Schema) -> Mapping[str, str]:
    """The column that each header leads to: a name wins over a title, a title over an alias."""
    found: dict[str, str] = {}
    for spellings in (
        [(field.name, field.name) for field in schema.fields],
        [(field.title, field.name) for field in schema.fields],
        [(alias, field.name) for field in schema.fields for alias in field.aliases],
    ):
        for spelling, name in spellings:
            found.setdefault(header_key(spelling), name)
    return found


def _suits(field: Field) -> bool:
    """True when the example could stand in a cell."""
    problem = TYPES[field.meaning].problem(field.example, field.descriptor)
    choices = field.descriptor.get("constraints", {}).get("enum")
    return not (problem and problem.refuses) and (not choices or field.example in choices)


def _of_privacy(path: Path, schema: Schema) -> Iterator[ForumError]:
    """Every word of the policy is known and every column is decided: the gate would keep all tables in."""
    try:
        policy = check_policy(schema)
    except PrivacyRefused as err:
        yield err
        return
    if policy.release == AGGREGATE:
        for key, fine in (
            ("threshold", policy.threshold >= _LEAST_THRESHOLD),
            ("forbid", "name" in policy.forbid),
            ("asked", policy.asked is not None),
            ("hidden", policy.hidden is not None),
        ):
            if not fine:
                yield locate(SchemaError(f"folder.aggregate-{key}", file=str(path), key="forum/privacy"))


def _of_examples(folder: Path, schema: Schema, into: Path, today: date) -> Iterator[ForumError]:
    for name in (VALID, INVALID):
        file = folder / name
        if not file.is_file():
            continue
        try:
            work = into / file.stem
            work.mkdir(parents=True)
            made = prepare(
                schema, read_file(file, work), authority=None, repair=False, into=work, today=today
            )
            judge = _of_valid if name == VALID else _of_invalid
            yield from judge(folder, schema, made, work)
        except (FileRefused, MappingRefused, PrivacyRefused, SchemaError) as err:
            yield SchemaError("folder.example-refused", file=str(file))
            yield err


def _of_valid(folder: Path, schema: Schema, made: Prepared, work: Path) -> Iterator[ForumError]:
    """The valid example is valid, and leaves through the gate less its persons."""
    file = str(folder / VALID)
    for one in made.report.errors:
        yield _of_finding("folder.not-valid", file, one)
    if made.report.errors:
        return
    cleared = clear(schema, made.checked, partial=False, withdrawn=frozenset(), former=None, into=work)
    if not cleared.clearance.rows_out:
        yield SchemaError("folder.nothing-out", file=file)


def _of_invalid(folder: Path, schema: Schema, made: Prepared, work: Path) -> Iterator[ForumError]:
    """The invalid example gets what its author expects, no more and no less."""
    del work
    for rule in _untried(schema, made.report.findings):
        yield SchemaError("folder.rule-untried", file=str(folder / INVALID), rule=rule)
    file = folder / EXPECTED
    # Without the file, its lines are said all the same: the author may copy them.
    expected: Any = parse_yaml(file) if file.is_file() else {}
    found = expectations(made.report)
    for key, lines in found.items():
        wanted: Any = expected.get(key) if isinstance(expected, dict) else None
        wanted = wanted if isinstance(wanted, list) else []
        for line in wanted:
            if line not in lines:
                yield SchemaError("folder.not-found", file=str(file), kind=key, expected=_shown(line))
        for line in lines:
            if line not in wanted:
                yield SchemaError("folder.not-expected", file=str(file), kind=key, expected=_shown(line))


def _untried(schema: Schema, findings: Sequence[Finding]) -> list[str]:
    """Rules that no row of the invalid example breaks: nobody has seen them find what they should."""
    broken = {dict(one.params).get("rule", one.code) for one in findings}
    # A column whose meaning is such a number is judged by its meaning alone.
    numbers = {(one.field, one.code.split("-")[0]) for one in findings}
    return [
        rule.code or rule.name
        for rule in schema.rules
        if (rule.code or rule.name) not in broken
        and (rule.params.get("column"), _MEANINGS.get(rule.name)) not in numbers
    ]


def expectations(report: Report) -> dict[str, list[list[Any]]]:
    """What `invalid.expected.yaml` says when it says just what a report found."""
    return {
        "errors": [[one.code, one.row, one.field] for one in report.errors],
        "warnings": [[one.code, one.row, one.field] for one in report.warnings],
        "repairs": [[one.code, one.field, list(one.rows)] for one in report.repairs],
    }


def _shown(line: Any) -> str:  # noqa: ANN401 - whatever the author wrote
    """A line of `invalid.expected.yaml` as one writes it."""
    if not isinstance(line, Sequence) or isinstance(line, str):
        return str(line)
    return f"- [{', '.join('null' if part is None else str(part) for part in line)}]"


def _of_finding(code: str, file: str, one: Finding) -> SchemaError:
    facts: dict[str, str | int] = {"rule": one.code}
    facts |= {"line": one.row} if one.row else {}
    facts |= {"column": one.field} if one.field else {}
    return SchemaError(code, file=file, **facts)
