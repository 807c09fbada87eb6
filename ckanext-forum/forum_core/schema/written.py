"""YAML as a person writes it: what looks like a day stays a text, a key stands once, and each key has a line.

YAML 1.1 makes a number of 01004, a day of 2026-01-31 and True of yes; here they are the texts that one sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from forum_core.errors import SchemaError

MAX_BYTES = 1_000_000
"""The longest file that is read; our longest is forty times shorter."""

_RESOLVED = {
    "bool": ("true|false|True|False|TRUE|FALSE", "tTfF"),
    "int": ("[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    "float": (r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?", "-+0123456789"),
    "null": ("~|null|Null|NULL|", ("~", "n", "N", "")),
    "merge": ("<<", "<"),
}
_KEYS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"})

_PROBLEMS = {
    "found a tab": "tab",
    "cannot start any token": "character",
    "mapping values are not allowed": "colon",
    "end of stream": "quote",
    "unknown escape": "escape",
    "expected ',' or": "bracket",
    "another document": "documents",
    "undefined alias": "unknown-alias",
    "alias in alias": "alias",
    "constructor for the tag": "tag",
    "key is no text": "key",
    "key is doubled": "doubled",
}
"""What PyYAML, or we, complain of, and the end of our code for it."""


class _Reader(yaml.CSafeLoader):
    """YAML with the values of JSON, and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _KEYS:
                raise yaml.constructor.ConstructorError(problem="key is no text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(problem="key is doubled", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


_Reader.yaml_implicit_resolvers = {}
for _name, (_pattern, _first) in _RESOLVED.items():
    _Reader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(f"(?:{_pattern})$"), list(_first))


def parse_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever was written; the meta-schema judges it
    """What a YAML file holds, for the caller alone.

    Raises:
        SchemaError: ``schema.unreadable``, ``schema.encoding``, ``schema.too-long``, or ``schema.yaml`` or
            a more precise ``schema.yaml-…``, with the line.
    """
    return _parse(path, _whole)


def parse_shared_yaml(path: Path) -> Any:  # noqa: ANN401 - not judged yet
    """The same, of a file that many columns name: it is read once, and nobody may change what is in it."""
    return _parse(path, _once)


@contextmanager
def located() -> Generator[None]:
    """Give the refusals of schemas raised inside the line that they are about."""
    try:
        yield
    except SchemaError as err:
        raise locate(err) from err.__cause__


def locate(error: SchemaError) -> SchemaError:
    """The same refusal, with the line of its key, and the key as a person says it: ``fields/nom/forum``.

    Of a key that is not written, those of the nearest that is.
    """
    key, file = str(error.params.get("key", "")), Path(str(error.params["file"]))
    if "line" in error.params or not key or file.suffix not in {".yaml", ".json"}:
        return error
    node: Any = yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=_Reader)
    line, names = 1, list[str]()
    for part in key.split("/"):
        line, node, name = _below(node, part, line)
        names.append(name)
    return SchemaError(error.code, **{**error.params, "line": line, "place": "/".join(names)})


def _below(node: Any, part: str, line: int) -> tuple[int, Any, str]:  # noqa: ANN401 - PyYAML's
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value, part
    if isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
        item = node.value[int(part)]
        return item.start_mark.line + 1, item, _name_of(item) or str(int(part) + 1)
    return line, None, part


def _name_of(item: Any) -> str | None:  # noqa: ANN401 - PyYAML's
    """How a person calls an item of a list: a rule by its code, a column by its name."""
    if not isinstance(item, yaml.MappingNode):
        return None
    words = {key.value: value.value for key, value in item.value if isinstance(value, yaml.ScalarNode)}
    return next((words[key] for key in ("code", "name", "shared", "text", "kind") if words.get(key)), None)


def _whole(text: str) -> Any:  # noqa: ANN401 - not judged yet
    if "*" in text:
        _bound_aliases(text)
    return yaml.load(text, Loader=_Reader)  # noqa: S506 - a safe loader, made stricter


def _bound_aliases(text: str) -> None:
    """Refuse aliases in what has an anchor: each level of them multiplies what a few lines hold."""
    depth, anchored = 0, list[int]()
    for event in yaml.parse(text, Loader=_Reader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            anchored += [depth] if event.anchor else []
        elif isinstance(event, yaml.CollectionEndEvent):
            anchored = [one for one in anchored if one < depth]
            depth -= 1
        elif isinstance(event, yaml.AliasEvent) and anchored:
            raise yaml.constructor.ConstructorError(problem="alias in alias", problem_mark=event.start_mark)


_once = lru_cache(maxsize=64)(_whole)


def _parse(path: Path, of_text: Callable[[str], Any]) -> Any:  # noqa: ANN401 - not judged yet
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SchemaError("schema.too-long", file=str(path), key="", limit=MAX_BYTES)
        return of_text(path.read_text(encoding="utf-8-sig"))
    except OSError as err:
        raise SchemaError("schema.unreadable", file=str(path), key="") from err
    except UnicodeDecodeError as err:
        line = err.object[: err.start].count(b"\n") + 1
        raise SchemaError("schema.encoding", file=str(path), key="", line=line) from err
    except yaml.YAMLError as err:
        mark = getattr(err, "problem_mark", None)
        problem = str(getattr(err, "problem", ""))
        end = next((f"-{end}" for start, end in _PROBLEMS.items() if start in problem), "")
        # A quote is open where it was opened, not where the file ends.
        mark = getattr(err, "context_mark", mark) if end == "-quote" else mark
        line = mark.line + 1 if mark else 1
        raise SchemaError(f"schema.yaml{end}", file=str(path), key="", line=line) from err
