"""The cookies that this site can set, read from the configuration that sets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import ckan.plugins.toolkit as tk
from flask import current_app

from forum_core import french


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie: what it is for, when it is set, how long it stays."""

    name: str
    purpose: str
    set_when: str
    lasts: str


def cookies() -> tuple[Cookie, ...]:
    """All of them; a test compares with those that pages really set."""
    settings = current_app.config
    session = settings["PERMANENT_SESSION_LIFETIME"] if settings["SESSION_PERMANENT"] else None
    return (
        Cookie(
            settings["SESSION_COOKIE_NAME"],
            "Vous reconnaître d’une page à l’autre et protéger les formulaires contre un autre site.",
            "Quand vous ouvrez une page qui porte un formulaire à envoyer, ou que vous vous connectez.",
            _duration(session),
        ),
        Cookie(
            settings.get("REMEMBER_COOKIE_NAME") or tk.config["REMEMBER_COOKIE_NAME"],
            "Garder la connexion d’un agent après la fermeture du navigateur.",
            "Seulement si un agent le demande en se connectant.",
            _duration(settings.get("REMEMBER_COOKIE_DURATION")),
        ),
    )


def _duration(lasts: timedelta | int | None) -> str:
    if lasts is None:
        return "jusqu’à la fermeture du navigateur"
    seconds = int(lasts.total_seconds() if isinstance(lasts, timedelta) else lasts)
    for one, many, length in (("jour", "jours", 86_400), ("heure", "heures", 3_600)):
        if seconds >= length:
            return french.count(seconds // length, one, many)
    return french.count(seconds // 60, "minute", "minutes")
