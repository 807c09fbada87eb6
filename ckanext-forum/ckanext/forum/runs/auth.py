"""Who may see where a run stands: those who work for its authority."""

from __future__ import annotations

from typing import Any

from ckan.types import Context

from ckanext.forum import members

_SAID_NOT_YOURS = "Ce travail est celui d’une collectivité pour laquelle votre compte n’agit pas."


def forum_run_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority."""
    if members.may(context.get("user"), str(data_dict.get("organization")), members.MAY_WORK):
        return {"success": True}
    return {"success": False, "msg": _SAID_NOT_YOURS}
