"""Actions of the space: what waits for the person who asks, and the profile of an authority."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

import ckan.plugins.toolkit as tk
from ckan.types import Context

from ckanext.forum import clock, members
from ckanext.forum.space import logo, tasks

PROFILE = (
    "title",
    "siren",
    "other_sirens",
    "population",
    "contact_name",
    "contact_email",
    "contact_url",
    "homepage",
    "colour",
)
"""Fields of the profile, as the organisation type names them."""


@tk.side_effect_free
def forum_task_list(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """What waits for the person who asks, most pressing first.

    Args:
        context: CKAN's; its user is the person.
        data_dict: `organization` keeps one authority only.

    Returns:
        `tasks`, and how many registers are `known` to have a rhythm and how many of them `kept` it.
    """
    tk.check_access("forum_task_list", context, data_dict)
    user, name = context["user"], data_dict.get("organization")
    mine = [
        one for one in members.authorities(user, members.MAY_WORK) if name in (None, "", one.id, one.name)
    ]
    if not mine:
        return {"tasks": [], "known": 0, "kept": 0}
    today = clock.today()
    ids = {one.id for one in mine}
    reports = tk.get_action("forum_report_list")(cast("Context", {"user": user}), {"state": "open"})
    deposits = tk.get_action("forum_deposit_list")(cast("Context", {"user": user}), {"state": "open"})
    rhythm = tasks.of_publications(mine, today)
    found = [
        *tasks.of_reports((one for one in reports if one["organization"] in ids), today),
        *tasks.of_deposits(deposits, mine, user),
        *rhythm.tasks,
    ]
    return {
        "tasks": [asdict(task) for task in tasks.ordered(found)],
        "known": rhythm.known,
        "kept": rhythm.kept,
    }


def forum_profile_update(context: Context, data_dict: dict[str, Any]) -> dict[str, Any]:
    """Change the profile of an authority.

    Args:
        context: CKAN's; its user publishes for the authority.
        data_dict: `organization`, and any of title, siren, other_sirens, population, contact_name,
            contact_email, contact_url, homepage, colour (`#rrggbb`, at least 4.5:1 under white), `logo`
            (an uploaded PNG or JPEG), `clear_logo`.
    """
    organization = members.authority(tk.get_or_bust(data_dict, "organization"))
    if organization is None:
        raise tk.ObjectNotFound
    tk.check_access("forum_profile_update", context, {"organization": organization.id})
    wanted: dict[str, Any] = {name: data_dict[name] for name in PROFILE if name in data_dict}
    if data_dict.get("logo"):
        wanted["image_upload"] = logo.checked(data_dict["logo"])
    elif tk.asbool(data_dict.get("clear_logo", False)):
        wanted["image_url"] = ""
    # The right was asked above; CKAN's own update would ask it again, and refuse in English.
    trusted = cast("Context", {"user": context["user"], "ignore_auth": True})
    return tk.get_action("organization_patch")(trusted, {"id": organization.id, **wanted})


ACTIONS = {function.__name__: function for function in (forum_task_list, forum_profile_update)}
"""Actions by name, for the plugin."""
