"""What a workbook says of where its rows come from."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import request

from ckanext.forum.choices import said
from ckanext.forum.lookup import Opened
from ckanext.forum.place import Place
from forum_core import french
from forum_core.files.about import About

_CUT = "Un texte de plus de 32\u202f767 caractères est coupé\u00a0: c’est la limite d’une cellule de XLSX."


def origin(opened: Opened, place: Place) -> About:
    """Register, who published it and when, the filter, the licence and the address."""
    schema = opened.schema
    published = [
        (
            f"Publication, {one.organization_title}",
            f"{one.publication_id}, le {french.moment(one.published_at)}",
        )
        for one in opened.publications
    ]
    return About(
        (
            ("Registre", schema.title),
            ("Schéma", opened.current.clearance.ref),
            *published,
            ("Filtre", ", ".join(said(schema, place.filter)) or "aucun\u00a0: toutes les lignes"),
            ("Licence", tk.h.forum_licence(schema.licence)),
            ("Adresse", request.url),
            ("Limite", _CUT),
        )
    )
