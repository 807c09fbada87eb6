"""Who sees the members of an authority (they do), and who names them (who publishes)."""

from __future__ import annotations

from typing import Any

from ckan.types import Context

from ckanext.forum import members

_SAID_READ = "Cette liste est réservée aux membres de la collectivité."
_SAID_NAME = "Votre compte ne nomme pas les membres. Demandez à qui publie pour cette collectivité."


def forum_member_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Members of the authority."""
    return _answer(context, data_dict, members.MAY_READ, _SAID_READ)


def forum_member_set(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    return _answer(context, data_dict, members.MAY_PUBLISH, _SAID_NAME)


def forum_member_remove(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    return _answer(context, data_dict, members.MAY_PUBLISH, _SAID_NAME)


def forum_role_give(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    return _answer(context, data_dict, members.MAY_PUBLISH, _SAID_NAME)


def forum_role_take(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    return _answer(context, data_dict, members.MAY_PUBLISH, _SAID_NAME)


AUTH = {
    function.__name__: function
    for function in (
        forum_member_list,
        forum_member_set,
        forum_member_remove,
        forum_role_give,
        forum_role_take,
    )
}
"""Auth functions by name, for the plugin."""


def _answer(
    context: Context, data_dict: dict[str, Any], permission: members.Permission, sentence: str
) -> dict[str, Any]:
    organization = members.authority(data_dict.get("organization"))
    if organization and members.may(context.get("user"), organization.id, permission):
        return {"success": True}
    return {"success": False, "msg": sentence}
