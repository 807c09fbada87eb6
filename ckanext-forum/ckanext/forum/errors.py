"""What can go wrong in the adapter, and how errors reach CKAN: French sentences in a ValidationError."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk

from forum_core import sentences
from forum_core.errors import ForumError
from forum_core.findings import Report

log = logging.getLogger(__name__)


class PublicationBusy(ForumError):
    """Somebody else is publishing or withdrawing the same register of the same authority."""


class PublicationRefused(ForumError):
    """The rows were not published, for the reasons that the report gives."""

    def __init__(self, report: Report) -> None:
        super().__init__("publication.refused", refused=report.refused, rows=report.read.rows)
        self.report = report


class NothingPublished(ForumError):
    """The register has no current publication."""


class SwapDelayed(ForumError):
    """Readers held the table for too long: nothing was changed."""


class AuthorityIncomplete(ForumError):
    """The organisation does not exist, or its profile lacks its SIREN."""


# Sentences of the adapter's own errors; those of the core are in forum_core.sentences.
_OURS = {
    "publication.busy": (
        "Une autre publication de ce registre est en cours. Attendez qu’elle finisse, puis recommencez."
    ),
    "publication.refused": (
        "Le fichier n’est pas publié\u00a0: {refused} lignes sur {rows} sont refusées. Corrigez-les, "
        "ou demandez une publication partielle, qui sera dite à tous."
    ),
    "publication.none": "Ce registre n’a pas de publication en ligne. Il n’y a rien à retirer.",
    "publication.delayed": (
        "Le registre est lu sans arrêt depuis une minute\u00a0: rien n’a changé. Recommencez dans un moment."
    ),
    "publication.digest": "Le fichier contrôlé n’est plus le même\u00a0: rien n’est publié. Recommencez.",
    "publication.rows": "Des lignes manquent après le chargement\u00a0: rien n’est publié. Recommencez.",
    "authority.unknown": "La collectivité « {name} » n’existe pas sur ce site. Vérifiez son adresse courte.",
    "authority.no-siren": (
        "La collectivité « {name} » n’a pas de numéro SIREN. "
        "Ajoutez-le à son profil\u00a0: les lignes sont contrôlées avec lui."
    ),
}
_DISK_FULL = "Le disque est plein\u00a0: rien n’a changé en ligne. Libérez de la place, puis recommencez."


def say(err: ForumError) -> str:
    """The French sentences of an error: the fact, then the remedy."""
    ours = _OURS.get(err.code)
    if ours:
        return ours.format(**err.params)
    sentence = sentences.say_error(err)
    return f"{sentence.message} {sentence.fix}".strip()


@contextmanager
def said() -> Iterator[None]:
    """Turn errors of the core into CKAN's ValidationError: `message`, and `report` when rows were refused."""
    try:
        yield
    except PublicationRefused as err:
        raise tk.ValidationError({"message": [say(err)], "report": [report_json(err.report)]}) from err
    except ForumError as err:
        raise tk.ValidationError({"message": [say(err)], "code": [err.code]}) from err
    except OSError as err:
        if err.errno != errno.ENOSPC:
            raise
        raise tk.ValidationError({"message": [_DISK_FULL]}) from err


def report_json(report: Report) -> dict[str, Any]:
    """A report in frictionless' shape, in French, without a cell's value."""
    from ckanext.forum import config  # noqa: PLC0415
    from forum_core.report import as_json  # noqa: PLC0415 - frictionless takes a second to import

    return as_json(report, config.registers().get(report.schema.partition("@")[0]))
