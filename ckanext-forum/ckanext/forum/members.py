"""Which authorities a person works for, by what CKAN's capacities permit there."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa

from ckan import authz, model

Permission = Literal["read", "update_dataset", "admin"]
"""Of a reader, of an officer, of a publisher (ARCHITECTURE 7)."""

MAY_READ: Permission = "read"
MAY_WORK: Permission = "update_dataset"
MAY_PUBLISH: Permission = "admin"

_ALL = sa.select(model.Group).where(model.Group.is_organization, model.Group.state == "active")


def may(user: str | None, organization: str | None, permission: Permission) -> bool:
    """True when the account of that name has the permission in the authority; a sysadmin has all."""
    return bool(user) and authz.has_user_permission_for_group_or_org(organization, user, permission)


def authority(name_or_id: str | None) -> model.Group | None:
    """An authority of the site by name or id, None when there is none, or no more."""
    found = model.Group.get(name_or_id) if name_or_id else None
    return found if found and found.is_organization and found.state == "active" else None


def authorities(user: str | None, permission: Permission) -> list[model.Group]:
    """The authorities where an account has a permission, by title; all of them for a sysadmin."""
    account = model.User.get(user) if user else None
    if account is None:
        return []
    query = _ALL
    if not account.sysadmin:
        query = query.join(model.Member, model.Member.group_id == model.Group.id).where(
            model.Member.table_name == "user",
            model.Member.table_id == account.id,
            model.Member.state == "active",
            model.Member.capacity.in_(authz.get_roles_with_permission(permission)),
        )
    return list(model.Session.scalars(query.order_by(model.Group.title)))


def all_authorities() -> list[model.Group]:
    """All authorities of the site, by title."""
    return list(model.Session.scalars(_ALL.order_by(model.Group.title)))
