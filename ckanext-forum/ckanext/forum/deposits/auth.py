"""Who may deposit, prepare and publish: officers of the authority, and its publishers for the last step."""

from __future__ import annotations

from typing import Any

from ckan.types import Context

from ckanext.forum import members
from ckanext.forum.members import Permission

_SAID_DEPOSIT = "Votre compte ne peut pas déposer pour cette collectivité. Demandez ce droit à qui la publie."
_SAID_PUBLISH = (
    "Votre compte peut déposer, non publier. Proposez le dépôt\u00a0: "
    "une personne qui publie pour la collectivité le trouvera dans son espace."
)
_SAID_NOWHERE = "Votre compte ne dépose pour aucune collectivité. Demandez ce droit à la vôtre."


def _may(context: Context, organization: str | None, permission: Permission, said: str) -> dict[str, Any]:
    found = members.authority(organization)
    if found and members.may(context.get("user"), found.id, permission):
        return {"success": True}
    return {"success": False, "msg": said}


def forum_deposit_create(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority."""
    return _may(context, data_dict.get("organization"), members.MAY_WORK, _SAID_DEPOSIT)


def forum_deposit_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority: the page shows cells that nobody has cleared."""
    return _may(context, data_dict.get("organization"), members.MAY_WORK, _SAID_DEPOSIT)


def forum_deposit_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority, or of any when none is named: each sees those of their own."""
    name, user = data_dict.get("organization"), context.get("user")
    if name:
        return _may(context, name, members.MAY_WORK, _SAID_DEPOSIT)
    if members.authorities(user, members.MAY_WORK):
        return {"success": True}
    return {"success": False, "msg": _SAID_NOWHERE}


def forum_deposit_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority."""
    return _may(context, data_dict.get("organization"), members.MAY_WORK, _SAID_DEPOSIT)


def forum_deposit_delete(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Officers of the authority."""
    return _may(context, data_dict.get("organization"), members.MAY_WORK, _SAID_DEPOSIT)


def forum_deposit_publish(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publishers of the authority."""
    return _may(context, data_dict.get("organization"), members.MAY_PUBLISH, _SAID_PUBLISH)


AUTH = {
    function.__name__: function
    for function in (
        forum_deposit_create,
        forum_deposit_show,
        forum_deposit_list,
        forum_deposit_update,
        forum_deposit_delete,
        forum_deposit_publish,
    )
}
"""Auth functions by name, for the plugin."""
