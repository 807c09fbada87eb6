"""Themes of registers: codes of the European vocabulary of data themes, and their French words."""

from __future__ import annotations

# http://publications.europa.eu/resource/authority/data-theme
_THEMES = {
    "AGRI": "Agriculture et alimentation",
    "ECON": "Économie et finances",
    "EDUC": "Éducation, culture et sport",
    "ENER": "Énergie",
    "ENVI": "Environnement",
    "GOVE": "Vie publique",
    "HEAL": "Santé",
    "INTR": "Questions internationales",
    "JUST": "Justice et sécurité",
    "REGI": "Territoires et villes",
    "SOCI": "Population et société",
    "TECH": "Science et technologie",
    "TRAN": "Transports",
}


def theme_label(code: str) -> str:
    """French words of a theme; the code itself when the vocabulary has grown since."""
    return _THEMES.get(code, code)


def theme_order(code: str) -> str:
    """Key that sorts themes by their words."""
    return theme_label(code).casefold()
