"""The pages of this feature: their addresses, and the words of the links to them."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its address, and the words of the link to it."""

    path: str
    title: str


@dataclass(frozen=True, slots=True)
class Places:
    """All of them, in the order in which the site map names them."""

    about: Place
    accessibility: Place
    site_map: Place
    legal: Place
    privacy: Place
    cookies: Place
    status: Place

    def all(self) -> tuple[Place, ...]:
        """In that order."""
        return tuple(getattr(self, field.name) for field in fields(self))


PLACES = Places(
    about=Place("/a-propos", "À propos"),
    accessibility=Place("/accessibilite", "Accessibilité"),
    site_map=Place("/plan-du-site", "Plan du site"),
    legal=Place("/mentions-legales", "Mentions légales"),
    privacy=Place("/donnees-personnelles", "Données personnelles"),
    cookies=Place("/cookies", "Témoins de connexion (cookies)"),
    status=Place("/statut", "État du site"),
)
