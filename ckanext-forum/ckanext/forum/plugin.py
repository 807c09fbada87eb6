"""The `forum` plugin: wiring, nothing else. Features are named here one by one; none is found by scanning."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation

from ckanext.forum.dataset import helpers as dataset_helpers
from ckanext.forum.dataset import validators

if TYPE_CHECKING:
    from ckan.common import CKANConfig
    from flask import Blueprint


@tk.blanket.config_declarations
class ForumPlugin(p.SingletonPlugin, DefaultTranslation):
    """Loads first, so that its templates, routes and chained actions stand before the others."""

    p.implements(p.IConfigurer)
    p.implements(p.IBlueprint)
    p.implements(p.ITemplateHelpers)
    p.implements(p.ITranslation)
    p.implements(p.IValidators)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        """Refuse a configuration that opens a hole, then add what we bring."""
        if find_spec("ckanext.forum.baseline"):
            import_module("ckanext.forum.baseline").check(config)
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "ckanext-forum")
        config["scheming.presets"] = "ckanext.scheming:presets.json ckanext.dcat.schemas:presets.yaml"
        config["scheming.dataset_schemas"] = "ckanext.forum.dataset:dataset.yaml"
        config["scheming.organization_schemas"] = "ckanext.forum.dataset:organization.yaml"

    # IBlueprint

    def get_blueprint(self) -> list[Blueprint]:
        """Routes of the features."""
        if not find_spec("ckanext.forum.registers") or not find_spec("ckanext.forum.registers.views"):
            return []
        return import_module("ckanext.forum.registers.views").get_blueprints()

    # ITemplateHelpers

    def get_helpers(self) -> dict[str, Any]:
        """Helpers of the features."""
        helpers: dict[str, Any] = {"forum_register_choices": dataset_helpers.forum_register_choices}
        if find_spec("ckanext.forum.registers") and find_spec("ckanext.forum.registers.helpers"):
            helpers.update(import_module("ckanext.forum.registers.helpers").get_helpers())
        return helpers

    # IValidators

    def get_validators(self) -> dict[str, Any]:
        """Validators of the authority's profile."""
        return {
            "forum_siren": validators.forum_siren,
            "forum_sirens": validators.forum_sirens,
            "forum_bbox": validators.forum_bbox,
        }

    # ITranslation

    def i18n_domain(self) -> str:
        """One catalogue for our words and for those that CKAN and the other extensions leave in English."""
        return "ckanext-forum"
