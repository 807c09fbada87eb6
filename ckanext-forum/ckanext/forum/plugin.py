"""The `forum` plugin: wiring, nothing else. Features are named here one by one; none is found by scanning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.exceptions import CkanConfigurationException
from ckan.lib.plugins import DefaultTranslation
from ckanext.datastore.interfaces import IDatastore

from ckanext.forum import baseline, cli, sidedoors, unseen
from ckanext.forum.bodies import views as body_views
from ckanext.forum.dataset import details, validators
from ckanext.forum.dataset import helpers as dataset_helpers
from ckanext.forum.datasets import content as dataset_content
from ckanext.forum.dcat import helpers as dcat_helpers
from ckanext.forum.dcat import views as dcat_views
from ckanext.forum.deposits import action as deposit_action
from ckanext.forum.deposits import auth as deposit_auth
from ckanext.forum.deposits import views as deposit_views
from ckanext.forum.deposits import work as deposit_work
from ckanext.forum.downloads import views as download_views
from ckanext.forum.home import views as home_views
from ckanext.forum.publication import action, auth, search
from ckanext.forum.publication import views as publication_views
from ckanext.forum.publication.checkpoints import checkpoint
from ckanext.forum.registers import helpers as register_helpers
from ckanext.forum.registers import views as register_views
from ckanext.forum.reports import action as report_action
from ckanext.forum.reports import auth as report_auth
from ckanext.forum.reports import inbox as report_inbox
from ckanext.forum.reports import notice as report_notice
from ckanext.forum.reports import views as report_views
from ckanext.forum.roles import action as role_action
from ckanext.forum.roles import auth as role_auth
from ckanext.forum.roles import views as role_views
from ckanext.forum.runs import action as run_action
from ckanext.forum.runs import auth as run_auth
from ckanext.forum.runs import views as run_views
from ckanext.forum.runs.kinds import IRuns, Kind
from ckanext.forum.schemas import views as schema_views
from ckanext.forum.search import views as search_views
from ckanext.forum.site import views as site_views
from ckanext.forum.space import action as space_action
from ckanext.forum.space import auth as space_auth
from ckanext.forum.space import helpers as space_helpers
from ckanext.forum.space import look as space_look
from ckanext.forum.space import views as space_views
from ckanext.forum.theme import closed, faults, outage, policy, script_words
from ckanext.forum.theme import helpers as theme_helpers

if TYPE_CHECKING:
    import click
    from ckan.common import CKANConfig
    from ckan.types import Context
    from flask import Blueprint, Flask


@tk.blanket.config_declarations
class ForumPlugin(p.SingletonPlugin, DefaultTranslation):
    """Loads first, so that its templates, routes and chained actions stand before the others."""

    p.implements(p.IActions)
    p.implements(p.IAuthFunctions)
    p.implements(p.IBlueprint)
    p.implements(p.IClick)
    p.implements(p.IConfigurer)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.ITemplateHelpers)
    p.implements(p.ITranslation)
    p.implements(p.IValidators)
    p.implements(IRuns)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        """Refuse a configuration that opens a hole, then add what we bring."""
        holes = baseline.check(config)
        if holes:
            raise CkanConfigurationException("\n".join(holes))
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        tk.add_resource("assets", "ckanext-forum")
        config["licenses_group_url"] = theme_helpers.LICENCES.as_uri()

    # IMiddleware

    def make_middleware(self, app: Flask, config: CKANConfig) -> Flask:  # noqa: ARG002 -- CKAN's signature
        """Close what we do not serve, answer faults in words, and tell browsers what an answer may load."""
        closed.close(app)
        faults.refer(app)
        outage.answer_outages(app)
        policy.guard(app)
        return app

    # IActions, IAuthFunctions

    def get_actions(self) -> dict[str, Any]:
        """Publication, and the side doors that it closes."""
        return {
            "forum_publish": action.forum_publish,
            "forum_withdraw": action.forum_withdraw,
            "forum_publication_list": action.forum_publication_list,
            "forum_publication_show": action.forum_publication_show,
            "datastore_search": search.datastore_search,
            **deposit_action.ACTIONS,
            **report_action.ACTIONS,
            **role_action.ACTIONS,
            "forum_run_show": run_action.forum_run_show,
            **space_action.ACTIONS,
            **sidedoors.DOORS,
            **unseen.CLOSED,
        }

    def get_auth_functions(self) -> dict[str, Any]:
        """One for each action of ours."""
        return {
            "forum_publish": auth.forum_publish,
            "forum_withdraw": auth.forum_withdraw,
            "forum_publication_list": auth.forum_publication_list,
            "forum_publication_show": auth.forum_publication_show,
            **deposit_auth.AUTH,
            **report_auth.AUTH,
            **role_auth.AUTH,
            "forum_run_show": run_auth.forum_run_show,
            **space_auth.AUTH,
        }

    # IBlueprint, IClick

    def get_blueprint(self) -> list[Blueprint]:
        """Routes of the features; the first that matches wins over CKAN's own."""
        return [
            publication_views.blueprint,
            dcat_views.blueprint,
            *register_views.get_blueprints(),
            home_views.home,
            body_views.bodies,
            search_views.search,
            deposit_views.deposits,
            download_views.downloads,
            report_views.reports,
            report_inbox.inbox,
            role_views.roles,
            run_views.runs,
            schema_views.schemas,
            site_views.site,
            space_views.space,
            space_look.colours,
            script_words.words,
        ]

    def get_commands(self) -> list[click.Command]:
        """`ckan forum …`."""
        return [cli.forum]

    # IRuns

    def get_run_kinds(self) -> dict[str, Kind]:
        """The long work of the features."""
        return {**deposit_work.get_run_kinds(), **report_notice.get_run_kinds()}

    # IPackageController

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """A point where the fault tests stop a publication; what a register adds is not searched by."""
        if pkg_dict.get("register"):
            checkpoint("before-index")
        pkg_dict.pop(details.FIELD, None)
        return pkg_dict

    # ITemplateHelpers, IValidators

    def get_helpers(self) -> dict[str, Any]:
        """Helpers of the features."""
        return {
            "forum_details": details.forum_details,
            "forum_register_choices": dataset_helpers.forum_register_choices,
            **dataset_content.get_helpers(),
            **dcat_helpers.get_helpers(),
            **register_helpers.get_helpers(),
            **policy.get_helpers(),
            **site_views.get_helpers(),
            **space_helpers.get_helpers(),
            **theme_helpers.get_helpers(),
        }

    def get_validators(self) -> dict[str, Any]:
        """Validators of the authority's profile and of what a register adds to a dataset."""
        return {
            "forum_free_name": validators.forum_free_name,
            "forum_register_details": details.forum_register_details,
            "forum_siren": validators.forum_siren,
            "forum_sirens": validators.forum_sirens,
            "forum_bbox": validators.forum_bbox,
            "forum_colour": validators.forum_colour,
        }

    # ITranslation

    def i18n_domain(self) -> str:
        """One catalogue for our words and for those that CKAN and the other extensions leave in English."""
        return "ckanext-forum"


class ForumWordsPlugin(p.SingletonPlugin):
    """The word search of registers in the DataStore; apart, as CKAN wants `datastore` to load before it."""

    p.implements(IDatastore, inherit=True)

    def datastore_search(
        self,
        context: Context,
        data_dict: dict[str, Any],  # noqa: ARG002 -- CKAN's signature
        fields_types: dict[str, Any],  # noqa: ARG002 -- CKAN's signature
        query_dict: dict[str, Any],
    ) -> dict[str, Any]:
        """Keep the rows of a register in which its words were found."""
        return search.keep_rows(context, query_dict)
