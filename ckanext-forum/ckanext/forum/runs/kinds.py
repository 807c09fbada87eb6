"""Where plugins name the kinds of runs that the worker can lead, and how pages say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ckan.plugins as p


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: done again after a crash, so it must come out the same.

    Attributes:
        name: Its name in journals.
        says: What is being done, as the page says it: « Contrôle du fichier ».
        work: Does it; takes the id of what the run is about.
    """

    name: str
    says: str
    work: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work.

    Attributes:
        title: What a person calls it: « Publication d’un dépôt ».
        stages: In order; a stage that was released is never renumbered.
        place: Address of the page where the result is seen; takes the id of what the run is about.
    """

    title: str
    stages: tuple[Stage, ...]
    place: Callable[[str], str]


Kinds = Mapping[str, Kind]
"""Kinds by the name that runs keep."""


class IRuns(p.Interface):
    """A plugin that brings kinds of runs."""

    def get_run_kinds(self) -> dict[str, Kind]:
        """The kinds, by a name that never changes: rows of the database hold it."""
        return {}


def kinds() -> Kinds:
    """All kinds that the loaded plugins bring."""
    return {
        name: kind
        for plugin in p.PluginImplementations(IRuns)
        for name, kind in plugin.get_run_kinds().items()
    }
