"""Each side door answers no, to a sysadmin and with every check of rights off; one test a door (HOUSE C3)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.forum import current

pytestmark = pytest.mark.services
REGISTER = "subventions"


@pytest.fixture
def refused(published, site_act):
    """The action is refused in French, and the publication is untouched."""

    def call(action, **data):
        with pytest.raises(tk.ValidationError) as refusal:
            site_act(action, **data)
        assert current.current(REGISTER, "valmont") == published
        return str(refusal.value.error_dict)

    return call


def test_datastore_create_on_a_register(refused, published):
    message = refused(
        "datastore_create",
        resource_id=published.resource_id,
        force=True,
        records=[{"montant": 1}],
        aliases=["x"],
    )

    assert "publication" in message


def test_datastore_upsert_on_a_register(refused, published):
    refused(
        "datastore_upsert",
        resource_id=published.resource_id,
        force=True,
        method="insert",
        records=[{"objet": "x"}],
    )


def test_datastore_delete_on_a_register(refused, published):
    refused("datastore_delete", resource_id=published.resource_id, force=True)


def test_datastore_records_delete_on_a_register(refused, published):
    refused("datastore_records_delete", resource_id=published.resource_id, force=True, filters={"_id": 1})


def test_datastore_run_triggers_on_a_register(refused, published):
    refused("datastore_run_triggers", resource_id=published.resource_id)


def test_datastore_create_with_a_new_resource_of_a_register(refused, published):
    refused("datastore_create", resource={"package_id": published.dataset_id}, records=[{"a": 1}])


def test_datastore_create_on_the_parquet_resource(refused, published):
    refused("datastore_create", resource_id=published.parquet_resource_id, force=True, records=[{"a": 1}])


def test_resource_create_with_a_link(refused, published):
    refused("resource_create", package_id=published.dataset_id, url="http://exemple.fr/x.csv")


def test_resource_create_by_the_name_of_the_dataset(refused):
    refused("resource_create", package_id="subventions-valmont", url="http://exemple.fr/x.csv")


def test_resource_create_with_a_file(refused, published, create_with_upload):
    with pytest.raises(tk.ValidationError):
        create_with_upload(b"a,b\n1,2\n", "x.csv", package_id=published.dataset_id)


def test_resource_update(refused, published):
    refused("resource_update", id=published.resource_id, url="http://exemple.fr/x.csv")


def test_resource_patch(refused, published):
    refused("resource_patch", id=published.resource_id, url_type="upload")


def test_resource_delete(refused, published):
    refused("resource_delete", id=published.resource_id)


def test_package_update_that_adds_a_file(refused, site_act, published):
    dataset = site_act("package_show", id=published.dataset_id)

    refused(
        "package_update",
        **{**dataset, "resources": [*dataset["resources"], {"url": "http://exemple.fr/x.csv"}]},
    )


def test_package_patch_that_takes_the_files_away(refused, published):
    refused("package_patch", id=published.dataset_id, resources=[])


def test_package_revise_that_changes_a_file(refused, published):
    refused(
        "package_revise",
        match__id=published.dataset_id,
        **{f"update__resources__{published.resource_id[:8]}": {"url": "http://exemple.fr/x.csv"}},
    )


def test_package_patch_to_another_authority(refused, site_act, published):
    site_act("organization_create", name="voisine", title="Voisine", siren="240000034")

    refused("package_patch", id=published.dataset_id, owner_org="voisine")


def test_package_owner_org_update_to_another_authority(refused, site_act, published):
    site_act("organization_create", name="voisine", title="Voisine", siren="240000034")

    refused("package_owner_org_update", id=published.dataset_id, organization_id="voisine")


def test_package_patch_to_no_register(refused, published):
    refused("package_patch", id=published.dataset_id, register="")


def test_package_delete_of_a_register_that_is_online(refused, published):
    refused("package_delete", id=published.dataset_id)


def test_package_patch_to_the_deleted_state(refused, published):
    refused("package_patch", id=published.dataset_id, state="deleted")


def test_dataset_purge_of_a_register_that_is_online(refused, published):
    refused("dataset_purge", id=published.dataset_id)


def test_bulk_update_delete_of_a_register_that_is_online(refused, published):
    refused("bulk_update_delete", datasets=[published.dataset_id], org_id=published.organization)


def test_organization_delete_with_a_register_online(refused, published):
    refused("organization_delete", id=published.organization)


def test_organization_purge_with_a_register_online(refused, published):
    refused("organization_purge", id="valmont")


def test_a_verdict_cannot_be_written_by_the_api(published, site_act):
    changed = site_act(
        "package_patch", id=published.dataset_id, publication="faux", provenance="faux", title="Nouveau"
    )

    assert changed["title"] == "Nouveau"
    assert changed["publication"] == published.publication_id
    assert "faux" not in changed["provenance"]


def test_a_form_that_forgets_what_a_publication_wrote_does_not_lose_it(published, site_act):
    dataset = site_act("package_show", id=published.dataset_id)
    sent = {name: dataset[name] for name in ("id", "name", "title", "owner_org", "register", "license_id")}

    changed = site_act("package_update", **sent, notes="Autres mots")

    assert changed["notes"] == "Autres mots"
    assert changed["publication"] == published.publication_id
    assert changed["temporal_coverage"] == dataset["temporal_coverage"]
    assert len(changed["resources"]) == 2


class TestPrivateRegister:
    """A register that has no publication yet."""

    @pytest.fixture
    def private(self, town, site_act):
        return site_act(
            "package_create",
            name="registre-prive",
            register=REGISTER,
            owner_org=town["id"],
            private=True,
            title="Privé",
        )

    def test_package_create_public(self, town, site_act):
        with pytest.raises(tk.ValidationError):
            site_act("package_create", name="x", register=REGISTER, owner_org=town["id"], private=False)

    def test_package_create_with_a_file(self, town, site_act):
        with pytest.raises(tk.ValidationError):
            site_act(
                "package_create",
                name="x",
                register=REGISTER,
                owner_org=town["id"],
                private=True,
                resources=[{"url": "http://exemple.fr/x.csv"}],
            )

    @pytest.mark.usefixtures("private")
    def test_package_create_of_a_second_one(self, town, site_act):
        with pytest.raises(tk.ValidationError):
            site_act("package_create", name="x", register=REGISTER, owner_org=town["id"], private=True)

    def test_package_patch_private_to_public(self, private, site_act, act):
        with pytest.raises(tk.ValidationError) as refusal:
            site_act("package_patch", id=private["id"], private=False)

        assert "pas de publication" in str(refusal.value.error_dict)
        with pytest.raises(tk.ObjectNotFound):
            act("package_show", id=private["id"])

    def test_bulk_update_public(self, private, town, site_act):
        with pytest.raises(tk.ValidationError):
            site_act("bulk_update_public", datasets=[private["id"]], org_id=town["id"])

    def test_package_revise_private_to_public(self, private, site_act):
        with pytest.raises(tk.ValidationError):
            site_act("package_revise", match={"id": private["id"]}, update={"private": False})

    def test_a_public_dataset_with_files_that_becomes_a_register(self, town, site_act):
        plain = site_act(
            "package_create",
            name="simple",
            owner_org=town["id"],
            resources=[{"url": "http://exemple.fr/x.csv"}],
        )

        with pytest.raises(tk.ValidationError):
            site_act("package_patch", id=plain["id"], register=REGISTER)


def test_private_then_public_again_is_allowed_while_a_publication_is_current(published, site_act, act):
    site_act("package_patch", id=published.dataset_id, private=True)
    hidden = act("package_search")["count"]
    site_act("package_patch", id=published.dataset_id, private=False)

    assert hidden == 0
    assert act("package_search")["count"] == 1


def test_a_register_made_private_is_gone_from_files_and_table(published, site_act, act, app):
    site_act("package_patch", id=published.dataset_id, private=True)

    assert app.get(f"/datastore/dump/{published.resource_id}", status=404)
    assert app.get(
        f"/dataset/{published.dataset_id}/resource/{published.resource_id}/download/x.csv", status=404
    )
    with pytest.raises(tk.NotAuthorized):
        act("datastore_search", resource_id=published.resource_id)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Aides versées par madame Canari"},
        {"notes": "Voir le 06 12 34 56 78"},
        {"tags": [{"name": "Mme Canari"}]},
    ],
    ids=["title", "notes", "tags"],
)
def test_words_that_describe_a_register_hold_nothing_of_a_person(refused, published, change):
    assert "lu par tous" in refused("package_patch", id=published.dataset_id, **change)


def test_names_of_files_of_a_register_hold_nothing_of_a_person(refused, published, site_act):
    before = site_act("package_show", id=published.dataset_id)
    files = [one | {"description": "Tenu par Mme Canari"} for one in before["resources"]]

    assert "lu par tous" in refused("package_patch", id=published.dataset_id, resources=files)


def test_plain_datasets_are_left_alone(town, site_act, act):
    plain = site_act("package_create", name="simple", title="Simple", owner_org=town["id"])
    resource = site_act(
        "resource_create", package_id=plain["id"], url="http://exemple.fr/x.csv", format="CSV"
    )
    site_act("datastore_create", resource_id=resource["id"], force=True, records=[{"a": 1}])

    found = act("datastore_search", resource_id=resource["id"])

    assert found["total"] == 1
    assert "publication" not in found
    assert site_act("package_delete", id=plain["id"]) is None


def test_the_list_of_tables_is_not_readable(published, act):
    with pytest.raises(tk.ObjectNotFound):
        act("datastore_search", resource_id="_table_metadata")


def test_our_pointer_is_not_readable_as_a_table(published, act):
    with pytest.raises(tk.ObjectNotFound):
        act("datastore_search", resource_id=current.POINTER)


def test_sql_search_is_off(published):
    with pytest.raises(KeyError):
        tk.get_action("datastore_search_sql")
