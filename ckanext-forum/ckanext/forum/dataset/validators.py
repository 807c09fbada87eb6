"""Validators of the authority’s profile: its address, SIREN numbers, colour, and bounding box."""

from __future__ import annotations

import re

import ckan.plugins.toolkit as tk
from stdnum.fr import siren as siren_number

from ckanext.forum.place import Tab
from forum_core import colour, french

# Degrees: longitude, latitude, longitude, latitude.
_LIMITS = (180.0, 90.0, 180.0, 90.0)


def forum_free_name(value: str) -> str:
    """Refuse a name that would stand where a tab of every register stands."""
    if value in set(Tab):
        raise tk.Invalid(f"L’adresse {value} est celle d’une page des registres. Choisissez-en une autre.")
    return value


def forum_siren(value: str) -> str:
    """Bring a SIREN to its nine digits, or say what is wrong with it."""
    digits = re.sub(r"\s", "", value)
    if digits and not siren_number.is_valid(digits):
        raise tk.Invalid(
            "Ce numéro SIREN n’est pas valide. Recopiez ses 9 chiffres, la clé de contrôle comprise."
        )
    return digits


def forum_sirens(value: str) -> str:
    """Bring a list of SIREN numbers to nine digits each, separated by one space."""
    return " ".join(dict.fromkeys(forum_siren(part) for part in re.split(r"[\s,;]+", value) if part))


def forum_bbox(value: str) -> str:
    """Accept ``west,south,east,north`` in decimal degrees."""
    parts = [part.strip() for part in value.split(",")]
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as err:
        raise tk.Invalid("L’emprise s’écrit ouest, sud, est, nord. Donnez quatre nombres.") from err
    bounds = zip((west, south, east, north), _LIMITS, strict=True)
    if not (all(abs(number) <= limit for number, limit in bounds) and west < east and south < north):
        raise tk.Invalid("L’emprise n’est pas dans l’ordre. Donnez ouest, sud, est, nord, en degrés.")
    return ",".join(parts)


def forum_colour(value: str) -> str:
    """Accept a colour that white words can be read on, or name a near one."""
    if not value.strip():
        return ""
    written = colour.parse(value)
    if written is None:
        raise tk.Invalid(
            "Une couleur s’écrit avec un dièse et six chiffres ou lettres de a à f. Exemple\u00a0: #17594f."
        )
    judged = colour.judge(written)
    if not judged.accepted:
        # Cut, not rounded: 4,499 must not read as the 4,5 that it misses.
        ratio = french.number(int(judged.ratio * 100) / 100)
        raise tk.Invalid(
            f"Du texte blanc se lit mal sur {written}\u00a0: le contraste est de {ratio}, "
            f"il en faut {french.number(colour.ENOUGH)}. La plus proche qui convient est {judged.nearest}."
        )
    return written
