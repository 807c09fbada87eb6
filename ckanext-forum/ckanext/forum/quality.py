"""Named criteria of a register or a dataset, each with its measure and a word; no mark, no star."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.account import period
from ckanext.forum.current import Current
from ckanext.forum.lookup import Opened
from forum_core import french
from forum_core.deadlines import Kept, deadline
from forum_core.explore.profile import Profile
from forum_core.periods import has_days, noun
from forum_core.schema.model import Field

_HELD = "tenu"
RHYTHM = "Rythme tenu"
"""Name of the criterion that says whether a frequency is kept."""
_DESCRIBED = 40
"""Characters of a description that says something."""
_READ_BY_PROGRAMS = frozenset(
    {"CSV", "TSV", "JSON", "GEOJSON", "XML", "PARQUET", "ODS", "XLSX", "GPKG", "RDF", "TTL", "ICS"}
)


@dataclass(frozen=True, slots=True)
class Point:
    """One criterion: what is asked, what was measured, and whether it holds."""

    name: str
    measure: str
    state: str
    held: bool

    @property
    def state_class(self) -> str:
        """How the word of the state is drawn."""
        return "is-ok" if self.held else "is-soon"


@dataclass(frozen=True, slots=True)
class Gap:
    """A column that is filled in part: its title, the share in words, and the length of its bar."""

    title: str
    share: str
    width: str


def say_held(points: Sequence[Point]) -> str:
    """« 9 points tenus sur 10 »."""
    held = sum(point.held for point in points)
    if held == len(points):
        return f"Les {len(points)} points sont tenus"
    return f"{french.count(held, 'point tenu', 'points tenus')} sur {len(points)}"


def of_register(opened: Opened, counts: Profile, today: date) -> Iterator[Point]:
    """The criteria of a register."""
    schema = opened.schema
    licence = tk.h.forum_licence(schema.licence)
    yield _said("Licence déclarée", licence, "Aucune licence")
    yield _format(opened)
    yield _period(opened)
    yield from _rhythm(opened, today)
    yield _conforming(opened)
    if counts.identified is not None:
        subject = schema.page.subject_many
        yield _filled(
            f"{subject.capitalize()} identifiés", "avec un numéro officiel", counts.identified, counts
        )
    yield from _columns(opened, counts)
    yield _traced(opened)


def _format(opened: Opened) -> Point:
    schema = opened.schema
    held = schema.official_url is not None
    name = f"{schema.name}, version {schema.version}"
    measure = f"Schéma officiel {name}" if held else f"Aucun schéma officiel n’existe\u00a0: le nôtre, {name}"
    return Point("Format commun", measure, _HELD, held=True)


def _period(opened: Opened) -> Point:
    said = [said for one in opened.publications if (said := period(one.clearance))]
    held = len(said) == len(opened.publications)
    measure = french.listed(sorted(set(said))) if said else "Aucune ligne n’a de date"
    return Point("Période déclarée", measure, _HELD if held else "à dire", held)


def _rhythm(opened: Opened, today: date) -> Iterator[Point]:
    found = [
        due for one in opened.publications if (due := deadline(opened.schema.frequency, _last(one), today))
    ]
    if not found:
        return
    late = sum(due.kept == Kept.LATE for due in found)
    next_one = min(found, key=lambda due: due.due)
    frequency = tk.h.forum_frequency(opened.schema.frequency)
    awaited = f"lignes suivantes ({next_one.period}) attendues au plus tard le {french.day(next_one.due)}"
    yield Point(RHYTHM, f"Mise à jour {frequency}\u202f; {awaited}", "en retard" if late else _HELD, not late)


def _last(publication: Current) -> date:
    last = publication.clearance.last_date
    return date.fromisoformat(last) if last else french.paris_day(publication.published_at)


def _conforming(opened: Opened) -> Point:
    clearances = [one.clearance for one in opened.publications]
    refused = sum(one.rows_refused for one in clearances)
    out = french.number(sum(one.rows_out for one in clearances))
    name = "Lignes conformes au schéma"
    if not refused:
        return Point(name, f"Les {out} lignes en ligne, et aucune n’a été laissée", _HELD, held=True)
    left = french.count(refused, "ligne laissée", "lignes laissées")
    return Point(name, f"Les {out} lignes en ligne\u202f; {left}, à corriger", f"{left}", held=False)


def _columns(opened: Opened, counts: Profile) -> Iterator[Point]:
    schema, published = opened.schema, {field.name for field in opened.reading.fields}
    dates = ("Dates renseignées", "avec une date")
    dates = dates if has_days(schema) else ("Années renseignées", f"avec une {noun(schema)}")
    yield _filled(*dates, counts.filled[schema.page.date], counts)
    if schema.page.amount is not None:
        amounts = ("Montants renseignés", "avec un montant")
        amounts = amounts if schema.page.unit is None else ("Nombres renseignés", "avec un nombre")
        yield _filled(*amounts, counts.filled[schema.page.amount], counts, counts.hidden)
    owed = [field for field in schema.fields if field.required and field.name in published]
    holes = [field.heading for field in owed if counts.filled[field.name] < counts.rows]
    measure = f"{len(owed) - len(holes)} sur {len(owed)} sont remplies à chaque ligne"
    if owed:
        state = _HELD if not holes else f"à compléter\u00a0: {french.listed(holes)}"
        yield Point("Colonnes obligatoires", measure, state, not holes)


def of_dataset(pkg: Mapping[str, Any], columns: int, unexplained: int, today: date) -> Iterator[Point]:
    """The criteria of a dataset that is no register, as CKAN shows it.

    Args:
        pkg: The dataset.
        columns: Columns of its table, 0 when this site holds none.
        unexplained: Those that have neither title nor note.
        today: The day that the rhythm is judged on.
    """
    yield _said("Licence déclarée", tk.h.forum_licence(pkg.get("license_id")), "Aucune licence")
    described = len(pkg.get("notes") or "") >= _DESCRIBED
    yield _asked("Description", described, "Dit ce que le jeu contient", "Absente, ou trop courte")
    contact = any(person.get("email") or person.get("url") for person in pkg.get("contact") or [])
    contact = contact or bool(pkg.get("maintainer_email") or pkg.get("author_email"))
    yield _asked("Contact", contact, "Quelqu’un répond", "Personne n’est nommé")
    yield _formats(pkg.get("resources") or [])
    without = f"{french.count(unexplained, 'colonne', 'colonnes')} sur {columns} sans titre ni note"
    lacks = without if columns else "Le dictionnaire des colonnes manque"
    explained = bool(columns) and not unexplained
    yield _asked("Colonnes expliquées", explained, "Chaque colonne a un titre ou une note", lacks)
    yield _rhythm_of_dataset(pkg, today)


def _formats(files: Sequence[Mapping[str, Any]]) -> Point:
    read = [one for one in files if (one.get("format") or "").upper() in _READ_BY_PROGRAMS]
    measure = f"{french.count(len(read), 'fichier', 'fichiers')} sur {len(files)} se lisent par un programme"
    if len(read) == 1:
        measure = f"1 fichier sur {len(files)} se lit par un programme"
    lacks = "Aucun fichier ne se lit par un programme" if files else "Aucun fichier"
    return _asked("Formats ouverts", bool(read), measure, lacks)


def _rhythm_of_dataset(pkg: Mapping[str, Any], today: date) -> Point:
    code = (pkg.get("frequency") or "").rpartition("/")[2]
    if not code:
        return _said("Rythme déclaré", None, "Aucune fréquence n’est dite")
    words = tk.h.forum_frequency(pkg["frequency"])
    due = deadline(code, _covered(pkg), today)
    if due is None:
        return _said("Rythme déclaré", f"Mise à jour {words}", "")
    awaited = f"données suivantes ({due.period}) attendues au plus tard le {french.day(due.due)}"
    late = due.kept == Kept.LATE
    return Point(RHYTHM, f"Mise à jour {words}\u202f; {awaited}", "en retard" if late else _HELD, not late)


def _covered(pkg: Mapping[str, Any]) -> date | None:
    """The last day that the data cover, as far as the dataset says it; else that of its last change."""
    ends = [period.get("end") for period in pkg.get("temporal_coverage") or []]
    for said in (max(filter(None, ends), default=None), pkg.get("modified"), pkg.get("metadata_modified")):
        try:
            return date.fromisoformat((said or "")[:10])
        except ValueError:
            continue
    return None


def _asked(name: str, held: bool, measure: str, lacks: str) -> Point:
    return _said(name, measure if held else None, lacks)


def _said(name: str, value: str | None, absent: str) -> Point:
    return Point(name, value or absent, _HELD if value else "à dire", bool(value))


def _filled(name: str, verb: str, filled: int, counts: Profile, hidden: int = 0) -> Point:
    missing = counts.rows - filled - hidden
    measure = f"{french.count(filled, 'ligne', 'lignes')} sur {french.number(counts.rows)} {verb}"
    if hidden:
        # What the law asks to hide is not missing.
        measure += f"\u202f; {french.count(hidden, 'masquée', 'masquées')} pour protéger des personnes"
    state = _HELD if not missing else f"il en manque {french.number(missing)}"
    return Point(name, measure, state, not missing)


def _traced(opened: Opened) -> Point:
    changed = sum(one.changed for one in opened.publications)
    left = sum(one.left for one in opened.publications)
    parts = [
        french.count(changed, "ligne corrigée", "lignes corrigées"),
        french.count(left, "sortie", "sorties"),
    ]
    measure = f"Dernière publication\u00a0: {french.listed(parts)}, datées dans l’historique"
    return Point("Corrections tracées", measure, _HELD, held=True)


def gaps(opened: Opened, counts: Profile) -> tuple[Gap, ...]:
    """Columns that are filled in part, the fullest first; those that nobody fills are not listed."""
    fields = [field for field in opened.reading.fields if 0 < counts.filled[field.name] < counts.rows]
    return tuple(
        _gap(field, counts) for field in sorted(fields, key=lambda field: -counts.filled[field.name])
    )


def _gap(field: Field, counts: Profile) -> Gap:
    share = counts.share(field.name)
    # A share that is not whole is never said to be.
    return Gap(field.heading, french.percent(min(round(share, 3), 0.999)), f"{share:.1%}")
