"""Template helpers of the space: its bar, and the look of the authority whose page is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.forum import members
from ckanext.forum.space.look import look
from forum_core import french


@dataclass(frozen=True, slots=True)
class Step:
    """A place of the space's bar."""

    code: str
    label: str
    address: str


def get_helpers() -> dict[str, Callable[..., Any]]:
    """All helpers, by the name that templates use."""
    return {"forum_space_bar": space_bar, "forum_look": look}


def space_bar() -> list[Step]:
    """The places of the space that the signed-in person may go to."""
    user = tk.current_user.name
    works = members.authorities(user, members.MAY_WORK)
    belongs = members.authorities(user, members.MAY_READ)
    steps = [Step("a-faire", "À faire", tk.url_for("forum_space.index"))]
    if works:
        steps.append(Step("depots", "Dépôts", tk.url_for("forum_deposits.index")))
        steps.append(Step("signalements", _reports(user), tk.url_for("forum_inbox.index")))
    if len(belongs) == 1:
        name = belongs[0].name
        steps.append(Step("equipe", "Membres", tk.url_for("forum_roles.index", organization=name)))
        if members.may(user, belongs[0].id, members.MAY_PUBLISH):
            steps.append(Step("profil", "Profil", tk.url_for("forum_space.profile", organization=name)))
    return steps


def _reports(user: str) -> str:
    waiting = len(tk.get_action("forum_report_list")({"user": user}, {"state": "open"}))
    return f"Signalements ({french.number(waiting)})" if waiting else "Signalements"
