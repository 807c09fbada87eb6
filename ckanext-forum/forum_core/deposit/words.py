"""What a deposit page says of a study: the verdict, what waits, what a group is called. French, no cell."""

from __future__ import annotations

from dataclasses import dataclass

from forum_core.deposit.study import Group, Refusal, Study
from forum_core.errors import PrivacyRefused
from forum_core.french import SPACE, count, counted, number
from forum_core.sentences import say_error
from forum_core.sentences.say import Sentence

ALMOST = 10
"""From this share of rows in error on (one in ten), « Presque » would be untrue."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the file is from being published (`title`), and what comes next (`more`)."""

    title: str
    more: str
    fine: bool


def verdict(study: Study) -> Verdict:
    """What comes of the file, in one sentence, and what to do next in another."""
    more = " ".join(filter(None, (_repairable(study), _warnings(study))))
    if study.blocked:
        title = (
            f"À corriger{SPACE}: une erreur concerne tout le tableau, "
            f"et aucune des {number(study.rows)} lignes ne peut être publiée"
        )
        return Verdict(title, more, fine=False)
    if study.refused:
        return Verdict(_wrong(study), more, fine=False)
    if study.refusal:
        return Verdict("Les lignes sont bonnes, mais la vie privée retient ce fichier", more, fine=False)
    lines = count(study.rows, "ligne", "lignes")
    return Verdict(f"Tout est bon{SPACE}: {lines}, aucune erreur", more, fine=True)


def refused_because(refusal: Refusal) -> Sentence:
    """Why the gate keeps rows in."""
    return say_error(PrivacyRefused(refusal.code, **dict(refusal.params)))


def rows_named(group: Group, shown: int = 5) -> str:
    """« lignes 214, 215, 802 et 6 autres », or nothing for the whole table."""
    rows = [number(row) for row in group.rows[:shown]]
    others = group.count - len(rows)
    if not rows:
        return ""
    if len(rows) == 1 and others == 0:
        return f"ligne {rows[0]}"
    if others <= 0:
        return f"lignes {', '.join(rows[:-1])} et {rows[-1]}"
    return f"lignes {', '.join(rows)} et {count(others, 'autre', 'autres')}"


def columns_known(study: Study) -> str:
    """« 16 reconnues »."""
    return count(len(study.fields), "reconnue", "reconnues")


def _wrong(study: Study) -> str:
    refused, rows = study.refused, number(study.rows)
    if refused == study.rows:
        return f"À corriger{SPACE}: toutes les lignes du fichier ({rows})"
    word = "Presque" if refused * ALMOST < study.rows else "À corriger"
    return f"{word}{SPACE}: {count(refused, 'ligne', 'lignes')} à corriger sur {rows}"


def _repairable(study: Study) -> str:
    cells = 0 if study.repaired else sum(fix.count for fix in study.fixes)
    if not cells:
        return ""
    return f"{count(cells, 'case se répare', 'cases se réparent')} d’un clic."


def _warnings(study: Study) -> str:
    points = sum(group.count for group in study.warnings)
    if not points:
        return ""
    return f"{number(points)}{SPACE}{counted(points, 'point est', 'points sont')} à regarder, sans bloquer."
