"""A schema.yaml as one whole document: what it shares with the others (columns, lists) is written into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from forum_core.errors import SchemaError
from forum_core.schema.written import located, parse_shared_yaml, parse_yaml

SHARED_FIELDS = "fields.yaml"
CODELISTS = "codelists"
_DAYS = frozenset({"valid_from", "valid_to"})
_ONE_CODE = (
    "Un code a la clé code, et au plus label, says, valid_from et valid_to, chacune un texte\u202f; "
    "les dates s’écrivent AAAA-MM-JJ"
)

Json = Mapping[str, Any]  # a document that a person wrote


def installed_root() -> Path:
    """The folder of the schemas that are installed with us; never inside a zip (setup.py installs files)."""
    return Path(str(files("forum_schemas")))


def read_document(path: Path) -> dict[str, Any]:
    """The schema with its shared columns written out, and in each column of a list the list's codes.

    A shared column or a list is looked for beside the register's folder, then among those installed with us:
    a folder of registers may have its own of a name that is ours, and changes nothing for our registers.

    Raises:
        SchemaError: A file is not YAML, or names a shared column or a list that nobody has written.
    """
    document = parse_yaml(path)
    if not isinstance(document, dict) or not isinstance(document.get("fields"), list):
        return document  # the meta-schema says what is missing
    return document | {
        "fields": [_whole_field(path, place, one) for place, one in enumerate(document["fields"])]
    }


def read_any_version(path: Path) -> dict[str, Any]:
    """A version of a schema, ours (YAML) or official (JSON, which is YAML too), fit to be compared.

    Columns of a list also have, under ``forum/codes``, what the list says of its codes.

    Raises:
        SchemaError: As `read_document`, or ``schema.invalid`` when it has no columns with a name and a type.
    """
    with located():
        document: Any = read_document(path)
    fields: Any = document.get("fields") if isinstance(document, dict) else None
    if not isinstance(fields, list) or not all(
        isinstance(field, dict) and isinstance(field.get("name"), str) and isinstance(field.get("type"), str)
        for field in fields  # pyright: ignore[reportUnknownVariableType]
    ):
        raise _invalid(path, "fields", "une liste de colonnes est attendue", "Chacune a un name et un type")
    return document | {"fields": [_with_codes(path, field) for field in fields]}  # pyright: ignore[reportUnknownVariableType]


def _with_codes(path: Path, field: Json) -> Json:
    ours = field.get("forum")
    if not (isinstance(ours, dict) and "codelist" in ours):
        return field
    codes = read_codelist(path, "", str(ours["codelist"]))  # pyright: ignore[reportUnknownArgumentType]
    return _over(field, {"forum": {"codes": codes}})


def _whole_field(path: Path, place: int, field: Any) -> Any:  # noqa: ANN401 - not judged yet
    if not isinstance(field, dict):
        return field
    if name := field.get("shared"):
        own = {key: value for key, value in field.items() if key != "shared"}
        field = _over(_shared_field(path, f"fields/{place}/shared", str(name)), own)
    ours = field.get("forum")
    if isinstance(ours, dict) and (name := ours.get("codelist")):
        codes = [one["code"] for one in read_codelist(path, f"fields/{place}/forum/codelist", str(name))]
        field = _over(field, {"constraints": {"enum": codes}})
    return field


def read_codelist(path: Path, key: str, name: str) -> list[dict[str, str]]:
    """The codes of a list, in its order, each with its label and its dates where it has them.

    Args:
        path: The schema.yaml that names the list.
        key: Where it names it, for the refusal.
        name: Name of the list, without extension.

    Raises:
        SchemaError: ``schema.unknown-codelist``, or ``schema.invalid`` when the file is not a list of codes.
    """
    file = next(shared_files(path, f"{CODELISTS}/{name}.yaml"), None)
    if file is None:
        raise SchemaError("schema.unknown-codelist", file=str(path), key=key, reason=name)
    document = parse_shared_yaml(file)
    codes = document.get("codes") if isinstance(document, dict) else None
    if not isinstance(codes, list) or not codes:
        raise _invalid(file, "codes", "une liste de codes est attendue", _ONE_CODE)
    for number, one in enumerate(codes):
        if not isinstance(one, dict) or not _is_code(one):
            raise _invalid(file, f"codes/{number}", "ce n’est pas un code", _ONE_CODE)
    return codes


def _is_code(one: Mapping[str, Any]) -> bool:
    return {"code"} <= one.keys() <= {"code", "label", "says", *_DAYS} and all(
        isinstance(value, str) and (key not in _DAYS or is_day(value)) for key, value in one.items()
    )


def is_day(written: str) -> bool:
    """True for a day that exists, written AAAA-MM-JJ."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _shared_field(path: Path, key: str, name: str) -> dict[str, Any]:
    for file in shared_files(path, SHARED_FIELDS):
        shared = parse_shared_yaml(file)
        if not isinstance(shared, dict) or not all(isinstance(one, dict) for one in shared.values()):
            raise _invalid(file, "", "des colonnes sont attendues", "Écrivez chacune sous son nom")
        if name in shared:
            return {"name": name} | deepcopy(shared[name])
    raise SchemaError("schema.unknown-shared", file=str(path), key=key, reason=name)


def shared_files(path: Path, name: str) -> Iterator[Path]:
    """The files of that name that the registers of a folder share, the folder's own before ours.

    Args:
        path: The schema.yaml that wants it.
        name: Its path from the folder that holds the registers.
    """
    places = dict.fromkeys((path.parents[1] / name, installed_root() / name))
    return (place for place in places if place.is_file())


def _over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of both, those of `over` first where both have one, at every depth."""
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _invalid(file: Path, key: str, reason: str, fix: str) -> SchemaError:
    return SchemaError("schema.invalid", file=str(file), key=key, reason=reason, fix=fix)
