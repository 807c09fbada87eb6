"""Identifiers that are digits with a key: what typing and spreadsheets do to them, and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from forum_core.types.base import Mended, Problem
from forum_core.types.spaces import without_spaces

_DIGITS = re.compile(r"[0-9]+")
_ROUNDED = re.compile(r"[0-9]+[.,]0+|[0-9]+[.,]?[0-9]*[eE]\+?[0-9]+")


@dataclass(frozen=True, slots=True)
class Digits:
    """An identifier of a fixed number of digits.

    Attributes:
        name: Word that its codes begin with.
        length: How many digits.
        is_valid: Its key; asked of digits of the right number, not all zeros.
    """

    name: str
    length: int
    is_valid: Callable[[str], bool]

    def problem(self, text: str) -> Problem | None:
        """Not digits, not as many, all zeros (which pass Luhn), or a wrong key."""
        if not _DIGITS.fullmatch(text):
            return Problem(
                f"{self.name}-rounded" if _ROUNDED.fullmatch(text.strip()) else f"{self.name}-form"
            )
        if len(text) != self.length:
            return Problem(f"{self.name}-length", (("digits", len(text)),))
        if not text.strip("0"):
            return Problem(f"{self.name}-zeros")
        return None if self.is_valid(text) else Problem(f"{self.name}-key")

    def repair(self, text: str) -> Mended | None:
        """Take off spaces, dots between groups and a spreadsheet's ``.0``; give back one lost first zero.

        The key decides afterwards, but it lets one wrong number in ten pass: a caller first leaves out what a
        spreadsheet may have rounded.
        """
        bare = without_spaces(text)
        number = re.sub(r"[.,]0$", "", bare)
        decimal = number != bare
        number = re.sub(r"[.\-]", "", number)
        if not _DIGITS.fullmatch(number):
            return None
        if len(number) == self.length - 1:
            return Mended("0" + number, f"{self.name}-zero")
        return Mended(number, f"{self.name}-decimal" if decimal else f"{self.name}-spaces")
