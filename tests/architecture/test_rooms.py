"""Who may import whom, and what only one file may do."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import sources


def test_imports_point_to_the_core():
    lint = Path(sys.executable).with_name("lint-imports")

    result = subprocess.run(
        [lint, "--no-cache"], cwd=sources.ROOT, capture_output=True, text=True, check=False
    )

    assert result.returncode == 0, result.stdout + result.stderr


def test_core_and_connectors_import_nothing_of_ckan():
    result = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "ckanext-forum", "harvesters"],
        cwd=sources.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


def test_the_namespace_package_has_no_init():
    assert not (sources.ROOT / "ckanext-forum" / "ckanext" / "__init__.py").exists()


def test_only_the_gate_makes_a_cleared_table():
    makers = {
        sources.shown(path)
        for path in sources.python_files()
        for node in ast.walk(sources.parse(path))
        if isinstance(node, ast.Call) and _name(node.func) == "ClearedTable"
    }

    assert makers == {"ckanext-forum/forum_core/privacy/gate.py"}


def test_features_of_the_adapter_never_import_one_another():
    adapter = sources.ROOT / "ckanext-forum" / "ckanext" / "forum"
    # Runs are no feature: what starts long work shares them, and they import no feature either.
    shared = {"runs"}
    rooms = {path.parent.name for path in adapter.glob("*/__init__.py")}
    features = rooms - shared
    crossings = []
    for feature in rooms:
        for path in (adapter / feature).rglob("*.py"):
            for module in _imported(path):
                target = module.removeprefix("ckanext.forum.").split(".")[0]
                if module.startswith("ckanext.forum.") and target in features - {feature}:
                    crossings.append(f"{sources.shown(path)} imports {module}")

    assert features
    assert crossings == []


def test_no_blind_except():
    """Cleaning up and raising again is not blind: only a handler that swallows is."""
    blind = [
        f"{sources.shown(path)}:{node.lineno}"
        for path in sources.python_files()
        for node in ast.walk(sources.parse(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or _name(node.type) in {"Exception", "BaseException"})
        and not (isinstance(last := node.body[-1], ast.Raise) and last.exc is None)
    ]

    assert blind == []


def test_files_stay_small():
    long = {
        sources.shown(path): lines
        for path in sources.python_files()
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }

    assert long == {}


def _imported(path: Path) -> list[str]:
    modules = []
    for node in ast.walk(sources.parse(path)):
        if isinstance(node, ast.Import):
            modules += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return modules


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
