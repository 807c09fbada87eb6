"""What a person may ask of a run: where it stands. Ids, counts and words of ours; never a cell."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckan import model
from ckanext.forum.runs import kinds, queue, store
from ckanext.forum.runs.store import RunState

_SAID_UNKNOWN = "Ce travail n’existe pas."


@tk.side_effect_free
def forum_run_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Where a run stands.

    Args:
        context: CKAN's; its user works for the authority of the run.
        data_dict: `id`.

    Returns:
        `state` (queued, running, done or to-review), `title`, `stages` (each with `says` and `state`: done,
        running, waiting or failed), `tries` of the present stage, `reason` (name of the last error),
        `address` of the result, `author`, `created`, `changed`, and `worker`: is one there to do the work.
    """
    run = store.get(str(tk.get_or_bust(data_dict, "id")))
    if run is None:
        raise tk.ObjectNotFound(_SAID_UNKNOWN)
    try:
        tk.check_access("forum_run_show", context, {"organization": run.organization})
    except tk.NotAuthorized as err:
        # What somebody may not see is as absent.
        raise tk.ObjectNotFound(_SAID_UNKNOWN) from err
    kind = kinds.kinds().get(run.kind)
    return {
        "id": run.id,
        "state": run.state,
        "title": kind.title if kind else run.kind,
        "stages": [
            {"says": stage.says, "state": _stage_state(number, run)}
            for number, stage in enumerate(kind.stages if kind else ())
        ],
        "tries": run.tries,
        "reason": run.reason,
        "address": kind.place(run.subject) if kind else "",
        "author": run.author,
        "created": run.created.isoformat(),
        "changed": run.changed.isoformat(),
        "worker": queue.is_attended(model.meta.engine),
    }


def _stage_state(number: int, run: store.Run) -> str:
    if number < run.stage or run.state == RunState.DONE:
        return "done"
    if number > run.stage or run.state == RunState.QUEUED:
        return "waiting"
    return "failed" if run.state == RunState.TO_REVIEW else "running"
