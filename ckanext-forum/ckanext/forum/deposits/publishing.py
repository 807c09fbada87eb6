"""The last step of a deposit: checks what the person has seen, publishes once, notes what came of it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum.deposits import examine, folder, store, typed
from ckanext.forum.deposits.store import Deposit, DepositState
from forum_core.deposit.study import Study

log = logging.getLogger(__name__)

_SAID_NOT_READY = "Ce fichier ne peut pas être publié tel quel. Corrigez ce que le contrôle signale."
_SAID_PARTIAL = "Des lignes restent à corriger. Corrigez-les, ou choisissez de publier les autres."
_SAID_CONFIRM = "Cochez la case\u00a0: ce qui quitte le site, ou n’y entre pas, sera vu de tous."
_SAID_MOVED = (
    "Ce registre a reçu une autre publication depuis que cette page est ouverte. "
    "La comparaison est refaite\u00a0: relisez-la, puis publiez."
)


def check(deposit: Deposit, data: Mapping[str, Any]) -> Study:
    """The study of a deposit that may be published as asked.

    Raises:
        ValidationError: Something was not read, or cannot be published.
    """
    found = examine.find(deposit)
    if found is None or ("public" in data and (data["public"] or None) != examine.public_digest(deposit)):
        raise tk.ValidationError({"message": [_SAID_MOVED]})
    study = found.study
    if study is None or study.clearance is None:
        raise tk.ValidationError({"message": [_SAID_NOT_READY]})
    partial = typed.flag(data.get("partial"))
    if study.in_part and not partial:
        raise tk.ValidationError({"message": [_SAID_PARTIAL]})
    if loses(study) and not typed.flag(data.get("confirm")):
        raise tk.ValidationError({"confirm": [_SAID_CONFIRM]})
    return study


def loses(study: Study) -> bool:
    """True when rows leave the site, or stay behind: the publisher says that this was read."""
    return study.in_part or bool(study.difference and study.difference.left)


def publish(deposit: Deposit) -> None:
    """Publish a deposit that is `publishing`; then it is published and its file erased, or a draft again.

    Doing it twice publishes once: the same rows change nothing.
    """
    order = {
        "register": deposit.register,
        "organization": deposit.organization,
        "deposit": deposit.id,
        "partial": deposit.partial,
        "repair": deposit.repair,
        **{name: deposit.choices.get(name) for name in ("encoding", "delimiter", "sheet")},
    }
    try:
        done = tk.get_action("forum_publish")({"user": deposit.editor}, order)
    except (tk.ValidationError, tk.NotAuthorized) as err:
        store.change(
            deposit.id, deposit.version, deposit.editor, state=DepositState.DRAFT, trouble=_sentence(err)
        )
        return
    store.change(
        deposit.id,
        deposit.version,
        deposit.editor,
        state=DepositState.PUBLISHED,
        publication=done["publication"],
        trouble=None,
        rows=done["rows"]["out"],
        refused=done["rows"]["refused"],
    )
    folder.remove(deposit.id)
    log.info("deposit published", extra={"deposit": deposit.id, "publication": done["publication"]})


def _sentence(err: tk.ValidationError | tk.NotAuthorized) -> str:
    if isinstance(err, tk.NotAuthorized):
        return str(err)
    return " ".join(err.error_dict.get("message", []))
