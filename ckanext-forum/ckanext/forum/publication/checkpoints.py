"""Named points of a publication. A plugin may stand at them; none of ours does: the fault tests do."""

from __future__ import annotations

import ckan.plugins as p

POINTS = ("after-read", "in-copy", "before-swap", "in-swap", "after-swap", "before-ckan-row", "before-index")


class ICheckpoint(p.Interface):
    """Implemented by whoever wants to be called at a point of a publication or of a withdrawal."""

    def at_checkpoint(self, point: str) -> None:
        """Called when the process reaches ``point``, one of `POINTS`."""


def checkpoint(point: str) -> None:
    """Say that a point is reached."""
    for plugin in p.PluginImplementations(ICheckpoint):
        plugin.at_checkpoint(point)
