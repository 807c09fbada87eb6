"""French typography: the spaces, quotes and numbers that a reader expects (design/mockups/MOTS.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import Formatter
from typing import Any

from forum_core.french import NARROW, SPACE, count, number, size
from forum_core.sentences.privacy import KINDS

_RULES = (
    (re.compile(r" ([;!?%»])"), rf"{NARROW}\1"),
    (re.compile(r"« "), f"«{NARROW}"),
    (re.compile(r" ([:€])"), rf"{SPACE}\1"),
    (re.compile(r"(?<=\w)'(?=\w|\{)"), "’"),
    (re.compile(r"(?<![0-9])([0-9]{1,3}) (?=[0-9]{3}(?![0-9]))"), rf"\1{NARROW}"),
)


_CODECS = {
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac OS Roman",
    "cp850": "DOS (CP850)",
}


def typeset(text: str) -> str:
    """A sentence typed on a keyboard, with the characters of print."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


class FrenchFormatter(Formatter):
    """`str.format` for our templates: French numbers, lists, ``{size:bytes}``, ``{encoding:codec}``.

    ``{cells:case|cases}`` writes a number with its noun; ``{rows:ligne|lignes}`` a noun with its list;
    ``{kind:personal}`` says what the privacy gate found.
    """

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 -- a template takes what it gets
        """One value of a template."""
        if format_spec == "bytes":
            return size(int(value))
        if format_spec in _NAMED:
            return _NAMED[format_spec](str(value))
        if "|" in format_spec:
            return _with_noun(value, *format_spec.split("|"))
        if isinstance(value, int):
            return number(value)
        if isinstance(value, tuple):
            return _listed(value)  # pyright: ignore[reportUnknownArgumentType]
        return str(value)


def codec(name: str) -> str:
    """An encoding by the name that people know it by."""
    return _CODECS.get(name, name.upper())


_NAMED: Mapping[str, Callable[[str], str]] = {"codec": codec, "personal": KINDS.__getitem__}


def _with_noun(value: int | tuple[str, ...], one: str, many: str) -> str:
    if isinstance(value, int):
        return count(value, one, many)
    return f"{one if len(value) == 1 else many} {_listed(value)}"


def _listed(items: tuple[object, ...]) -> str:
    return ", ".join(map(str, items))
