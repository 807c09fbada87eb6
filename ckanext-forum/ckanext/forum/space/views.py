"""Pages of the space: what waits for a person, and the profile of an authority."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from ckan import model
from ckanext.forum import entrance, members
from ckanext.forum.space import greeting
from ckanext.forum.space.action import PROFILE
from ckanext.forum.space.look import of as look_of
from forum_core import colour, french

space = Blueprint("forum_space", __name__, url_prefix="/espace")
entrance.guard(space, signed_in=True)

_SAID_SAVED = "Le profil est enregistré. Les pages publiques le montrent."


@space.get("", endpoint="index")
def index() -> ResponseReturnValue:
    """What waits for the person who is signed in."""
    user = tk.current_user.name
    belongs = members.authorities(user, members.MAY_READ)
    chosen = next((one for one in belongs if one.name == request.args.get("collectivite")), None)
    found = _act("forum_task_list", {"organization": chosen.id} if chosen else {})
    sections = greeting.sections(found["tasks"])
    return tk.render(
        "space/index.html",
        {
            "today": greeting.today(datetime.now(UTC)),
            "title": greeting.title(sections, works=bool(members.authorities(user, members.MAY_WORK))),
            "sections": sections,
            "rhythm": greeting.rhythm(found["known"], found["kept"]),
            "authorities": [_authority(user, one) for one in belongs],
            "chosen": chosen.name if chosen else "",
        },
    )


@space.route("/<organization>/profil", methods=["GET", "POST"])
def profile(organization: str) -> ResponseReturnValue:
    """The profile of an authority, as everybody sees it."""
    authority = _published_by_me(organization)
    if request.method == "GET":
        shown = _act("organization_show", {"id": authority.id, "include_datasets": False})
        return _profile(authority, shown, {})
    data = {name: request.form.get(name, "") for name in PROFILE}
    sent = {**data, "logo": request.files.get("logo"), "clear_logo": "clear_logo" in request.form}
    try:
        _act("forum_profile_update", {"organization": authority.id, **sent})
    except tk.ValidationError as err:
        model.Session.rollback()
        return _profile(authority, data, err.error_dict), HTTPStatus.BAD_REQUEST
    tk.h.flash_success(_SAID_SAVED)
    return redirect(tk.url_for("forum_space.profile", organization=authority.name), HTTPStatus.SEE_OTHER)


def _profile(authority: model.Group, typed: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    written = colour.parse(typed.get("colour") or "")
    return tk.render(
        "space/profile.html",
        {
            "authority": authority,
            "look": look_of(authority),
            "typed": typed,
            "errors": errors,
            "judged": colour.judge(written) if written else None,
            "enough": french.number(colour.ENOUGH),
        },
    )


def _published_by_me(name: str) -> model.Group:
    found = members.authority(name)
    user = tk.current_user.name
    if found is None or found.name != name or not members.may(user, found.id, members.MAY_READ):
        raise tk.ObjectNotFound
    tk.check_access("forum_profile_update", {"user": user}, {"organization": found.id})
    return found


def _authority(user: str, one: model.Group) -> dict[str, Any]:
    return {
        "name": one.name,
        "title": one.title or one.name,
        "role": greeting.role(user, one.id),
        "publishes": members.may(user, one.id, members.MAY_PUBLISH),
    }


def _act(action: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - CKAN's actions answer anything
    return tk.get_action(action)({"user": tk.current_user.name}, dict(data))
