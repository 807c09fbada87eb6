"""What every page of a deposit says of it, and what lists say: register, authority, state, who and when."""

from __future__ import annotations

from dataclasses import dataclass

from ckan import model
from ckanext.forum import config, members
from ckanext.forum.deposits import store
from ckanext.forum.deposits.store import Deposit, DepositState
from forum_core import french

_STATES = {
    DepositState.EXAMINING: ("En cours de contrôle", "is-held"),
    DepositState.DRAFT: ("À finir", "is-soon"),
    DepositState.PROPOSED: ("À publier", "is-soon"),
    DepositState.PUBLISHING: ("En cours de publication", "is-held"),
    DepositState.PUBLISHED: ("Publié", "is-ok"),
    DepositState.GIVEN_UP: ("Abandonné", ""),
    DepositState.EXPIRED: ("Effacé", ""),
}


@dataclass(frozen=True, slots=True)
class Head:
    """One deposit in words.

    Attributes:
        rows: « 41 lignes, 3 à corriger », as far as it was examined.
        may_publish: Whether the person who looks may.
    """

    id: str
    version: int
    title: str
    register: str
    authority: str
    authority_name: str
    filename: str
    size: str
    state: str
    state_class: str
    is_draft: bool
    is_open: bool
    is_busy: bool
    is_published: bool
    rows: str
    changed: str
    day: str
    editor: str
    trouble: str
    may_publish: bool


def _title(register: str) -> str:
    """Its title; its name when its folder went away or broke, so that the other deposits are listed."""
    schemas = config.registers()
    return schemas.get(register).title if register in schemas.names() else register


def head(deposit: Deposit, user: str | None) -> Head:
    """A deposit as pages name it."""
    authority = members.authority(deposit.organization)
    state = DepositState(deposit.state)
    word, look = _STATES[state]
    return Head(
        id=deposit.id,
        version=deposit.version,
        title=_title(deposit.register),
        register=deposit.register,
        authority=(authority.title or authority.name) if authority else "",
        authority_name=authority.name if authority else "",
        filename=deposit.filename,
        size=french.size(deposit.size),
        state=word,
        state_class=look,
        is_draft=state is DepositState.DRAFT,
        is_open=deposit.open,
        is_busy=state in store.BUSY,
        is_published=state is DepositState.PUBLISHED,
        rows=_rows(deposit),
        changed=french.moment(deposit.changed),
        day=french.day(french.paris_day(deposit.changed)),
        editor=person(deposit.editor),
        trouble=deposit.trouble or "",
        may_publish=members.may(user, deposit.organization, members.MAY_PUBLISH),
    )


def person(name: str) -> str:
    """The name of an account as its colleagues know it."""
    found = model.User.get(name)
    return str(found.display_name) if found else name


def _rows(deposit: Deposit) -> str:
    if deposit.rows is None:
        return ""
    rows = french.count(deposit.rows, "ligne", "lignes")
    published = deposit.state == DepositState.PUBLISHED
    refused = (
        f"{french.number(deposit.refused)} {'laissées' if published else 'à corriger'}"
        if deposit.refused
        else ""
    )
    return ", ".join(filter(None, (rows, refused)))
