"""Writes CKAN's two configurations: the site's and the tests'. Both start from the baseline file."""

from importlib.util import find_spec
from pathlib import Path

import yaml

from forum_stack.errors import StackError
from forum_stack.files import write_if_other
from forum_stack.layout import Layout
from forum_stack.passwords import Passwords

# As in CKAN's own test configuration: nothing on disk, no token in forms, one address that is nowhere.
_TEST = {
    "testing": "true",
    "ckan.site_url": "http://test.ckan.net",
    "WTF_CSRF_ENABLED": "false",
    "ckan.files.default_storages.default": "test",
    "ckan.files.storage.test.type": "ckan:memory",
    "ckan.site_id": "forum-test",
    "ckan.jobs.timeout": "180",
    "SESSION_COOKIE_SECURE": "false",
    "REMEMBER_COOKIE_SECURE": "false",
}
# The demonstration's town does not exist: neither does what it owes its readers.
_FICTIONAL = {
    "ckanext.forum.fictional": "true",
    "ckanext.forum.owner.name": "Ville de Valmont-sur-Dore",
    "ckanext.forum.owner.address": "Hôtel de ville, 2 place des Tanneurs, Valmont-sur-Dore",
    "ckanext.forum.owner.telephone": "01 99 00 00 00",
    "ckanext.forum.owner.email": "contact@valmont.example",
    "ckanext.forum.owner.director": "La ou le maire de Valmont-sur-Dore",
    "ckanext.forum.owner.host": "Direction du numérique, 2 place des Tanneurs, 01 99 00 00 00",
    "ckanext.forum.owner.dpo": "dpo@valmont.example",
}
_LOGGING = """
[loggers]
keys = root, ckan, ckanext, werkzeug

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console

[logger_werkzeug]
level = WARNING
handlers = console
qualname = werkzeug
propagate = 0

[logger_ckan]
level = {level}
handlers = console
qualname = ckan
propagate = 0

[logger_ckanext]
level = {level}
handlers = console
qualname = ckanext
propagate = 0

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(asctime)s %(levelname)-5.5s [%(name)s] %(message)s
"""


def baseline_settings() -> dict[str, str]:
    """What every site of ours is configured with, from the data file of the extension."""
    # Found, not imported: the stack knows nothing of the extension but this file.
    spec = find_spec("ckanext.forum")
    if spec is None or spec.origin is None:
        raise StackError(
            "L’extension ckanext-forum n’est pas installée dans .venv. Relancez la commande make."
        )
    path = Path(spec.origin).parent / "baseline.yaml"
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        **{
            setting["option"]: setting["value"] for setting in document["settings"] if "plugin" not in setting
        },
        **document["defaults"],
    }


def write_site_ini(layout: Layout, passwords: Passwords, services: dict[str, str], *, site_url: str) -> Path:
    """Write the site's configuration; a file of mode 0600, since addresses hold passwords."""
    # On http a browser would never send a Secure cookie back, and nobody could log in to the demo.
    secure = "true" if site_url.startswith("https:") else "false"
    options = {
        **baseline_settings(),
        **_secrets(passwords),
        **services,
        "ckan.site_url": site_url,
        "ckan.site_id": "forum",
        "ckan.site_title": "Le Forum",
        "ckan.storage_path": str(layout.storage),
        **_FICTIONAL,
        "SESSION_COOKIE_SECURE": secure,
        "REMEMBER_COOKIE_SECURE": secure,
    }
    write_if_other(layout.ini, _render(options, level="INFO"))
    return layout.ini


def write_test_ini(layout: Layout, passwords: Passwords, services: dict[str, str]) -> Path:
    """Write the tests' configuration."""
    storage = layout.state / "fichiers-test"
    storage.mkdir(mode=0o700, exist_ok=True)
    options = {
        **baseline_settings(),
        **_secrets(passwords),
        **services,
        "ckan.storage_path": str(storage),
        **_TEST,
    }
    write_if_other(layout.test_ini, _render(options, level="WARNING"))
    return layout.test_ini


def _secrets(passwords: Passwords) -> dict[str, str]:
    return {
        "SECRET_KEY": passwords.secret_key,
        # Apart from the sessions' key: voiding one must not void the other.
        "api_token.jwt.encode.secret": f"string:{passwords.token_key}",
        "api_token.jwt.decode.secret": f"string:{passwords.token_key}",
    }


def _render(options: dict[str, str], *, level: str) -> str:
    # The loader replaces %(…)s: a lone % of an address must be doubled.
    lines = [f"{name} = {value.replace('%', '%%')}" for name, value in sorted(options.items())]
    head = "# Écrit par forum_stack à chaque démarrage : ce que vous changez ici est perdu.\n[app:main]\n"
    return head + "\n".join(lines) + "\n" + _LOGGING.format(level=level)
