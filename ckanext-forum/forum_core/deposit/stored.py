"""A study as a file beside its spools, and back. JSON of codes, counts, rows and columns; no cell."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from forum_core.deposit.study import Fix, Group, Refusal, Study
from forum_core.files.difference import Difference
from forum_core.findings import Finding, ReadReport, Severity
from forum_core.privacy.cleared import Apart, Clearance

NAME = "study.json"


def write_study(study: Study, folder: Path) -> None:
    """Keep a study in its folder (mode 0600)."""
    kinds = {kind: at for at, kind in enumerate(study.kinds)}
    document = asdict(study)
    for group, stored in zip(study.groups, document["groups"], strict=True):
        stored["kind"] = kinds[group.kind]
    descriptor = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False)


def read_study(folder: Path) -> Study:
    """The study of a folder.

    Raises:
        FileNotFoundError: It has none.
    """
    stored: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    kinds = tuple(map(_finding, stored["kinds"]))
    values: dict[str, Any] = {
        **stored,
        **{name: tuple(stored[name]) for name in ("fields", "missing", "headers", "ignored")},
        "read": ReadReport(**stored["read"]),
        "kinds": kinds,
        "groups": tuple(_group(group, kinds) for group in stored["groups"]),
        "fixes": tuple(_fix(fix) for fix in stored["fixes"]),
        "clearance": _clearance(stored["clearance"]),
        "refusal": _refusal(stored["refusal"]),
        "difference": Difference(**stored["difference"]) if stored["difference"] else None,
    }
    return Study(**values)


def _group(stored: Mapping[str, Any], kinds: tuple[Finding, ...]) -> Group:
    return Group(kinds[stored["kind"]], stored["count"], tuple(stored["rows"]), stored["repairable"])


def _fix(stored: Mapping[str, Any]) -> Fix:
    return Fix(stored["code"], stored["field"], stored["count"], tuple(stored["rows"]))


def _finding(stored: Mapping[str, Any]) -> Finding:
    params = tuple((name, value) for name, value in stored["params"])
    values: dict[str, Any] = {**stored, "severity": Severity(stored["severity"]), "params": params}
    return Finding(**values)


def _clearance(stored: Mapping[str, Any] | None) -> Clearance | None:
    if stored is None:
        return None
    apart, dropped = Apart(**stored["apart"]), tuple(stored["dropped"])
    values: dict[str, Any] = {**stored, "apart": apart, "dropped": dropped}
    return Clearance(**values)


def _refusal(stored: Mapping[str, Any] | None) -> Refusal | None:
    if stored is None:
        return None
    facts = ((name, tuple(fact) if isinstance(fact, list) else fact) for name, fact in stored["params"])
    return Refusal(stored["code"], tuple(facts))
