"""A private or withdrawn register leaves no trace: no title, id, tag or count (SECURITY S08, S23, S27)."""

import json

import pytest
from channels import ACTIONS_THAT_LIST, ACTIONS_THAT_NAME_IT, PAGES_THAT_LIST, PAGES_THAT_NAME_IT

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("clean_site")]


def test_no_action_tells_of_it(app, hidden, shown, askers):
    told = []
    for one in hidden:
        for action, data in (*ACTIONS_THAT_NAME_IT, *ACTIONS_THAT_LIST):
            arguments = {key: one.fill(value) for key, value in data.items()}
            for asker, headers in askers.items():
                response = app.post(f"/api/3/action/{action}", json=arguments, headers=headers)
                told += [
                    (asker, action, arguments, trace)
                    for trace in traces(response, one, json.dumps(arguments))
                ]

    assert not told, "\n".join(map(str, told))


def test_no_address_tells_of_it(app, hidden, shown, askers):
    told = []
    for one in hidden:
        for template in (*PAGES_THAT_NAME_IT, *PAGES_THAT_LIST):
            address = one.fill(template)
            for asker, headers in askers.items():
                response = app.get(address, headers=headers)
                told += [(asker, address, trace) for trace in traces(response, one, address)]

    assert not told, "\n".join(map(str, told))


def test_its_own_addresses_answer_like_those_of_a_dataset_that_never_was(app, hidden, shown, askers):
    different = []
    for one in hidden:
        # The register's own address is left out: it says that the register was withdrawn, when and why.
        for template in (page for page in PAGES_THAT_NAME_IT if not page.startswith("/registres/")):
            for asker, headers in askers.items():
                asked = app.get(one.fill(template), headers=headers)
                unknown = app.get(one.fill(of_nobody(template)), headers=headers)
                if asked.status_code != unknown.status_code:
                    different.append((asker, template, asked.status_code, unknown.status_code))

    assert not different, "\n".join(map(str, sorted(set(different))))


def test_its_actions_answer_like_those_of_a_dataset_that_never_was(app, hidden, shown, askers):
    different = []
    for one in hidden:
        for action, data in ACTIONS_THAT_NAME_IT:
            for asker, headers in askers.items():
                asked, unknown = (
                    app.post(f"/api/3/action/{action}", json=arguments, headers=headers)
                    for arguments in (
                        {key: one.fill(value) for key, value in data.items()},
                        {key: one.fill(of_nobody(value)) for key, value in data.items()},
                    )
                )
                if asked.status_code != unknown.status_code:
                    different.append((asker, action, asked.status_code, unknown.status_code))

    assert not different, "\n".join(map(str, sorted(set(different))))


def test_nobody_counts_it(app, hidden, shown, askers):
    counts = {}
    for asker, headers in askers.items():

        def ask(action, headers=headers, **data):
            response = app.post(f"/api/3/action/{action}", json=data, headers=headers)
            return json.loads(response.get_data(as_text=True))["result"]

        organizations = ask("organization_list", all_fields=True)
        counts[asker] = {
            "search": ask("package_search")["count"],
            "search, all asked for": ask("package_search", include_private=True, include_drafts=True)[
                "count"
            ],
            "list": len(ask("package_list")),
            "one organization": ask("organization_show", id="valmont")["package_count"],
            "organizations": {one["name"]: one["package_count"] for one in organizations},
            "tags": ask("tag_list"),
        }

    expected = {
        "search": 1,
        "search, all asked for": 1,
        "list": 1,
        "one organization": 0,
        "organizations": {"valmont": 0, "sans-rien": 0, "trois-vallees": 1},
        "tags": ["montreuil"],
    }
    assert counts == dict.fromkeys(askers, expected)


def test_the_channels_do_show_what_is_public(app, shown):
    for address in ("/dataset/", "/feeds/dataset.atom", "/catalog.ttl", f"/dataset/{shown['id']}.ttl"):
        assert shown["title"] in app.get(address).get_data(as_text=True)
    for action in ("package_search", "current_package_list_with_resources"):
        assert shown["id"] in app.post(f"/api/3/action/{action}", json={}).get_data(as_text=True)


NOBODY = {"{id}": "0" * 36, "{name}": "jamais-vu", "{resource}": "1" * 36, "{tag}": "jamais"}


def of_nobody(template):
    """The same question about a dataset that never was."""
    for name, nobody in NOBODY.items():
        template = template.replace(name, nobody)
    return template


def traces(response, hidden, question):
    """Words of the hidden dataset in an answer, but for those that the question itself held."""
    answer = response.get_data(as_text=True) + str(response.headers)
    return [trace for trace in hidden.traces if trace in answer and trace not in question]
