"""Routes of the register pages: read the address, ask, answer. No figure and no sentence is made here."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import Blueprint

registers = Blueprint("forum_registers", __name__, url_prefix="/registres")


@registers.get("")
def index() -> str:
    """All registers, by theme."""
    return tk.render("registers/index.html")


def get_blueprints() -> list[Blueprint]:
    """The blueprints of this feature."""
    return [registers]
