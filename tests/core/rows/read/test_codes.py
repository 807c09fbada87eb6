"""Nothing that reading can say is without its sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import forum_core.rows.read
import forum_harvesters
from forum_core.sentences.say import SENTENCES

FOLDERS = (Path(forum_core.rows.read.__file__).parent, Path(forum_harvesters.__file__).parent)
PLAIN_CODES = re.compile(r"file\.[a-z-]+")


def raised_codes():
    """Texts that look like a code of refusal, and the first argument of every `Finding` and `Fault`."""
    for path in (file for folder in FOLDERS for file in folder.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and PLAIN_CODES.fullmatch(node.value)
            ):
                yield node.value
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Finding", "Fault"):
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield code.value


CODES = sorted(set(raised_codes()))


def test_codes_are_found_at_all():
    assert {"file.pdf", "file.unclosed-quote", "stray-quote", "error-cell"} <= set(CODES)


@pytest.mark.parametrize(
    "code", [*CODES, "row-too-short", "row-too-long", "mojibake", "lost-characters", "odd-characters"]
)
def test_every_code_has_a_sentence(code):
    assert code in SENTENCES
