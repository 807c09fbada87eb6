"""Actions of the publication: rights, arguments and answers; the work is in the modules beside."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckan import model
from ckanext.forum import authorities, errors, quarantine
from ckanext.forum.model import Publication
from ckanext.forum.publication import publish, withdraw
from forum_core.source import Choices

_SHOWN = (
    *(
        "id",
        "register",
        "organization",
        "dataset",
        "resource",
        "author",
        "state",
        "digest",
        "csv_digest",
        "reason",
    ),
    *("rows_in", "rows_out", "rows_refused", "rows_suppressed", "rows_added", "rows_changed", "rows_left"),
)


def forum_publish(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Publish a deposited file in a register of an authority.

    Args:
        context: CKAN's; its user is the author.
        data_dict: `register`, `organization` (name or id), `deposit` (id of a file in quarantine, never a
            path), and optionally `partial`, `repair`, `dry_run`, and `encoding`, `delimiter`, `sheet`
            for a file that is to be read otherwise than the reader would.

    Returns:
        `publication`, `changed`, `rows` (in, out, refused), `difference`, and the `report`.
    """
    register, name, deposit = tk.get_or_bust(data_dict, ["register", "organization", "deposit"])
    tk.check_access("forum_publish", context, data_dict)
    with errors.said():
        order = publish.Order(
            register=register,
            organization=authorities.organization(name),
            deposit=quarantine.deposit_folder(deposit),
            author=context["user"],
            partial=tk.asbool(data_dict.get("partial", False)),
            repair=tk.asbool(data_dict.get("repair", False)),
            dry_run=tk.asbool(data_dict.get("dry_run", False)),
            choices=Choices(
                **{name: data_dict.get(name) or None for name in ("encoding", "delimiter", "sheet")}
            ),
        )
        return _outcome(publish.publish(order))


def forum_withdraw(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Withdraw a register of an authority, or one of its rows.

    Args:
        context: CKAN's; its user is the author.
        data_dict: `register`, `organization` (name or id), `reason` (said to everybody), and optionally
            `row`, the key of one row.
    """
    register, name, reason = tk.get_or_bust(data_dict, ["register", "organization", "reason"])
    tk.check_access("forum_withdraw", context, data_dict)
    if not reason.strip():
        raise tk.ValidationError(
            {"reason": ["Dites pourquoi : le motif est montré à la place de ce qui est retiré."]}
        )
    key = data_dict.get("row")
    with errors.said():
        organization = authorities.organization(name)
        author = context["user"]
        if key:
            publication = withdraw.withdraw_row(register, organization, key, reason, author)
        else:
            publication = withdraw.withdraw(register, organization, reason, author)
    return {"publication": publication, "row": key}


@tk.side_effect_free
def forum_publication_list(context: Context, data_dict: dict[str, Any]) -> list[dict[str, Any]]:
    """Publications of a register of an authority, latest first."""
    register, name = tk.get_or_bust(data_dict, ["register", "organization"])
    tk.check_access("forum_publication_list", context, data_dict)
    with errors.said():
        organization = authorities.organization(name)
    return [_shown(one) for one in Publication.of(register, organization.id)]


@tk.side_effect_free
def forum_publication_show(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """One publication, by its id."""
    found = model.Session.get(Publication, tk.get_or_bust(data_dict, "id"))
    if found is None:
        raise tk.ObjectNotFound("Cette publication n’existe pas.")
    tk.check_access("forum_publication_show", context, {"organization": found.organization})
    return _shown(found)


def _shown(one: Publication) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _SHOWN}
    return {
        **values,
        "created": one.created.isoformat(),
        "ended": one.ended.isoformat() if one.ended else None,
    }


def _outcome(outcome: publish.Outcome) -> dict[str, Any]:
    clearance, difference = outcome.clearance, outcome.difference
    return {
        "publication": outcome.publication,
        "changed": outcome.changed,
        "rows": {
            "in": clearance.rows_in,
            "out": clearance.rows_out,
            "refused": clearance.rows_refused,
            "apart": clearance.apart.rows,
        },
        "difference": difference
        and {"added": difference.added, "changed": difference.changed, "left": difference.left},
        "report": errors.report_json(outcome.report),
    }
