"""Load the demonstration: fictional authorities, their accounts, their files by the real path. Idempotent."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import yaml
from ckan.types import Context

from ckan import model
from ckanext.forum import config, errors, quarantine

_ACCOUNTS = "comptes-demo.json"
# Role of ARCHITECTURE 7, CKAN's capacity, and what a person reads.
_ROLES = (("publication", "admin", "publie et retire"), ("depot", "editor", "décrit et dépose"))
_ADMINISTRATOR = "administration"


def load(folder: Path) -> Iterator[str]:
    """Create what is missing, publish what changed; French lines for the terminal, as the work goes.

    Raises:
        ValidationError: Something of the demonstration is refused: a mistake in its files.
    """
    wanted = yaml.safe_load((folder / "demo.yaml").read_text(encoding="utf-8"))
    for organization in wanted["organizations"]:
        _organization(organization)
        yield f"Collectivité\u00a0: {organization['title']}"
    accounts = _accounts(wanted["organizations"])
    for one in wanted["publications"]:
        yield _publish(folder, one)
    site = tk.config["ckan.site_url"]
    yield "Adresses"
    for one in wanted["publications"]:
        yield f"  {site}/registres/{one['register']}/{one['organization']}"
    yield f"Comptes de démonstration ({site}/user/login)"
    for account in accounts:
        yield f"  {account['name']}  {account['password']}  ({account['may']})"


def _organization(wanted: dict[str, Any]) -> None:
    known = model.Group.get(wanted["name"])
    if known is None:
        tk.get_action("organization_create")(_context(), {**wanted})
        return
    shown = tk.get_action("organization_show")(_context(), {"id": known.id, "include_datasets": False})
    if any(str(shown.get(name, "")) != str(value) for name, value in wanted.items() if name != "bbox"):
        tk.get_action("organization_patch")(_context(), {"id": known.id, **wanted})


def _accounts(organizations: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Accounts, made where they are missing; their passwords are kept in a file that only we may read."""
    path = config.storage_folder() / _ACCOUNTS
    passwords: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    wanted = [(_ADMINISTRATOR, None, "sysadmin", "administre le site")]
    wanted += [
        (
            f"{organization['name']}-{role}",
            organization["name"],
            capacity,
            f"{says} pour {organization['title']}",
        )
        for organization in organizations
        for role, capacity, says in _ROLES
    ]
    for name, *_ in wanted:
        passwords.setdefault(name, secrets.token_urlsafe(12))
    _keep(path, passwords)
    for name, organization, capacity, _ in wanted:
        _account(name, passwords[name], organization, capacity)
    return [{"name": name, "password": passwords[name], "may": may} for name, _, _, may in wanted]


def _keep(path: Path, passwords: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(
        os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(passwords, file, indent=1)


def _account(name: str, password: str, organization: str | None, capacity: str) -> None:
    user = model.User.get(name)
    if user is None:
        tk.get_action("user_create")(
            _context(), {"name": name, "email": f"{name}@demo.example", "password": password}
        )
        user = model.User.get(name)
    if organization is None:
        user.sysadmin = True
        model.Session.commit()
        return
    members = tk.get_action("member_list")(_context(), {"id": organization, "object_type": "user"})
    if user.id not in {member for member, _, _ in members}:
        tk.get_action("organization_member_create")(
            _context(), {"id": organization, "username": name, "role": capacity}
        )


def _publish(folder: Path, one: dict[str, Any]) -> str:
    with errors.said(), quarantine.deposited(folder / one["file"]) as deposit:
        done = tk.get_action("forum_publish")(
            _context(),
            {
                "register": one["register"],
                "organization": one["organization"],
                "deposit": deposit,
                "repair": one.get("repair", False),
                "partial": one.get("partial", False),
            },
        )
    what = "publié" if done["changed"] else "déjà en ligne"
    return f"Registre {one['register']} de {one['organization']}\u00a0: {done['rows']['out']} lignes, {what}"


def _context() -> Context:
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return {"user": user["name"], "ignore_auth": True}
