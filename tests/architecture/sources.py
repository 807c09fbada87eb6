"""Where our code stands, for the tests that read it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON_ROOTS = (ROOT / "ckanext-forum", ROOT / "harvesters")


def python_files() -> Iterator[Path]:
    """Every Python file that ships, migrations included."""
    for root in PYTHON_ROOTS:
        yield from sorted(path for path in root.rglob("*.py") if ".egg-info" not in str(path))


def template_files() -> Iterator[Path]:
    """Every Jinja template that ships."""
    yield from sorted((ROOT / "ckanext-forum").rglob("templates/**/*.html"))


@cache
def parse(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def shown(path: Path) -> str:
    """A path as a failure message shows it."""
    return str(path.relative_to(ROOT))
