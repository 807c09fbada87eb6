"""Actions on deposits: drop, see, list, choose how to read and repair, propose, publish, give up."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan.types import Context

from ckan import model
from ckanext.forum import errors, members
from ckanext.forum.deposits import examine, folder, publishing, store, sweep, typed, work
from ckanext.forum.deposits.heads import person
from ckanext.forum.deposits.store import Deposit, DepositState
from forum_core import french

_SAID_UNKNOWN = "Ce dépôt n’existe pas."
_SAID_CROSSED = (
    "{who} a changé ce dépôt le {when}, pendant que cette page était ouverte. "
    "Rien n’est perdu\u00a0: relisez-le ci-dessous, puis recommencez."
)
_SAID_CLOSED = "Ce dépôt est clos\u00a0: il ne change plus. Déposez un nouveau fichier."
_SAID_BUSY = "Ce dépôt est en cours de traitement. Attendez la fin, puis recommencez."
_SAID_VERSION = "Dites quelle version du dépôt vous avez lue\u00a0: un nombre entier."
_SHOWN = (
    *("id", "register", "author", "editor", "state", "version", "filename", "size", "choices"),
    *("rows", "refused", "trouble", "publication"),
)


def forum_deposit_create(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Drop a file, or paste a table, for a register of an authority. Nothing becomes public.

    Args:
        context: CKAN's; its user is an officer of the authority.
        data_dict: `register`, `organization` (name or id), and `upload` (a file) or `text` (a table with its
            line of titles).
    """
    tk.check_access("forum_deposit_create", context, data_dict)
    organization, schema = typed.organization(data_dict), typed.register(data_dict)
    dropped, user = typed.something(data_dict), context["user"]
    sweep.sweep()
    deposit = Deposit(
        id=store.new_id(),
        organization=organization.id,
        register=schema.name,
        author=user,
        editor=user,
        filename=dropped.name,
        choices={},
    )
    with errors.said():
        deposit.size = folder.keep(deposit.id, dropped.stream)
    model.Session.add(deposit)
    model.Session.flush()
    return _shown(_examined(deposit, context))


@tk.side_effect_free
def forum_deposit_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """A deposit by its `id`: where it stands, with counts; no cell."""
    return _shown(_deposit(context, data_dict, "forum_deposit_show"))


@tk.side_effect_free
def forum_deposit_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Deposits of the authorities that the user works for, last changed first.

    Args:
        context: CKAN's.
        data_dict: Optionally `organization`, `register`, and `state` (draft, proposed, …, or open).
    """
    tk.check_access("forum_deposit_list", context, data_dict)
    mine = {one.id for one in members.authorities(context.get("user"), members.MAY_WORK)}
    if data_dict.get("organization"):
        mine &= {typed.organization(data_dict).id}
    wanted = str(data_dict.get("state") or "")
    states = [
        state for state in DepositState if wanted in ("", state) or (wanted == "open" and state in store.OPEN)
    ]
    found = [one for one in store.of(mine, states) if data_dict.get("register") in (None, "", one.register)]
    return [_shown(one) for one in found]


def forum_deposit_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Drop a corrected file, say how to read it, repair it, or propose it to those who publish.

    Args:
        context: CKAN's.
        data_dict: `id`; `version`, that of the deposit as it was read; and any of `upload` or `text`,
            `encoding`, `delimiter`, `sheet`, `repair`, `state` (draft or proposed). With none of them the
            file is examined again.
    """
    deposit = _to_change(context, data_dict, "forum_deposit_update")
    if "state" in data_dict:
        wanted = DepositState.PROPOSED if data_dict["state"] == DepositState.PROPOSED else DepositState.DRAFT
        return _shown(_change(deposit, context, state=wanted))
    dropped, choices = typed.dropped(data_dict), typed.choices(data_dict)
    values: dict[str, Any] = {"reading": Deposit.reading + 1, "state": DepositState.DRAFT, "trouble": None}
    if dropped:
        # Another file may be written otherwise: only the wish to repair it stays.
        choices = {"repair": deposit.repair, **choices}
        with errors.said():
            size = folder.keep(deposit.id, dropped.stream)
        values |= {"filename": dropped.name, "size": size, "choices": choices}
    else:
        values |= {"choices": {**deposit.choices, **choices}}
    model.Session.execute(sa.update(Deposit).where(Deposit.id == deposit.id).values(**values))
    return _shown(_examined(_now(deposit), context))


def forum_deposit_publish(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Have a deposit published by the worker; asked twice, it is published once.

    Args:
        context: CKAN's; its user publishes for the authority.
        data_dict: `id`; `version` as it was read; `partial` to leave the rows that are wrong; `confirm` when
            rows leave the site or stay behind; `public`, digest of the publication that it was compared with.
    """
    deposit = _deposit(context, data_dict, "forum_deposit_publish", lock=True)
    if deposit.state in (DepositState.PUBLISHING, DepositState.PUBLISHED):
        return _shown(deposit)
    _check_to_change(deposit, data_dict)
    publishing.check(deposit, data_dict)
    choices = {**deposit.choices, "partial": typed.flag(data_dict.get("partial"))}
    work.start(work.PUBLICATION, deposit, context["user"])
    return _shown(_change(deposit, context, state=DepositState.PUBLISHING, choices=choices, trouble=None))


def forum_deposit_delete(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Give a deposit up: its file is erased, its trace stays.

    Args:
        context: CKAN's.
        data_dict: `id`, `version` as it was read.
    """
    deposit = _to_change(context, data_dict, "forum_deposit_delete")
    changed = _change(deposit, context, state=DepositState.GIVEN_UP)
    folder.remove(deposit.id)
    return _shown(changed)


ACTIONS = {
    function.__name__: function
    for function in (
        forum_deposit_create,
        forum_deposit_show,
        forum_deposit_list,
        forum_deposit_update,
        forum_deposit_publish,
        forum_deposit_delete,
    )
}
"""Actions by name, for the plugin."""


def _deposit(context: Context, data: dict[str, Any], action: str, *, lock: bool = False) -> Deposit:
    """The deposit of that id; what somebody may not see is as absent."""
    found = store.get(str(tk.get_or_bust(data, "id")), lock=lock)
    if found is None:
        raise tk.ObjectNotFound(_SAID_UNKNOWN)
    try:
        tk.check_access("forum_deposit_show", context, {"organization": found.organization})
    except tk.NotAuthorized as err:
        raise tk.ObjectNotFound(_SAID_UNKNOWN) from err
    tk.check_access(action, context, {"organization": found.organization})
    return found


def _to_change(context: Context, data: dict[str, Any], action: str) -> Deposit:
    found = _deposit(context, data, action, lock=True)
    _check_to_change(found, data)
    return found


def _check_to_change(deposit: Deposit, data: dict[str, Any]) -> None:
    """Refuse what is closed, what another person changed since it was read, and what is being worked on."""
    if not deposit.open:
        raise tk.ValidationError({"message": [_SAID_CLOSED]})
    if deposit.version != _version(data):
        said = _SAID_CROSSED.format(who=person(deposit.editor), when=french.moment(deposit.changed))
        raise tk.ValidationError({"message": [said]})
    if deposit.state not in store.WAITING:
        raise tk.ValidationError({"message": [_SAID_BUSY]})


def _change(deposit: Deposit, context: Context, **values: object) -> Deposit:
    """Change a deposit that is locked, and give it as it is now."""
    store.change(deposit.id, deposit.version, context["user"], **values)
    return _now(deposit)


def _examined(deposit: Deposit, context: Context) -> Deposit:
    """The deposit with its file examined, now or, when it is large, by the worker. Commits."""
    if folder.is_large(deposit.id):
        work.start(work.CONTROL, deposit, context["user"])
        return _change(deposit, context, state=DepositState.EXAMINING)
    changed = _change(deposit, context)
    with errors.said():
        examine.run(changed)
    return _now(changed)


def _now(deposit: Deposit) -> Deposit:
    """The deposit as the database has it now."""
    found = store.get(deposit.id)
    if found is None:
        raise tk.ObjectNotFound(_SAID_UNKNOWN)
    return found


def _version(data: dict[str, Any]) -> int:
    try:
        return int(tk.get_or_bust(data, "version"))
    except (TypeError, ValueError) as err:
        raise tk.ValidationError({"version": [_SAID_VERSION]}) from err


def _shown(deposit: Deposit) -> dict[str, Any]:
    authority = members.authority(deposit.organization)
    return {
        **{name: getattr(deposit, name) for name in _SHOWN},
        "organization": authority.name if authority else deposit.organization,
        "created": deposit.created.isoformat(),
        "changed": deposit.changed.isoformat(),
    }
