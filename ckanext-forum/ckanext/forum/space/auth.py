"""Who asks what waits for them (anybody with an account), who changes a profile (who publishes)."""

from __future__ import annotations

from typing import Any

from ckan.types import Context

from ckanext.forum import members


def forum_task_list(_context: Context, _data_dict: dict[str, Any]) -> dict[str, Any]:
    """Everybody with an account, about their own authorities; CKAN refuses visitors before it asks."""
    return {"success": True}


def forum_profile_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    organization = members.authority(data_dict.get("organization"))
    if organization and members.may(context.get("user"), organization.id, members.MAY_PUBLISH):
        return {"success": True}
    return {
        "success": False,
        "msg": "Votre compte ne change pas ce profil. Demandez à qui publie pour cette collectivité.",
    }


AUTH = {function.__name__: function for function in (forum_task_list, forum_profile_update)}
"""Auth functions by name, for the plugin."""
