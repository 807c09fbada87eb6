"""Former versions of a register, kept beside it, and the mappings that bring their files to today's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from forum_core.errors import SchemaError
from forum_core.schema.documents import Json, read_any_version
from forum_core.schema.meta import validate
from forum_core.schema.replaced import Former, Rewriting, Sign
from forum_core.schema.written import parse_yaml

FOLDER = "versions"
OFFICIAL = "schema.json"
MAPPING = "mapping.yaml"
META = "mapping.meta.json"

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")


def version_files(path: Path) -> tuple[Path, ...]:
    """The schema.json of each former version beside a schema.yaml, the oldest first."""
    return tuple(
        sorted(path.parent.glob(f"{FOLDER}/*/{OFFICIAL}"), key=lambda file: _figures(file.parent.name))
    )


def read_former(path: Path, document: Json) -> tuple[Former, ...]:
    """The former versions that have a mapping; the others are only kept.

    Args:
        path: The register's schema.yaml.
        document: What it says, its columns written out.

    Raises:
        SchemaError: A file cannot be used, or a column of one side is forgotten; ``params`` hold the file,
            the key and the reason.
    """
    found = [file.with_name(MAPPING) for file in version_files(path)]
    return tuple(_read(mapping, document) for mapping in found if mapping.is_file())


def read_older(path: Path) -> dict[str, Json]:
    """The Table Schema of each former version that is kept, as it was published, by its number.

    Args:
        path: The register's schema.yaml.

    Raises:
        SchemaError: A file is not a Table Schema; ``params`` hold the file and the reason.
    """
    files = (file for file in version_files(path) if _NUMBER.fullmatch(file.parent.name))
    return {file.parent.name: _table_schema(file) for file in files}


def _table_schema(path: Path) -> Json:
    """JSON as JSON says it, not as YAML would read it: this file is given out again."""
    read_any_version(path)  # its columns have a name and a type
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as err:
        raise SchemaError("schema.invalid", file=str(path), key="", reason="ce n’est pas du JSON") from err
    return document


def _read(path: Path, today: Json) -> Former:
    mapping, old = parse_yaml(path), read_any_version(path.with_name(OFFICIAL))
    validate(path, mapping, META)
    for key, reason in _faults(mapping, old, today):
        raise SchemaError("schema.invalid", file=str(path), key=key, reason=reason)
    names, renamed = [field["name"] for field in old["fields"]], mapping.get("columns", {})
    gone = mapping.get("gone", {})
    return Former(
        version=path.parent.name,
        name=mapping["name"],
        columns={name: None if name in gone else renamed.get(name, name) for name in names},
        titles={field["name"]: field["title"] for field in old["fields"] if field.get("title")},
        rewritings=tuple(map(_rewriting, mapping.get("values", ()))),
        signs=tuple(Sign(sign["column"], sign["pattern"]) for sign in mapping.get("signs", ())),
        gone=gone,
        missing=mapping.get("missing", {}),
    )


def _rewriting(value: Json) -> Rewriting:
    return Rewriting(
        column=value["column"],
        says=value["says"],
        pattern=value.get("pattern", ""),
        becomes=value.get("becomes", ""),
        codes=value.get("codes", {}),
    )


def _faults(mapping: Json, old: Json, today: Json) -> Iterator[tuple[str, str]]:
    """What the meta-schema cannot see: each column of both sides is spoken of, once."""
    if mapping["to"] != today["version"]:
        yield "to", f"la version d’aujourd’hui est {today['version']}"
    names, ours = _names(old), _names(today)
    renamed, gone, missing = (mapping.get(key, {}) for key in ("columns", "gone", "missing"))
    used = [
        column for key in ("values", "signs") for column in (one["column"] for one in mapping.get(key, ()))
    ]
    for key, columns in (("columns", renamed), ("gone", gone), ("values", used)):
        yield from (
            (key, f"la version d’avant n’a pas de colonne {name}") for name in columns if name not in names
        )
    kept = [renamed.get(name, name) for name in names if name not in gone]
    for name in kept:
        if name not in ours:
            yield (
                "columns",
                f"la version d’aujourd’hui n’a pas de colonne {name}\u202f; écrivez son nom, ou gone",
            )
        elif kept.count(name) > 1:
            yield "columns", f"deux colonnes deviennent {name}"
    for name in ours:
        if (name in kept) == (name in missing):
            yield "missing", f"{name} doit venir de la version d’avant, ou être dans missing, et non les deux"
    yield from (
        ("missing", f"la version d’aujourd’hui n’a pas de colonne {name}")
        for name in missing
        if name not in ours
    )
    for number, value in enumerate((*mapping.get("values", ()), *mapping.get("signs", ()))):
        if (problem := _pattern_fault(value)) is not None:
            yield f"values/{number}/pattern", problem


def _pattern_fault(value: Json) -> str | None:
    try:
        re.compile(value.get("pattern", "")).sub(value.get("becomes", ""), "")
    except (re.error, IndexError) as err:
        return f"l’expression n’est pas lisible ({err})"
    return None


def _names(document: Json) -> list[str]:
    return [field["name"] for field in document["fields"]]


def _figures(version: str) -> list[int]:
    return [int(figure) for figure in re.findall(r"\d+", version)]
