"""The WSGI application that a web server loads: `ckanext.forum.wsgi:application`, configured by CKAN_INI."""

from __future__ import annotations

import os

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app

from ckanext.forum.publication import reconcile

application = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
reconcile.at_start(application)
