"""Writes markup: everything that is not markup already is escaped, so no name or value can become a tag."""

from __future__ import annotations

import re
from html import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold, however written."""


class Markup(str):
    """Text that is markup. Whatever is done with it gives a plain string again, which a page escapes."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell template engines that it is safe as it stands."""
        return str(self)


def tag(name: str, *inside: str, **attributes: str | float | None) -> Markup:
    """An element; an attribute that is None is left out, `class_` is « class », `a_b` is « a-b »."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(_plain(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{joined(*inside)}</{name}>")


def text(words: str) -> Markup:
    """The words, escaped; markup stays as it is."""
    return words if isinstance(words, Markup) else Markup(escape(_FORBIDDEN.sub("", words), quote=True))


def joined(*parts: str) -> Markup:
    """The parts one after the other."""
    return Markup("".join(map(text, parts)))


def share(value: float) -> str:
    """A part of the width, as « 12.5% »."""
    return f"{_plain(round(value * 100, 3))}%"


def _plain(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 2):g}"
