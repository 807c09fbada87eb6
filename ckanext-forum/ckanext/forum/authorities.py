"""The authority behind a CKAN organisation: the SIREN numbers that it answers for."""

from __future__ import annotations

from ckan import model
from ckanext.forum.errors import AuthorityIncomplete
from forum_core.rows.check import Authority


def organization(name_or_id: str) -> model.Group:
    """The active organisation of that name or id.

    Raises:
        AuthorityIncomplete: There is none.
    """
    found = model.Group.get(name_or_id)
    if found is None or not found.is_organization or found.state != "active":
        raise AuthorityIncomplete("authority.unknown", name=name_or_id)
    return found


def authority(organization: model.Group) -> Authority:
    """What the profile says; rows that name another SIREN are refused.

    Raises:
        AuthorityIncomplete: The profile has no SIREN: nothing could be checked against it.
    """
    siren = organization.extras.get("siren")
    if not siren:
        raise AuthorityIncomplete("authority.no-siren", name=organization.name)
    return Authority(frozenset({siren, *organization.extras.get("other_sirens", "").split()}))
