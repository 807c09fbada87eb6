"""What an error page says: the fact, the place, the remedy. Never what the program said."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from werkzeug.exceptions import default_exceptions


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """Title, and one paragraph that says what to do."""

    status: int
    title: str
    remedy: str

    @property
    def ours(self) -> bool:
        """True when the fault is the site's."""
        return self.status >= HTTPStatus.INTERNAL_SERVER_ERROR


_WORDS = {
    400: (
        "Cette demande n’est pas lisible",
        "Un paramètre de l’adresse est mal écrit. Reprenez depuis un lien du site.",
    ),
    401: ("Cette page demande un compte", "Connectez-vous, puis revenez à cette adresse."),
    403: (
        "Cette page est réservée aux personnes autorisées",
        "Votre compte ne suffit pas pour la voir. Demandez à la personne qui publie pour votre collectivité.",
    ),
    404: (
        "Cette adresse ne mène à rien",
        "Elle a peut-être été mal copiée. Cherchez ci-dessous, ou partez d’une liste.",
    ),
    405: (
        "Cette adresse ne répond pas à ce geste",
        "Revenez à la page précédente et recommencez depuis son formulaire.",
    ),
    409: ("Deux demandes se sont croisées", "Rien n’a été enregistré. Rechargez la page, puis recommencez."),
    410: (
        "Cette page a été retirée",
        "Elle ne reviendra pas à cette adresse. Cherchez ci-dessous, ou partez d’une liste.",
    ),
    413: (
        "Ce fichier est trop lourd",
        "Rien n’a été gardé. Réduisez-le ou partagez-le en plusieurs fichiers.",
    ),
    429: ("Trop de demandes en peu de temps", "Attendez une minute, puis réessayez."),
    500: (
        "La page n’a pas pu s’afficher",
        "La panne vient de nous. Rien n’a été perdu ni publié. Réessayez dans une minute.",
    ),
    503: (
        "Le site ne peut pas répondre pour l’instant",
        "La panne vient de nous. Rien n’a été perdu ni publié. Réessayez dans une minute.",
    ),
}
_VISITOR_WITHOUT_RIGHT = (
    "Cette page est réservée aux agents",
    "Connectez-vous pour la voir. Lire et télécharger les données publiques se fait sans compte.",
)


def error_words(code: object, *, anonymous: bool) -> ErrorWords:
    """Words for an error answer.

    Args:
        code: What CKAN hands to its error template: a number, or ``[500]`` for what nobody foresaw.
        anonymous: True for a visitor who could still sign in.
    """
    status = code if isinstance(code, int) else 500
    if status == HTTPStatus.FORBIDDEN and anonymous:
        return ErrorWords(status, *_VISITOR_WITHOUT_RIGHT)
    fallback = 500 if status >= HTTPStatus.INTERNAL_SERVER_ERROR else 400
    return ErrorWords(status, *_WORDS.get(status, _WORDS[fallback]))


def error_detail(code: object, content: object) -> str | None:
    """The sentence that the page gave, if any; werkzeug's own English and what a fault said are none."""
    if not isinstance(code, int) or code >= HTTPStatus.INTERNAL_SERVER_ERROR or not isinstance(content, str):
        return None
    stock = default_exceptions.get(code)
    return None if stock and content == stock.description else content
