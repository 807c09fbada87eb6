"""Who may report (everybody), read what was reported and answer (officers of the authority)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.forum import members


@tk.auth_allow_anonymous_access
def forum_report_create(_context: Context, _data_dict: dict[str, Any]) -> dict[str, Any]:
    """Everybody, without account."""
    return {"success": True}


@tk.auth_allow_anonymous_access
def forum_report_show(_context: Context, _data_dict: dict[str, Any]) -> dict[str, Any]:
    """Everybody who has the number; the action tells officers more than the public."""
    return {"success": True}


def forum_report_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers, of the authority that is named, or of any."""
    user, name = context.get("user"), data_dict.get("organization")
    allowed = (
        members.may(user, _id(name), members.MAY_WORK)
        if name
        else bool(members.authorities(user, members.MAY_WORK))
    )
    return _said(
        allowed, "Votre compte ne lit pas les signalements. Demandez à qui publie pour la collectivité."
    )


def forum_report_answer(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority."""
    allowed = members.may(context.get("user"), _id(data_dict.get("organization")), members.MAY_WORK)
    return _said(
        allowed, "Votre compte peut lire, non répondre. Demandez à la personne référente de la collectivité."
    )


def _id(name: str | None) -> str | None:
    organization = members.authority(name)
    return organization.id if organization else None


def _said(allowed: bool, sentence: str) -> dict[str, Any]:
    return {"success": True} if allowed else {"success": False, "msg": sentence}


AUTH = {
    function.__name__: function
    for function in (forum_report_create, forum_report_show, forum_report_list, forum_report_answer)
}
"""Auth functions by name, for the plugin."""
