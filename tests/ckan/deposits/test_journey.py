"""An officer drops a file, reads what is said of it, repairs, corrects, compares; a publisher publishes."""

from __future__ import annotations

import io

import added_register
import pytest
import sqlalchemy as sa
from dropping import HOME, SEEDS, Seen
from filled_template import filled
from sample_grants import grant

from ckan import model
from ckanext.forum import current
from ckanext.forum.runs.store import Run
from forum_core.schema.store import installed_root, load_store

pytestmark = pytest.mark.services


def rows(*numbers, **changes):
    return [grant(number, **changes) for number in numbers]


def test_a_good_file_goes_from_the_drop_to_the_site(sign_in, csv, quarantined, worked):
    admin = sign_in("admin")

    page = admin.drop(csv(rows(1, 2, 3)))
    compare = admin.get(f"{admin.address}/publication")
    waits = admin.follow(admin.send(compare, f"{admin.address}/publier"))
    worked()
    done = admin.get(admin.address)

    assert "Lu comme : CSV séparateur virgule encodage UTF-8 3 lignes" in page.text
    assert "Tout est bon : 3 lignes, aucune erreur" in page.text
    assert "En cours de publication" in waits.text or "en cours de publication" in waits.text
    assert "Le service qui fait ce travail est arrêté" in waits.text
    assert "C’est en ligne" in done.text
    assert current.current("subventions", "valmont").clearance.rows_out == 3
    assert quarantined() == []


def test_errors_are_said_with_place_found_example_and_remedy(sign_in, csv):
    editor = sign_in("editor")

    page = editor.drop(csv([*rows(1, 2), grant(3, montant="beaucoup")]))

    assert "1 ligne à corriger sur 3" in page.text
    assert "Ce n’est pas un nombre seul" in page.text
    assert "Trouvé beaucoup" in page.text
    assert "Colonne montant, ligne 4." in page.text
    assert [one.get_text(" ", strip=True) for one in page.html.select("td.is-wrong code")] == ["beaucoup"]


def test_a_french_export_is_read_right_and_repaired_with_one_click(sign_in):
    editor = sign_in("editor")
    file = (SEEDS / "cc-des-trois-vallees/subventions_2023_2025.csv").read_bytes()

    page = editor.drop(file.replace(b"240 000 034 00019", b"210 000 014 00014"))
    before = [one.get_text() for one in page.html.select("td del")]
    after = editor.follow(editor.send(page, f"{editor.address}/reparations"))

    assert "encodage Windows-1252" in page.text
    assert "181 lignes" in page.text
    assert "04/03/2023" in before
    assert "Tout est bon : 181 lignes, aucune erreur" in after.text
    assert "Annuler les réparations" in after.text


def test_the_way_a_file_is_read_can_be_changed_and_a_wrong_one_is_said(sign_in, csv):
    editor = sign_in("editor")
    page = editor.drop(csv(rows(1, 2)))

    wrong = editor.follow(editor.send(page, f"{editor.address}/lecture", delimiter=";", encoding=""))
    again = editor.follow(editor.send(wrong, f"{editor.address}/lecture", delimiter="", encoding=""))

    assert "Ce fichier ne peut pas être lu" in wrong.text
    assert "Tout est bon" in again.text


def test_a_table_can_be_pasted(sign_in):
    editor = sign_in("editor")
    row = grant(1)
    text = "\n".join(("\t".join(row), "\t".join(row.values())))

    page = editor.drop(None, text=text)

    assert "séparateur tabulation" in page.text
    assert "Tout est bon" in page.text


def test_what_is_no_table_is_refused_in_words_and_the_deposit_waits_for_another_file(sign_in, csv):
    editor = sign_in("editor")

    page = editor.drop(b"%PDF-1.7 pas un tableau", "rapport.pdf")
    first = editor.address
    file = (io.BytesIO(csv(rows(1))), "corrige.csv")
    corrected = editor.follow(editor.send(page, f"{first}/fichier", upload=file))

    assert "Ce fichier est un PDF" in page.text
    assert "Tout est bon" in corrected.text
    assert "corrige.csv" in corrected.text


def test_without_a_file_the_form_says_so_and_keeps_the_answers(sign_in):
    editor = sign_in("editor")
    page = editor.get(HOME)

    answer = editor.send(page, HOME, register="subventions", organization="valmont")

    assert answer.status == 400
    assert "Choisissez un fichier, ou collez un tableau" in answer.text
    assert answer.html.select_one("#register option[selected]")["value"] == "subventions"


def test_ten_thousand_errors_fit_in_one_screen(sign_in, csv):
    editor = sign_in("editor")

    page = editor.drop(csv(rows(*range(1, 10_001), montant="beaucoup", dateConvention="2023-05-02")))

    assert len(page.html.select(".finding")) == 1
    assert "et 9 995 autres" in page.text
    assert len(page.body) < 40_000


def test_the_marked_workbook_is_the_officers_file(sign_in, csv):
    editor = sign_in("editor")
    editor.drop(csv([grant(1, montant="beaucoup")]), "mes aides.csv")

    answer = editor.client.get(f"{editor.address}/annote.xlsx")

    assert answer.status_code == 200
    assert answer.data.startswith(b"PK")
    assert "mes%20aides%20annot" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_would_change_is_shown_by_key_before_publishing(sign_in, csv, published):
    admin = sign_in("admin")

    admin.drop(csv([grant(1), grant(2, nature="aide en nature"), grant(4)]))
    page = admin.get(f"{admin.address}/publication")

    figures = [
        (one.dd.get_text(), one.dt.get_text(" ", strip=True)) for one in page.html.select(".key-figure")
    ]
    assert [number for number, _ in figures] == ["1", "1", "1", "1"]
    assert "1 + 1 + 1 = 3 lignes" in page.text
    assert "aide en numéraire" in page.text
    assert "Association numéro 3" in page.text


def test_rows_that_leave_the_site_must_have_been_read(sign_in, csv, published, worked):
    admin = sign_in("admin")
    admin.drop(csv([grant(1), grant(2)]))
    page = admin.get(f"{admin.address}/publication")

    refused = admin.follow(admin.send(page, f"{admin.address}/publier"))
    worked()
    assert "Cochez la case" in refused.text
    assert current.current("subventions", "valmont").clearance.rows_out == 3

    admin.send(refused, f"{admin.address}/publier", confirm="1")
    worked()
    assert current.current("subventions", "valmont").clearance.rows_out == 2


def test_good_rows_are_published_without_the_others_when_that_was_read(sign_in, csv, worked):
    admin = sign_in("admin")
    admin.drop(csv([*rows(1, 2), grant(3, montant="beaucoup")]))
    page = admin.get(f"{admin.address}/publication")

    admin.send(page, f"{admin.address}/publier", confirm="1")
    worked()

    clearance = current.current("subventions", "valmont").clearance
    assert (clearance.rows_out, clearance.rows_refused, clearance.partial) == (2, 1, True)


def test_a_file_that_cannot_leave_offers_no_button(sign_in, csv):
    admin = sign_in("admin")
    admin.drop(csv([grant(1, objet="Écrire à jean.dupont@exemple.fr")]))

    page = admin.get(f"{admin.address}/publication")

    assert "Rien ne peut être publié" in page.text
    assert not page.offers("/publier")


def test_persons_set_apart_are_counted_and_the_columns_never_published_named(sign_in, csv):
    editor = sign_in("editor")
    person = grant(3, nomBeneficiaire="Mme Durand", rnaBeneficiaire="")
    first = {**grant(1), "mail_contact": "a"}

    page = editor.drop(csv([*rows(1, 2), person]))

    assert first
    assert "mises à part" in page.text
    assert "jamais publié" in page.text or "Écarté" not in page.text


def test_an_officer_proposes_and_the_publisher_finds_it(sign_in, csv, worked):
    editor, admin = sign_in("editor"), sign_in("admin")
    editor.drop(csv(rows(1, 2)), "a-publier.csv")
    page = editor.get(f"{editor.address}/publication")

    assert not page.offers("/publier")
    editor.send(page, f"{editor.address}/garder", state="proposed")
    found = admin.get(HOME)
    done = admin.send(admin.get(f"{editor.address}/publication"), f"{editor.address}/publier")
    worked()

    assert "À publier" in found.text
    assert "a-publier.csv" in found.text
    assert "C’est en ligne" in admin.follow(done).text


def test_giving_up_erases_the_file(sign_in, csv, quarantined):
    editor = sign_in("editor")
    page = editor.drop(csv(rows(1)))

    editor.send(page, f"{editor.address}/abandonner")

    assert quarantined() == []
    assert "Le fichier de ce dépôt est effacé" in editor.get(editor.address).text


def test_a_doubled_click_publishes_once(sign_in, csv, site_act, worked):
    admin = sign_in("admin")
    admin.drop(csv(rows(1, 2)))
    page = admin.get(f"{admin.address}/publication")

    answers = [admin.send(page, f"{admin.address}/publier") for _ in range(2)]
    runs = model.Session.scalar(sa.select(sa.func.count()).select_from(Run))
    worked()

    assert runs == 1
    assert [answer.status for answer in answers] == [303, 303]
    assert "C’est en ligne" in admin.follow(answers[1]).text
    publications = site_act("forum_publication_list", register="subventions", organization="valmont")
    assert len(publications) == 1


def test_two_officers_at_once_each_get_a_sentence(sign_in, csv):
    editor, admin = sign_in("editor"), sign_in("admin")
    editor.drop(csv(rows(1, 2, montant="1,50 €")))
    seen_by_editor, seen_by_admin = editor.get(editor.address), admin.get(editor.address)

    first = admin.follow(admin.send(seen_by_admin, f"{editor.address}/reparations"))
    second = editor.follow(editor.send(seen_by_editor, f"{editor.address}/abandonner"))

    assert "Tout est bon" in first.text
    assert "a changé ce dépôt" in second.text
    assert "Rien n’est perdu" in second.text
    assert "Tout est bon" in second.text


def test_a_publication_by_somebody_else_is_compared_again_before_publishing(sign_in, csv, publish, town):
    admin = sign_in("admin")
    admin.drop(csv(rows(1, 2)))
    page = admin.get(f"{admin.address}/publication")
    publish(rows(7, 8))

    answer = admin.follow(admin.send(page, f"{admin.address}/publier"))

    assert "a reçu une autre publication" in answer.text
    assert "2 lignes quittent le site" in answer.text


def test_a_session_that_ended_loses_no_deposit_and_keeps_no_file_of_a_stranger(
    sign_in, csv, quarantined, app
):
    editor = sign_in("editor")
    page = editor.drop(csv(rows(1)), "le-mien.csv")
    stranger = app.flask_app.test_client()
    form = {**page.form("/fichier"), "upload": (io.BytesIO(b"a;b\n1;2"), "autre.csv")}

    late = Seen(stranger.post(f"{editor.address}/fichier", data=form))

    assert late.status == 303
    assert "/user/login" in late.location
    assert len(quarantined()) == 1
    assert "le-mien.csv" in sign_in("editor").get(editor.address).text


def test_a_form_without_its_token_changes_nothing(sign_in, csv):
    editor = sign_in("editor")
    page = editor.drop(csv(rows(1)))
    form = {name: value for name, value in page.form("/abandonner").items() if "csrf" not in name}

    answer = editor.client.post(f"{editor.address}/abandonner", data=form)

    assert answer.status_code == 400
    assert "Tout est bon" in editor.get(editor.address).text


def test_a_file_of_a_former_version_says_as_what_it_is_read(sign_in):
    editor = sign_in("editor")

    page = editor.drop((installed_root() / "subventions/versions/1.1.0/example.csv").read_bytes())

    assert "Lu comme : SCDL subventions 1.1.0 CSV" in page.text
    assert "2 cases sont réécrites : périodes écrites avec une barre oblique" in page.text
    assert "2 lignes à corriger sur 4" in page.text


def test_the_template_of_another_register_is_refused_and_of_another_version_told(sign_in):
    editor, schema = sign_in("editor"), load_store().get("subventions")

    other, older = (
        editor.drop(filled(schema, ref), name="modele.xlsx") for ref in ("aides@2.1.1", "subventions@2.0.2")
    )

    assert "Ce classeur est le modèle du registre « aides » ; le registre choisi est" in other.text
    assert "Choisissez le registre du modèle" in other.text
    assert "Ce classeur est le modèle de la version 2.0.2 du registre" in older.text
    assert "téléchargez le modèle d’aujourd’hui" in older.text


def test_a_deposit_whose_register_broke_waits_and_the_others_are_listed(
    sign_in, csv, added_schemas, tmp_path
):
    editor, folder = sign_in("editor"), added_register.write(tmp_path / "nos-registres")
    added_schemas(folder.parent)
    editor.drop(csv(rows(1)), "une-aide.csv")
    editor.drop((folder / "examples" / "valid.csv").read_bytes(), "arbres.csv", register=folder.name)

    added_register.write_broken(folder.parent, folder.name)
    added_schemas(folder.parent)
    listed, waits = editor.get(HOME), editor.get(editor.address)

    assert "une-aide.csv" in listed.text
    assert "arbres.csv" in listed.text
    assert waits.status == 404
    assert "Le schéma de ce registre ne peut pas servir pour l’instant" in waits.text


def test_a_small_count_is_shown_with_its_rows_and_a_way_to_regroup(sign_in):
    editor = sign_in("editor")
    # The example of a register of counts, of which one cell becomes too small.
    lines = (installed_root() / "attributions_creche/examples/valid.csv").read_text("utf-8").splitlines()
    cells = lines[2].split(",")
    cells[lines[0].split(",").index("nb_desistements")] = "4"

    content = "\n".join([*lines[:2], ",".join(cells), *lines[3:6]]).encode()
    page = editor.drop(content, register="attributions_creche")

    assert "la vie privée retient ce fichier" in page.text
    assert "Colonne nb_desistements : 1 case compte moins de 11 personnes (ligne 3)" in page.text
    assert "Regroupez : par année au lieu du trimestre" in page.text
