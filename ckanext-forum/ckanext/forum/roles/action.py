"""Actions on the members of an authority: list, name, remove, give and take back the two roles of ours."""

from __future__ import annotations

from typing import Any, cast

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.types import Context

from ckan import model
from ckanext.forum import members
from ckanext.forum.roles import store
from ckanext.forum.roles.store import ExtraRole, MemberRoles, Role

_SAID_ROLE = "Choisissez un rôle\u00a0: lecture, dépôt ou publication."
_SAID_EXTRA = "Ce rôle n’existe pas. Choisissez la protection des données ou la déontologie."
_SAID_USER = (
    "Aucun compte ne porte ce nom. Vérifiez-le, ou donnez une adresse de courriel\u00a0: "
    "une invitation partira."
)
_SAID_MAIL = (
    "Le courriel d’invitation n’est pas parti\u00a0: aucun compte n’est créé. "
    "Prévenez la personne qui administre le site."
)
_SAID_NOT_MEMBER = "Cette personne n’est pas membre de la collectivité. Ajoutez-la d’abord."
_SAID_LAST = "C’est la seule personne qui publie ici. Nommez-en une autre d’abord."
_SAID_SELF = "Votre propre rôle ne peut pas baisser. Demandez à une autre personne qui publie."


@tk.side_effect_free
def forum_member_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Members of an authority (`organization`) with their roles, for its members."""
    tk.check_access("forum_member_list", context, data_dict)
    return [_shown(one) for one in store.members_of(_authority(data_dict).id)]


def forum_member_set(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Make somebody a member, or change their role.

    Args:
        context: CKAN's; its user publishes for the authority.
        data_dict: `organization`; `user`, the name of an account or an e-mail, which is invited when no
            account has it; `role`: reader, officer or publisher.
    """
    tk.check_access("forum_member_set", context, data_dict)
    organization, role = _authority(data_dict), _role(data_dict)
    written = str(data_dict.get("user") or "").strip()
    account = _account(written)
    if account is None:
        return _invite(context["user"], organization, written, role)
    store.hold(organization.id)
    _keep_a_publisher(context["user"], organization.id, account.id, role)
    tk.get_action("organization_member_create")(
        _trusted(context["user"]),
        {"id": organization.id, "username": account.id, "role": store.CAPACITIES[role]},
    )
    return _shown(_member(organization.id, account.id))


def forum_member_remove(context: Context, data_dict: dict[str, Any]) -> None:
    """Take somebody (`user`) out of an authority (`organization`), with all their roles there."""
    tk.check_access("forum_member_remove", context, data_dict)
    organization = _authority(data_dict)
    gone = _member(organization.id, str(data_dict.get("user") or ""))
    store.hold(organization.id)
    _keep_a_publisher(context["user"], organization.id, gone.user_id, None)
    store.take(organization.id, gone.user_id)
    tk.get_action("organization_member_delete")(
        _trusted(context["user"]), {"id": organization.id, "user_id": gone.user_id}
    )


def forum_role_give(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Give a member (`user`) a role of ours (`role`: dpo or ethics) in an authority (`organization`)."""
    tk.check_access("forum_role_give", context, data_dict)
    organization, role = _authority(data_dict), _extra(data_dict)
    chosen = _member(organization.id, str(data_dict.get("user") or ""))
    giver = model.User.get(context["user"])
    store.give(organization.id, chosen.user_id, role, giver.id if giver else context["user"])
    model.Session.commit()
    return _shown(_member(organization.id, chosen.user_id))


def forum_role_take(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Take a role of ours (`role`: dpo or ethics) back from a member (`user`) of an authority."""
    tk.check_access("forum_role_take", context, data_dict)
    organization, role = _authority(data_dict), _extra(data_dict)
    chosen = _member(organization.id, str(data_dict.get("user") or ""))
    store.take(organization.id, chosen.user_id, role)
    model.Session.commit()
    return _shown(_member(organization.id, chosen.user_id))


ACTIONS = {
    function.__name__: function
    for function in (
        forum_member_list,
        forum_member_set,
        forum_member_remove,
        forum_role_give,
        forum_role_take,
    )
}
"""Actions by name, for the plugin."""


def _authority(data: dict[str, Any]) -> model.Group:
    found = members.authority(tk.get_or_bust(data, "organization"))
    if found is None:
        raise tk.ObjectNotFound
    return found


def _role(data: dict[str, Any]) -> Role:
    if data.get("role") not in tuple(Role):
        raise tk.ValidationError({"role": [_SAID_ROLE]})
    return Role(data["role"])


def _extra(data: dict[str, Any]) -> ExtraRole:
    if data.get("role") not in tuple(ExtraRole):
        raise tk.ValidationError({"role": [_SAID_EXTRA]})
    return ExtraRole(data["role"])


def _member(organization: str, user: str) -> MemberRoles:
    found = store.member(organization, user)
    if found is None:
        raise tk.ValidationError({"user": [_SAID_NOT_MEMBER]})
    return found


def _account(written: str) -> model.User | None:
    """The account of that name or e-mail; None for an e-mail that no account has."""
    known = sa.or_(
        model.User.id == written,
        model.User.name == written,
        sa.func.lower(model.User.email) == written.lower(),
    )
    query = sa.select(model.User).where(known, model.User.state != "deleted")
    found = model.Session.scalars(query).first()
    if found is None and "@" not in written:
        raise tk.ValidationError({"user": [_SAID_USER]})
    return found


def _keep_a_publisher(user: str, organization: str, changed: str, role: Role | None) -> None:
    """Refuse what would leave nobody to publish, or lower one's own role."""
    publishers = {one.user_id for one in store.members_of(organization) if one.role is Role.PUBLISHER}
    if role is Role.PUBLISHER or changed not in publishers:
        return
    if publishers == {changed}:
        raise tk.ValidationError({"user": [_SAID_LAST]})
    me = model.User.get(user)
    if me and me.id == changed:
        raise tk.ValidationError({"user": [_SAID_SELF]})


def _invite(user: str, organization: model.Group, email: str, role: Role) -> dict[str, Any]:
    if not tk.config.get("smtp.mail_from"):
        # CKAN's mailer breaks without a sender, when the account is made already.
        raise tk.ValidationError({"user": [_SAID_MAIL]})
    try:
        invited = tk.get_action("user_invite")(
            _trusted(user),
            {"email": email, "group_id": organization.id, "role": store.CAPACITIES[role]},
        )
    except tk.ValidationError as err:
        raise tk.ValidationError({"user": [_SAID_USER if "email" in err.error_dict else _SAID_MAIL]}) from err
    return _shown(_member(organization.id, invited["id"]))


def _trusted(user: str) -> Context:
    """The right was asked of our own auth function: CKAN's would say the same, in English."""
    return cast("Context", {"user": user, "ignore_auth": True})


def _shown(one: MemberRoles) -> dict[str, Any]:
    return {
        "user": one.name,
        "display_name": one.shown_name,
        "role": str(one.role),
        "extra": [str(role) for role in one.extra],
        "invited": one.invited,
    }
