"""What the worker does of a deposit: the control of a large file, and every publication."""

from __future__ import annotations

import ckan.plugins.toolkit as tk

from ckanext.forum.deposits import examine, folder, publishing, store
from ckanext.forum.deposits.store import Deposit, DepositState
from ckanext.forum.runs import engine
from ckanext.forum.runs.kinds import Kind, Stage

CONTROL, PUBLICATION = "deposit-control", "deposit-publication"


def start(kind: str, deposit: Deposit, user: str) -> None:
    """Queue the work, in the caller's transaction: it commits with the state that says so, or not at all."""
    engine.start(kind, deposit.id, register=deposit.register, organization=deposit.organization, user=user)


def get_run_kinds() -> dict[str, Kind]:
    """The kinds of runs of deposits, for the plugin."""
    return {
        CONTROL: Kind(
            "Contrôle d’un fichier déposé", (Stage("control", "Contrôle du fichier", _control),), _place
        ),
        PUBLICATION: Kind(
            "Publication d’un dépôt",
            (Stage("publish", "Contrôle, protection des personnes et mise en ligne", _publish),),
            _place,
        ),
    }


def _control(deposit: str) -> None:
    found = store.get(deposit)
    if found and found.state == DepositState.EXAMINING:
        examine.run(found)
        store.change(found.id, found.version, found.editor, state=DepositState.DRAFT)


def _publish(deposit: str) -> None:
    found = store.get(deposit)
    if found and found.state == DepositState.PUBLISHING:
        publishing.publish(found)
    elif found and not found.open:
        # Killed between the note and the erasing.
        folder.remove(found.id)


def _place(deposit: str) -> str:
    return tk.url_for("forum_deposits.read", deposit=deposit)
