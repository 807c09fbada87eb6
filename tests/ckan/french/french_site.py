"""Acts of the site itself, every right included, for tests that share a site."""

import ckan.plugins.toolkit as tk


def as_site(action, **data):
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": user["name"], "ignore_auth": True}, data)
