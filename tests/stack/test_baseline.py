"""The baseline: what is written passes it, and each hole has its sentence."""

from configparser import ConfigParser
from pathlib import Path

import pytest
import yaml
from ckan.config.declaration import Declaration, Key  # noqa: TID251 - the judge of option names

from ckanext.forum import baseline  # noqa: TID251 - what these tests are about
from forum_stack.addresses import find_outside, service_settings
from forum_stack.ini import write_site_ini, write_test_ini
from forum_stack.layout import Layout
from forum_stack.passwords import load_passwords
from forum_stack.ports import Ports

DOCUMENT = yaml.safe_load(Path(baseline.__file__).with_name("baseline.yaml").read_text(encoding="utf-8"))


def _read(path: Path) -> dict[str, str]:
    parser = ConfigParser()
    parser.optionxform = str
    parser.read(path, encoding="utf-8")
    return dict(parser["app:main"])


@pytest.fixture
def inis(tmp_path):
    """The two configurations of a fresh install, as CKAN would read them."""
    layout = Layout(tmp_path / "etat")
    layout.create()
    passwords = load_passwords(layout)
    services = {
        test: service_settings({}, find_outside({}), Ports(1, 2, 3), passwords, test=test)
        for test in (False, True)
    }
    return (
        _read(write_site_ini(layout, passwords, services[False], site_url="http://127.0.0.1:5000")),
        _read(write_test_ini(layout, passwords, services[True])),
    )


def test_both_configurations_that_the_stack_writes_pass_the_baseline(inis):
    assert [baseline.check(ini) for ini in inis] == [[], []]


def test_a_site_on_https_gets_secure_cookies(tmp_path):
    layout = Layout(tmp_path)
    layout.create()
    passwords = load_passwords(layout)
    services = service_settings({}, find_outside({}), Ports(1, 2, 3), passwords, test=False)

    ini = _read(write_site_ini(layout, passwords, services, site_url="https://donnees.example"))

    assert ini["SESSION_COOKIE_SECURE"] == ini["REMEMBER_COOKIE_SECURE"] == "true"
    assert baseline.check(ini) == []


@pytest.mark.parametrize("setting", DOCUMENT["settings"], ids=lambda setting: setting["option"])
def test_the_opposite_of_a_setting_is_refused_with_the_line_to_write(inis, setting):
    opposite = {"true": "false", "false": "true"}.get(
        setting["value"], f"{setting['value']} 99999999".strip()
    )
    opened = {**inis[0], setting["option"]: opposite}
    if "plugin" in setting:
        opened["ckan.plugins"] += f" {setting['plugin']}"
        opened["ckan.download_proxy"] = "http://127.0.0.1:3128"

    (sentence,) = baseline.check(opened)

    assert sentence == f"L’option {setting['option']} {setting['risk']}. " + (
        f"Écrivez {setting['option']} = {setting['value']}".rstrip() + "."
    )


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("csrf", {"WTF_CSRF_ENABLED": "false"}),
        ("testing", {"testing": "true"}),
        ("secret-key", {"SECRET_KEY": "trop-courte"}),
        ("secret-key", {"SECRET_KEY": "This_is_a_secret_or_is_it_0123456789"}),
        ("token-key", {"api_token.jwt.encode.secret": "string:court"}),
        ("secure-cookies", {"ckan.site_url": "https://donnees.example"}),
        ("secure-cookies", {"ckan.site_url": "http://donnees.example"}),
        ("redis-password", {"ckan.redis.url": "redis://127.0.0.1:6379/0"}),
        ("solr-password", {"solr_password": ""}),
        (
            "datastore-apart",
            {"ckan.datastore.read_url": "postgresql://datastore_write:x@127.0.0.1:1/datastore"},
        ),
        ("datastore-apart", {"ckan.datastore.write_url": "postgresql://datastore_write:x@127.0.0.1:1/ckan"}),
        ("words-plugin", {"ckan.plugins": "forum datastore"}),
        (
            "fetching-plugins",
            {
                "ckan.plugins": "forum datastore forum_words resource_proxy",
                "ckan.resource_proxy.max_file_size": "9",
            },
        ),
    ],
)
def test_a_hole_that_no_single_value_shows_is_refused_by_its_rule(inis, rule, change):
    assert baseline.check({**inis[0], **change}) == [DOCUMENT["rules"][rule]]


def test_the_key_of_sessions_may_not_sign_tokens_too(inis):
    site = inis[0]

    found = baseline.check({**site, "api_token.jwt.encode.secret": f"string:{site['SECRET_KEY']}"})

    assert found == [DOCUMENT["rules"]["token-key"]]


def test_values_that_ckan_has_converted_are_judged_as_those_of_the_file(inis):
    site = inis[0]
    converted = {
        **site,
        "debug": False,
        "ckan.hide_version": True,
        "ckan.datastore.public_table_search": [],
        "ckan.upload.user.mimetypes": ["image/png", "image/jpeg"],
        "ckan.plugins": site["ckan.plugins"].split(),
    }

    assert baseline.check(converted) == []
    assert len(baseline.check({**converted, "debug": True})) == 1


@pytest.mark.slow  # it loads CKAN
def test_every_setting_of_the_baseline_is_an_option_that_ckan_declares():
    declaration = Declaration()
    declaration.load_core_declaration()
    declaration.load_plugin("datastore")
    declaration.load_plugin("resource_proxy")

    unknown = [
        setting["option"]
        for setting in DOCUMENT["settings"]
        if Key.from_string(setting["option"]) not in declaration
    ]

    assert unknown == []
