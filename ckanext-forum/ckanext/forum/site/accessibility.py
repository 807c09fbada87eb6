"""The accessibility statement: its state is computed from what was audited, and « non conforme » without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import yaml

from ckanext.forum import clock

SHIPPED = Path(__file__).with_name("accessibility.yaml")
"""What the makers of the software know of it; the owner's own file takes its place."""

_VALID = timedelta(days=3 * 365)
_HALF = 0.5


class StatementError(ValueError):
    """The file does not say what a statement must say; `where` names the place in it."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit by the whole reference: criteria that apply, and how many of them are met."""

    on: date
    by: str
    applicable: int
    met: int


@dataclass(frozen=True, slots=True)
class Check:
    """Something that was tried, and what came of it."""

    what: str
    result: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not work for everybody: where, whom it stops, what replaces it."""

    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What the site says of its accessibility."""

    established: date
    reference: str
    audit: Audit | None
    checks: tuple[Check, ...]
    faults: tuple[Fault, ...]
    technologies: tuple[str, ...]
    tried_with: tuple[str, ...]
    plan: str

    def state(self, day: date) -> str:
        """« non conforme », « partiellement conforme » or « totalement conforme », as the law counts."""
        audit = self.audit_in_force(day)
        if audit is None or audit.met < audit.applicable * _HALF:
            return "non conforme"
        return "totalement conforme" if audit.met == audit.applicable else "partiellement conforme"

    def audit_in_force(self, day: date) -> Audit | None:
        """The audit, unless it is older than three years."""
        return self.audit if self.audit and day - self.audit.on <= _VALID else None


def statement() -> Statement:
    """The owner's statement when there is one, else the one that comes with the software.

    Raises:
        StatementError: The owner's file cannot be read, or lacks something.
    """
    return read(Path(tk.config["ckanext.forum.accessibility"] or SHIPPED))


def state_today() -> str:
    """The state in two words, for the foot of each page; without a statement that holds, « non conforme »."""
    try:
        return statement().state(clock.today())
    except StatementError:
        return "non conforme"


@cache
def read(file: Path) -> Statement:
    """The statement that a file holds.

    Raises:
        StatementError: It cannot be read, or lacks something.
    """
    try:
        said = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        raise StatementError(str(file)) from err
    return _parse(said)


def _parse(said: Any) -> Statement:  # noqa: ANN401 - YAML that a person wrote
    try:
        return Statement(
            established=_day(said["established"], "established"),
            reference=str(said["reference"]),
            audit=_audit(said.get("audit")),
            checks=tuple(
                Check(
                    str(one["what"]),
                    str(one["result"]),
                    _day(one["date"], "checks.date") if one.get("date") else None,
                )
                for one in said.get("checks") or ()
            ),
            faults=tuple(Fault(str(one["title"]), str(one["says"])) for one in said.get("faults") or ()),
            technologies=tuple(map(str, said["technologies"])),
            tried_with=tuple(map(str, said["tried_with"])),
            plan=str(said.get("plan") or ""),
        )
    except (KeyError, TypeError, AttributeError) as err:
        raise StatementError(str(err)) from err


def _audit(said: dict[str, Any] | None) -> Audit | None:
    if said is None:
        return None
    audit = Audit(
        _day(said["date"], "audit.date"), str(said["by"]), int(said["applicable"]), int(said["met"])
    )
    if not 0 <= audit.met <= audit.applicable <= 106 or not audit.applicable:
        raise StatementError("audit.met")
    return audit


def _check(said: dict[str, Any]) -> Check:
    on = _day(said["date"], "checks.date") if said.get("date") else None
    return Check(str(said["what"]), str(said["result"]), on)


def _day(value: object, where: str) -> date:
    if not isinstance(value, date):
        raise StatementError(where)
    return value
