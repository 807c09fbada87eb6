"""Where plugins name the kinds of runs that the worker can lead."""

from __future__ import annotations

import ckan.plugins as p

from ckanext.forum.runs.engine import Kinds, Stage


class IRuns(p.Interface):
    """A plugin that brings kinds of runs."""

    def get_run_kinds(self) -> dict[str, tuple[Stage, ...]]:
        """The stages of each kind, in order; a stage that was published is never renumbered."""
        return {}


def kinds() -> Kinds:
    """All kinds that the loaded plugins bring."""
    return {
        name: stages
        for plugin in p.PluginImplementations(IRuns)
        for name, stages in plugin.get_run_kinds().items()
    }
