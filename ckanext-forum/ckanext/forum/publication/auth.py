"""Who may publish and withdraw: the administrators of the authority (the publisher's role)."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckan import authz, model


def _may(context: Context, data_dict: dict[str, Any], permission: str) -> dict[str, Any]:
    organization = model.Group.get(data_dict.get("organization", ""))
    user = context.get("user")
    if (
        organization
        and user
        and authz.has_user_permission_for_group_or_org(organization.id, user, permission)
    ):
        return {"success": True}
    return {
        "success": False,
        "msg": "Votre compte ne peut pas publier ici. Demandez à qui publie pour cette collectivité.",
    }


def forum_publish(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Administrators of the authority."""
    return _may(context, data_dict, "admin")


def forum_withdraw(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Administrators of the authority."""
    return _may(context, data_dict, "admin")


def forum_publication_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Members of the authority: the account holds counts that public pages may have to withhold."""
    return _may(context, data_dict, "read")


@tk.auth_allow_anonymous_access
def forum_publication_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Members of the authority."""
    return _may(context, data_dict, "read")
