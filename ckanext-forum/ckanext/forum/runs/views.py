"""Pages of `/espace/runs`: where a piece of long work stands, and the same for scripts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from ckanext.forum import entrance

runs = Blueprint("forum_runs", __name__, url_prefix="/espace/runs")
entrance.guard(runs, signed_in=True)


@runs.get("/<run>")
def read(run: str) -> ResponseReturnValue:
    """The page of a run."""
    asked = _asked(run)
    moments = {name: datetime.fromisoformat(asked[name]) for name in ("created", "changed")}
    return tk.render("runs/read.html", {"run": asked, **moments})


@runs.get("/<run>.json")
def read_json(run: str) -> ResponseReturnValue:
    """The same as JSON, for the script of the page and for programs."""
    return jsonify(_asked(run))


@runs.after_request
def keep_fresh(response: Any) -> Any:  # noqa: ANN401 - Flask's response
    """What is told is true now only."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _asked(run: str) -> dict[str, Any]:
    return tk.get_action("forum_run_show")({"user": tk.current_user.name}, {"id": run})
