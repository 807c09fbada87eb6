"""Stands at the points of a publication and waits to be killed. Loaded by the fault tests only."""

from __future__ import annotations

import os
import time
from pathlib import Path

import ckan.plugins as p

from ckanext.forum.publication import swap
from ckanext.forum.publication.checkpoints import ICheckpoint


class FaultsPlugin(p.SingletonPlugin):
    """At the point that FAULT_POINT names, once: say so in FAULT_FOLDER, and wait for its file `go`."""

    p.implements(ICheckpoint)

    def at_checkpoint(self, point):
        folder = Path(os.environ.get("FAULT_FOLDER", "/nowhere"))
        reached = folder / "reached"
        if point != os.environ.get("FAULT_POINT") or reached.exists():
            return
        reached.touch()
        while not (folder / "go").exists():
            time.sleep(0.01)


def break_swap():
    """Commit between the table and the pointer: what the swap must never do. Readers must see it."""
    point = swap._point

    def broken(cursor, pointer):
        cursor.connection.commit()
        time.sleep(1.0)
        point(cursor, pointer)

    swap._point = broken
