"""Pages of CKAN that this site has no use for: groups, a second and empty way into the catalogue."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Flask, request

_BLUEPRINTS = ("group",)
_ENDPOINTS = ("dataset.groups", "dashboard.groups", "user.read_groups")


def close(app: Flask) -> None:
    """Answer to their addresses as to one that leads nowhere."""
    app.before_request(_refuse)


def _refuse() -> None:
    if request.blueprint in _BLUEPRINTS or request.endpoint in _ENDPOINTS:
        tk.abort(404)
