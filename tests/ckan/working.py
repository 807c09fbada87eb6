"""The worker of runs for tests: it works in this process until nothing is queued."""

from __future__ import annotations

from ckan import model
from ckanext.forum.runs import kinds, worker


def work(flask):
    """Do what is queued, as `ckan forum worker` does."""
    model.Session.remove()
    worker.work(flask, kinds.kinds(), wait=False)
