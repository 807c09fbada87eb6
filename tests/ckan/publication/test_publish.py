"""From a deposited file to what everybody reads: file, table, dump, CKAN's row and index agree."""

from __future__ import annotations

import csv
import io

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckanext.datastore.backend.postgres import get_write_engine
from sample_grants import grant, write

from ckanext.forum import config, current
from ckanext.forum.publication.locks import only_publisher

pytestmark = pytest.mark.services
REGISTER = "subventions"


def test_api_file_and_dump_hold_the_same_rows_and_name_the_same_publication(published, act, app):
    found = act("datastore_search", resource_id=published.resource_id)
    dump = app.get(f"/datastore/dump/{published.resource_id}")
    file = app.get(f"/dataset/{published.dataset_id}/resource/{published.resource_id}/download/x.csv")

    rows = list(csv.DictReader(io.StringIO(dump.text)))
    assert dump.text == file.text == published.csv.read_text(encoding="utf-8")
    assert [row["montant"] for row in rows] == [f"{record['montant']:.2f}" for record in found["records"]]
    assert sum(float(row["montant"]) for row in rows) == pytest.approx(6.30)
    assert found["total"] == 3
    assert {
        found["publication"],
        dump.headers["X-Forum-Publication"],
        file.headers["X-Forum-Publication"],
    } == {published.publication_id}


def test_the_dataset_becomes_public_with_its_first_publication(published, act):
    dataset = act("package_show", id="subventions-valmont")

    assert dataset["private"] is False
    assert dataset["publication"] == published.publication_id
    assert [resource["format"] for resource in dataset["resources"]] == ["CSV", "Parquet"]
    assert dataset["resources"][0]["datastore_active"] is True
    assert dataset["temporal_coverage"] == [{"start": "2021-03-02", "end": "2023-03-04"}]
    assert act("package_search", fq=f"id:{dataset['id']}")["count"] == 1


def test_the_table_has_the_types_and_the_french_dictionary_of_the_schema(published, act):
    fields = {field["id"]: field for field in act("datastore_info", id=published.resource_id)["fields"]}

    assert fields["montant"]["type"] == "numeric"
    assert fields["dateConvention"]["type"] == "date"
    assert fields["notificationUE"]["type"] == "bool"
    assert fields["montant"]["info"]["label"]
    assert fields["cle_ligne"]["schema"]["uniquekey"] or fields["cle_ligne"]["schema"]["is_index"]


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ({"q": "associations"}, 3),
        ({"q": "ASSOCIATION fonctionnement"}, 3),
        ({"q": "rien de tel"}, 0),
        ({"full_text": "association"}, 3),
        ({"q": {"nomBeneficiaire": "association"}}, 3),
        ({"q": {"objet": "association"}}, 0),
        ({"q": "association", "filters": {"montant": 1}}, 0),
    ],
)
def test_words_find_by_the_api_what_the_page_finds(published, act, asked, total):
    found = act("datastore_search", resource_id=published.resource_id, **asked)

    assert (found["total"], len(found["records"])) == (total, total)


def test_words_are_refused_in_a_sentence_when_they_cannot_be_searched(published, act):
    for asked in ({"q": "a:*", "plain": False}, {"q": {"inconnue": "x"}}, {"q": "a" * 300}, {"q": ["a"]}):
        with pytest.raises(tk.ValidationError) as refusal:
            act("datastore_search", resource_id=published.resource_id, **asked)
        assert all(sentence.endswith(".") for said in refusal.value.error_dict.values() for sentence in said)


def test_the_same_file_twice_changes_nothing(published, publish):
    again = publish([grant(number) for number in (1, 2, 3)])

    assert again["changed"] is False
    assert again["publication"] == published.publication_id
    assert current.current(REGISTER, "valmont") == published


def test_rows_that_appeared_changed_and_left_are_counted(published, publish):
    done = publish([grant(1), grant(2, montant="50.00"), grant(4)])

    assert done["difference"] == {"added": 1, "changed": 1, "left": 1}
    now = current.current(REGISTER, "valmont")
    assert (now.added, now.changed, now.left) == (1, 1, 1)


def test_the_former_publication_is_kept_until_the_next(published, publish):
    publish([grant(1)])
    kept_after_one = published.parquet.exists()
    publish([grant(2)])

    assert kept_after_one
    assert not published.parquet.exists()
    assert not published.csv.exists()


def test_aliases_of_the_table_follow_the_publication(published, publish, act):

    with get_write_engine().begin() as connection:
        connection.execute(sa.text(f'CREATE VIEW mon_alias AS SELECT * FROM "{published.resource_id}"'))

    publish([grant(7), grant(8)])

    assert act("datastore_search", resource_id="mon_alias")["total"] == 2
    assert act("datastore_search", resource_id="mon_alias", q="association")["total"] == 2


def test_a_file_with_a_bad_row_is_refused_whole(town, publish):
    with pytest.raises(tk.ValidationError) as refusal:
        publish([grant(1), grant(2, montant="beaucoup")])

    assert current.current(REGISTER, "valmont") is None
    assert refusal.value.error_dict["report"][0]["stats"]["errors"] == 1
    assert "beaucoup" not in str(refusal.value.error_dict)


def test_a_partial_publication_says_so_everywhere(town, publish, act):
    publish([grant(1), grant(2, montant="beaucoup"), grant(3)], partial=True)

    now = current.current(REGISTER, "valmont")
    account = act("package_show", id=now.dataset_id)["provenance"]
    assert (now.clearance.rows_in, now.clearance.rows_out, now.clearance.rows_refused) == (3, 2, 1)
    assert now.clearance.partial
    assert account == "Publication partielle\u00a0: 2 lignes publiées sur 3, 1 refusées."


def test_rows_of_another_authority_are_refused(town, publish):
    with pytest.raises(tk.ValidationError):
        publish([grant(1, idAttribuant="24000003400019")])

    assert current.current(REGISTER, "valmont") is None


def test_a_dry_run_leaves_no_trace(town, publish, act):
    done = publish([grant(1)], dry_run=True)

    assert done["rows"]["out"] == 1
    assert current.current(REGISTER, "valmont") is None
    with pytest.raises(tk.ObjectNotFound):
        act("package_show", id="subventions-valmont")


def test_the_quarantine_is_empty_after_a_success_and_after_a_refusal(town, publish):
    publish([grant(1)])
    with pytest.raises(tk.ValidationError):
        publish([grant(1, montant="beaucoup")])

    assert list(config.quarantine_folder().iterdir()) == []


def test_an_organisation_without_siren_cannot_publish(site_act, publish):
    site_act("organization_create", name="sans-numero", title="Sans numéro")

    with pytest.raises(tk.ValidationError) as refusal:
        publish([grant(1)], organization="sans-numero")

    assert "SIREN" in refusal.value.error_dict["message"][0]


def test_a_second_publisher_is_told_that_one_is_at_work(town, publish):

    with only_publisher(REGISTER, town["id"]), pytest.raises(tk.ValidationError) as refusal:
        publish([grant(1)])

    assert "en cours" in refusal.value.error_dict["message"][0]


def test_a_deposit_is_named_by_its_id_never_by_a_path(town, site_act, tmp_path):
    path = write(tmp_path / "depot.csv", [grant(1)])

    with pytest.raises(tk.ValidationError):
        site_act("forum_publish", register=REGISTER, organization="valmont", deposit=str(path))

    assert current.current(REGISTER, "valmont") is None


def test_a_filtered_dump_is_refused_rather_than_mixed(published, app):
    answer = app.get(f"/datastore/dump/{published.resource_id}?format=json", status=400)

    assert "page du registre" in answer.text


def test_files_answer_head_requests(published, app):
    answer = app.flask_app.test_client().head(f"/datastore/dump/{published.resource_id}")

    assert answer.status_code == 200
    assert answer.headers["X-Forum-Publication"] == published.publication_id
    assert int(answer.headers["Content-Length"]) == published.csv_size
