"""Pages of `/espace/depot`: drop, control, publish. Each form is sent, then the page is read again."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
from flask import Blueprint, redirect, request, send_file
from flask.typing import ResponseReturnValue
from markupsafe import escape

from ckanext.forum import config, entrance, members
from ckanext.forum.deposits import control, examine, gate, heads, marked, store
from ckanext.forum.deposits.examine import Found
from ckanext.forum.deposits.store import Deposit
from ckanext.forum.runs import store as runs

deposits = Blueprint("forum_deposits", __name__, url_prefix="/espace/depot")
entrance.guard(deposits, signed_in=True)

_NO_SCHEMA = (
    "Le schéma de ce registre ne peut pas servir pour l’instant\u00a0: le dépôt attend. La personne qui "
    "administre le site en voit la raison par ckan forum check-install."
)
_LISTED = 30
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@deposits.get("")
def index() -> ResponseReturnValue:
    """Drop a file, and find the deposits that wait."""
    return _index({}, {})


@deposits.post("")
def create() -> ResponseReturnValue:
    """Take a file or a pasted table."""
    data = {**request.form, "upload": request.files.get("upload")}
    try:
        made = tk.get_action("forum_deposit_create")(_context(), data)
    except tk.ValidationError as err:
        return _index(err.error_dict, request.form), HTTPStatus.BAD_REQUEST
    return redirect(tk.url_for("forum_deposits.read", deposit=made["id"]), HTTPStatus.SEE_OTHER)


@deposits.get("/<deposit>")
def read(deposit: str) -> ResponseReturnValue:
    """The control of a deposit; where it stands, when it is closed or worked on."""
    return _page(deposit, "deposits/control.html", control.control)


@deposits.get("/<deposit>/publication")
def publication(deposit: str) -> ResponseReturnValue:
    """What a publication would change, and the button."""
    return _page(deposit, "deposits/publication.html", gate.comparison)


@deposits.get("/<deposit>/annote.xlsx")
def workbook(deposit: str) -> ResponseReturnValue:
    """The officer's own file with its marks."""
    one, found = _opened(deposit)
    if found is None or found.study is None:
        raise tk.ObjectNotFound
    response = send_file(
        marked.write(one, found, found.study),
        mimetype=_XLSX,
        as_attachment=True,
        download_name=marked.name(one),
        max_age=0,
    )
    response.headers["Cache-Control"] = "private, no-store"
    return response


@deposits.post("/<deposit>/lecture")
def reading(deposit: str) -> ResponseReturnValue:
    """Read the file otherwise, or examine it again."""
    asked = {
        name: request.form.get(name, "")
        for name in ("encoding", "delimiter", "sheet")
        if name in request.form
    }
    return _update(deposit, asked)


@deposits.post("/<deposit>/reparations")
def repair(deposit: str) -> ResponseReturnValue:
    """Make the safe repairs, or undo them."""
    return _update(deposit, {"repair": request.form.get("repair", "")})


@deposits.post("/<deposit>/fichier")
def replace(deposit: str) -> ResponseReturnValue:
    """Take a corrected file for the same deposit."""
    return _update(deposit, {"upload": request.files.get("upload"), "text": request.form.get("text", "")})


@deposits.post("/<deposit>/garder")
def keep(deposit: str) -> ResponseReturnValue:
    """Keep for later, or propose to those who publish."""
    proposed = request.form.get("state") == store.DepositState.PROPOSED
    said = (
        "Le dépôt est proposé\u00a0: les personnes qui publient le trouvent dans leur espace."
        if proposed
        else "Le dépôt est gardé. Rien n’est publié."
    )
    return _send(
        "forum_deposit_update", deposit, {"state": request.form.get("state")}, said, to="forum_deposits.index"
    )


@deposits.post("/<deposit>/publier")
def publish(deposit: str) -> ResponseReturnValue:
    """Publish, whole or in part."""
    asked = {
        "partial": request.form.get("partial", ""),
        "confirm": request.form.get("confirm", ""),
        "public": request.form.get("public", ""),
    }
    return _send("forum_deposit_publish", deposit, asked, "", wrong="forum_deposits.publication")


@deposits.post("/<deposit>/abandonner")
def give_up(deposit: str) -> ResponseReturnValue:
    """Erase the file."""
    return _send(
        "forum_deposit_delete",
        deposit,
        {},
        "Le dépôt est abandonné\u00a0: son fichier est effacé.",
        to="forum_deposits.index",
    )


@deposits.after_request
def keep_private(response: Any) -> Any:  # noqa: ANN401 - Flask's response
    """Pages show cells that nobody has cleared: nothing on the way keeps them."""
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _context() -> dict[str, Any]:
    return {"user": tk.current_user.name}


def _opened(deposit: str) -> tuple[Deposit, Found | None]:
    """A deposit that the person may see, and what is known of it: examined now when nothing is."""
    store.release_stopped()
    tk.get_action("forum_deposit_show")(_context(), {"id": deposit})
    one = store.get(deposit)
    if one is None:
        raise tk.ObjectNotFound
    if one.state not in store.WAITING:
        return one, None
    if one.register not in config.registers().names():
        tk.abort(404, _NO_SCHEMA)
    return one, examine.find(one) or examine.run(one)


def _page(
    deposit: str, template: str, values: Callable[[Deposit, Found], dict[str, Any]]
) -> ResponseReturnValue:
    one, found = _opened(deposit)
    top = heads.head(one, tk.current_user.name)
    if found is None:
        return tk.render("deposits/state.html", {"deposit": top, "run": _run(one) if top.is_busy else None})
    return tk.render(template, {"deposit": top, **values(one, found)})


def _run(deposit: Deposit) -> dict[str, Any] | None:
    """What works on the deposit."""
    run = runs.last(deposit.id)
    return tk.get_action("forum_run_show")(_context(), {"id": run.id}) if run else None


def _index(errors: dict[str, Any], typed: Any) -> str:  # noqa: ANN401 - Flask's form
    user = tk.current_user.name
    tk.check_access("forum_deposit_list", _context(), {})
    mine = members.authorities(user, members.MAY_WORK)
    ids = [one.id for one in mine]
    schemas = config.registers()
    return tk.render(
        "deposits/index.html",
        {
            "registers": [(name, schemas.get(name).title) for name in schemas.names()],
            "authorities": [(one.name, one.title or one.name) for one in mine],
            "open": [heads.head(one, user) for one in store.of(ids, store.OPEN)],
            "closed": [heads.head(one, user) for one in store.of(ids, store.CLOSED, _LISTED)],
            "errors": errors,
            "typed": typed or request.args,
            "days": config.deposit_days(),
        },
    )


def _update(deposit: str, asked: dict[str, Any]) -> ResponseReturnValue:
    return _send("forum_deposit_update", deposit, asked, "")


def _send(
    action: str,
    deposit: str,
    asked: dict[str, Any],
    said: str,
    *,
    to: str = "forum_deposits.read",
    wrong: str = "forum_deposits.read",
) -> ResponseReturnValue:
    """Do it, then show the page again; what could not be done is said at its top."""
    data = {"id": deposit, "version": request.form.get("version", ""), **asked}
    place = {"deposit": deposit}
    try:
        tk.get_action(action)(_context(), data)
    except tk.ValidationError as err:
        for sentences in err.error_dict.values():
            for sentence in sentences if isinstance(sentences, list) else [sentences]:
                tk.h.flash_error(str(escape(sentence)))
        return redirect(tk.url_for(wrong, **place), HTTPStatus.SEE_OTHER)
    if said:
        tk.h.flash_success(said)
    return redirect(tk.url_for(to, **({} if to.endswith("index") else place)), HTTPStatus.SEE_OTHER)
