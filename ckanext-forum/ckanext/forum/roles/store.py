"""Who belongs to an authority, in which role; the two roles that CKAN does not know, in a table of ours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from ckan import model


class Role(StrEnum):
    """What a member may do with data (ARCHITECTURE 7)."""

    READER = "reader"
    OFFICER = "officer"
    PUBLISHER = "publisher"


class ExtraRole(StrEnum):
    """What a member does beside: signs what the gate found, or what cross-checks found."""

    DPO = "dpo"
    ETHICS = "ethics"


CAPACITIES = {Role.READER: "member", Role.OFFICER: "editor", Role.PUBLISHER: "admin"}
_ROLES = {capacity: role for role, capacity in CAPACITIES.items()}
_ORDER = tuple(CAPACITIES.values())[::-1]


class GivenRole(tk.BaseModel):
    """A role of ours that a member has (migration 0002). It counts while the person is a member."""

    __tablename__ = "forum_role"

    organization: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    user: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    role: Mapped[str] = mapped_column(sa.UnicodeText, primary_key=True)
    given: Mapped[datetime] = mapped_column(sa.DateTime(timezone=True), default=lambda: datetime.now(UTC))
    given_by: Mapped[str] = mapped_column(sa.UnicodeText)


@dataclass(frozen=True, slots=True)
class MemberRoles:
    """A member and all their roles. `invited` until the first sign-in."""

    user_id: str
    name: str
    shown_name: str
    role: Role
    extra: tuple[ExtraRole, ...]
    invited: bool


def members_of(organization: str) -> list[MemberRoles]:
    """Members of an authority: who publishes first, then by name."""
    query = (
        sa.select(model.User, model.Member.capacity)
        .join(model.Member, model.Member.table_id == model.User.id)
        .where(
            model.Member.group_id == organization,
            model.Member.table_name == "user",
            model.Member.state == "active",
            model.Member.capacity.in_(_ORDER),
            model.User.state != "deleted",
            # CKAN makes the site's own account a member of what it creates: it is nobody.
            model.User.name != tk.config["ckan.site_id"],
        )
    )
    extra = _given(organization)
    found = [_member(user, capacity, extra[user.id]) for user, capacity in model.Session.execute(query)]
    return sorted(found, key=lambda one: (_ORDER.index(CAPACITIES[one.role]), one.shown_name.casefold()))


def member(organization: str, user: str) -> MemberRoles | None:
    """A member by id or name of the account."""
    return next((one for one in members_of(organization) if user in (one.user_id, one.name)), None)


def hold(organization: str) -> None:
    """Let nobody else change the members of this authority until the transaction ends."""
    group = sa.select(model.Group.id).where(model.Group.id == organization)
    model.Session.execute(group.with_for_update())


def give(organization: str, user: str, role: ExtraRole, by: str) -> None:
    """Give a role; once is enough."""
    found = model.Session.get(GivenRole, (organization, user, role))
    if found is None:
        model.Session.add(GivenRole(organization=organization, user=user, role=role, given_by=by))


def take(organization: str, user: str, role: ExtraRole | None = None) -> None:
    """Take a role back, or all of them."""
    gone = sa.delete(GivenRole).where(GivenRole.organization == organization, GivenRole.user == user)
    model.Session.execute(gone.where(GivenRole.role == role) if role else gone)


def _given(organization: str) -> dict[str, list[ExtraRole]]:
    found: dict[str, list[ExtraRole]] = defaultdict(list)
    query = sa.select(GivenRole).where(GivenRole.organization == organization).order_by(GivenRole.role)
    for one in model.Session.scalars(query):
        found[one.user].append(ExtraRole(one.role))
    return found


def _member(user: model.User, capacity: str, extra: list[ExtraRole]) -> MemberRoles:
    return MemberRoles(
        user_id=user.id,
        name=user.name,
        shown_name=user.display_name,
        role=_ROLES[capacity],
        extra=tuple(extra),
        invited=user.state == "pending",
    )
