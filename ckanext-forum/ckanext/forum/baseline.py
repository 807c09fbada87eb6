"""Judges a running configuration by the baseline file; says in French what opens a hole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

_MIN_KEY_LENGTH = 32
# Keys printed in documentation, test files and images of CKAN.
_SAMPLE_KEYS = ("secret", "changeme", "string:", "pprgejbqknd", "example")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Config = Mapping[str, Any]


def check(config: Config) -> list[str]:
    """What opens a hole in this configuration, one French sentence each; empty when nothing does."""
    document = _document()
    sentences = [sentence for setting in document["settings"] if (sentence := _judge(setting, config))]
    sentences += [document["rules"][code] for code, broken in _RULES.items() if broken(config)]
    return sentences


@cache
def _document() -> dict[str, Any]:
    return yaml.safe_load(Path(__file__).with_name("baseline.yaml").read_text(encoding="utf-8"))


def _judge(setting: Mapping[str, str], config: Config) -> str | None:
    option, wanted = setting["option"], setting["value"]
    if "plugin" in setting and setting["plugin"] not in _text(config.get("ckan.plugins")).split():
        return None
    if _JUDGES[setting.get("judge", "equal")](_text(config.get(option)), wanted):
        return None
    return f"L’option {option} {setting['risk']}. Écrivez {option} = {wanted}".rstrip() + "."


def _text(value: object) -> str:
    """An option as the ini would have it, whether CKAN has converted it yet or not."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple, set)):
        return " ".join(str(item) for item in value)
    return str(value).strip()


def _is_equal(value: str, wanted: str) -> bool:
    if wanted in ("true", "false"):
        return _is_true(value) == (wanted == "true")
    return value == wanted


def _is_true(value: object) -> bool:
    return _text(value).lower() in ("true", "yes", "on", "y", "t", "1")


def _is_within(value: str, wanted: str) -> bool:
    words = value.split()
    # An empty allow-list is CKAN's word for « everything » in some options, for « nothing » in others.
    return bool(words) and set(words) <= set(wanted.split())


def _is_at_most(value: str, wanted: str) -> bool:
    return value.isdigit() and int(value) <= int(wanted)


_JUDGES: Mapping[str, Callable[[str, str], bool]] = {
    "equal": _is_equal,
    "within": _is_within,
    "at-most": _is_at_most,
}


def _database(config: Config, option: str) -> tuple[str | None, int | None, str]:
    address = urlsplit(_text(config.get(option)))
    return address.hostname, address.port, address.path


def _no_csrf(config: Config) -> bool:
    # CKAN's own tests send forms without tokens.
    return not _is_true(config.get("WTF_CSRF_ENABLED", True)) and not _is_true(config.get("testing"))


def _tests_on_real_data(config: Config) -> bool:
    return _is_true(config.get("testing")) and not _database(config, "sqlalchemy.url")[2].endswith("_test")


def _weak_secret_key(config: Config) -> bool:
    return _is_weak(_text(config.get("SECRET_KEY")))


def _weak_token_key(config: Config) -> bool:
    key = _text(config.get("api_token.jwt.encode.secret"))
    kind, _, secret = key.partition(":")
    if kind == "file":
        return False
    return _is_weak(secret) or secret == _text(config.get("SECRET_KEY"))


def _is_weak(key: str) -> bool:
    return len(key) < _MIN_KEY_LENGTH or any(sample in key.lower() for sample in _SAMPLE_KEYS)


def _insecure_cookies(config: Config) -> bool:
    if all(_is_true(config.get(name)) for name in ("SESSION_COOKIE_SECURE", "REMEMBER_COOKIE_SECURE")):
        return False
    site = urlsplit(_text(config.get("ckan.site_url")))
    on_this_machine = site.scheme == "http" and site.hostname in _LOOPBACK
    return not on_this_machine and not _is_true(config.get("testing"))


def _open_redis(config: Config) -> bool:
    return not urlsplit(_text(config.get("ckan.redis.url"))).password


def _open_solr(config: Config) -> bool:
    in_address = urlsplit(_text(config.get("solr_url"))).password
    return not in_address and not (_text(config.get("solr_user")) and _text(config.get("solr_password")))


def _datastore_mixed(config: Config) -> bool:
    if "datastore" not in _text(config.get("ckan.plugins")).split():
        return False
    main, write, read = (
        urlsplit(_text(config.get(option)))
        for option in ("sqlalchemy.url", "ckan.datastore.write_url", "ckan.datastore.read_url")
    )
    same_base = _database(config, "sqlalchemy.url") == _database(config, "ckan.datastore.write_url")
    return same_base or read.username in (main.username, write.username)


def _searches_nothing(config: Config) -> bool:
    plugins = _text(config.get("ckan.plugins")).split()
    return "datastore" in plugins and "forum_words" not in plugins


def _fetches_anything(config: Config) -> bool:
    plugins = _text(config.get("ckan.plugins")).split()
    return "resource_proxy" in plugins and not _text(config.get("ckan.download_proxy"))


_RULES: Mapping[str, Callable[[Config], bool]] = {
    "csrf": _no_csrf,
    "testing": _tests_on_real_data,
    "secret-key": _weak_secret_key,
    "token-key": _weak_token_key,
    "secure-cookies": _insecure_cookies,
    "redis-password": _open_redis,
    "solr-password": _open_solr,
    "datastore-apart": _datastore_mixed,
    "words-plugin": _searches_nothing,
    "fetching-plugins": _fetches_anything,
}
