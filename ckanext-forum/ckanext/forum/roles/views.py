"""The page of an authority's members: who may what, and the forms that change it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from ckanext.forum import entrance, members
from ckanext.forum.roles.store import ExtraRole, Role

roles = Blueprint("forum_roles", __name__, url_prefix="/espace/<organization>/membres")
entrance.guard(roles, signed_in=True)

ROLES = (
    (Role.READER, "Lecture", "Lit les pages internes de la collectivité."),
    (Role.OFFICER, "Dépôt", "Décrit, dépose, prépare, répond aux signalements."),
    (Role.PUBLISHER, "Publication", "Publie, retire, nomme les membres."),
)
EXTRA_ROLES = (
    (
        ExtraRole.DPO,
        "Délégué à la protection des données (DPO)",
        "Lit ce que le contrôle a trouvé, signe ou renvoie.",
    ),
    (ExtraRole.ETHICS, "Référent déontologue", "Lit les rapprochements entre registres, signe."),
)
_DEEDS: dict[str, tuple[str, str]] = {
    "set": ("forum_member_set", "Le rôle est enregistré."),
    "remove": ("forum_member_remove", "La personne n’est plus membre. Son compte reste."),
    "give": ("forum_role_give", "Le rôle est donné."),
    "take": ("forum_role_take", "Le rôle est repris."),
}
_SAID_INVITED = "L’invitation est partie par courriel."
_SAID_DEED = "Ce geste n’existe pas. Rechargez la page, puis recommencez."


@roles.get("", endpoint="index")
def index(organization: str) -> ResponseReturnValue:
    """Who belongs to the authority, and may what."""
    return _page(organization, {})


@roles.post("", endpoint="change")
def change(organization: str) -> ResponseReturnValue:
    """One change of one member."""
    action, said = _DEEDS.get(request.form.get("deed", ""), ("", ""))
    if not action:
        return _page(organization, {"deed": [_SAID_DEED]}), HTTPStatus.BAD_REQUEST
    data = {"organization": organization, **{name: request.form.get(name) for name in ("user", "role")}}
    try:
        done = _act(action)(_context(), data)
    except tk.ValidationError as err:
        return _page(organization, err.error_dict), HTTPStatus.BAD_REQUEST
    tk.h.flash_success(_SAID_INVITED if done and done["invited"] and action == "forum_member_set" else said)
    return redirect(tk.url_for("forum_roles.index", organization=organization), HTTPStatus.SEE_OTHER)


def _page(organization: str, errors: dict[str, Any]) -> str:
    authority = members.authority(organization)
    if authority is None or not members.may(tk.current_user.name, authority.id, members.MAY_READ):
        # Whether an authority has members is nobody else's business.
        raise tk.ObjectNotFound
    people = _act("forum_member_list")(_context(), {"organization": authority.id})
    return tk.render(
        "roles/members.html",
        {
            "authority": {"name": authority.name, "title": authority.title or authority.name},
            "people": people,
            "may_name": members.may(tk.current_user.name, authority.id, members.MAY_PUBLISH),
            "roles": ROLES,
            "extra_roles": EXTRA_ROLES,
            "errors": errors,
            "typed": request.form,
        },
    )


def _act(action: str) -> Callable[[Any, dict[str, Any]], Any]:
    return tk.get_action(action)


def _context() -> dict[str, Any]:
    return {"user": tk.current_user.name}
