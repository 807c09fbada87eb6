"""What waits for a person, the profile of an authority, its colour and its logo."""

from __future__ import annotations

import io
import struct
import zlib

import ckan.plugins.toolkit as tk
import pytest
import sample_grants

from ckan import model

pytestmark = pytest.mark.services
REGISTER = "subventions"
PROFILE = "/espace/valmont/profil"
WRONG = "La somme ne correspond pas à la délibération."


def _png(size=1):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + b"\x17\x59\x4f" * size for _ in range(size)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def test_a_late_register_and_a_report_wait_for_the_officer(published, people, act, browser):
    act("forum_report_create", organization="valmont", register=REGISTER, message=WRONG)

    found = act("forum_task_list", people["editor"])
    page = browser(people["editor"]).get("/espace")

    assert [(task["kind"], task["when"]) for task in found["tasks"]] == [
        ("publication", "late"),
        ("report", "waiting"),
    ]
    assert page.h1 == "Bonjour. Un retard, une réponse à donner"
    assert "Signalements (1)" in page.text


def test_a_reader_and_a_stranger_have_nothing_to_do(published, people, act, browser):
    act("forum_report_create", organization="valmont", register=REGISTER, message=WRONG)

    assert [act("forum_task_list", people[role])["tasks"] for role in ("member", "stranger")] == [[], []]
    assert "n’appartient à aucune collectivité" in browser(people["stranger"]).get("/espace").text


def test_who_works_for_two_authorities_chooses_one(published, people, act, site_act, browser):
    site_act("organization_create", name="ailleurs", title="Ailleurs", siren="260000013")
    site_act("organization_member_create", id="ailleurs", username=people["editor"], role="editor")
    for name in ("ailleurs", "valmont"):
        act("forum_report_create", organization=name, message=WRONG)
    officer = browser(people["editor"])

    both, one = officer.get("/espace"), officer.get("/espace?collectivite=ailleurs")

    assert both.h1 == "Bonjour. Un retard, deux réponses à donner"
    assert one.h1 == "Bonjour. Une réponse à donner"


def test_a_profile_is_changed_and_seen_by_all(people, browser, town):
    publisher = browser(people["admin"])
    fields = {
        "title": "Ville de Valmont",
        "siren": sample_grants.SIREN,
        "other_sirens": "260000013",
        "population": "41280",
        "contact_email": "donnees@valmont.example",
        "colour": "#1F5FA8",
    }

    saved = publisher.send(PROFILE, publisher.get(PROFILE), **fields)
    public = browser().get("/organization/valmont")

    assert saved.status == 303
    assert public.h1 == "Ville de Valmont"
    assert "/couleurs/valmont.css?v=1f5fa8" in public.raw
    assert model.Group.get("valmont").extras["other_sirens"] == "260000013"


def test_a_pale_colour_is_refused_with_its_ratio_and_a_near_one(people, browser, town):
    publisher = browser(people["admin"])

    refused = publisher.send(PROFILE, publisher.get(PROFILE), title="Valmont", colour="#ffd500")

    assert refused.status == 400
    said = refused.html.select_one("#colour-error").get_text()
    assert "le contraste est de 1,42, il en faut 4,5" in said.replace("\u00a0", " ")
    assert "#" in said.split("convient est")[1]
    assert refused.html.select_one("#title")["value"] == "Valmont"
    assert "colour" not in model.Group.get("valmont").extras


def test_every_door_refuses_the_same_colour(people, act):
    with pytest.raises(tk.ValidationError, match="se lit mal"):
        act("organization_patch", people["admin"], id="valmont", colour="#ffd500")


def test_a_colour_is_a_stylesheet_and_never_more(people, site_act, browser):
    site_act("organization_patch", id="valmont", colour="#1f5fa8")
    served = browser().get("/couleurs/valmont.css")

    group = model.Group.get("valmont")
    group.extras["colour"] = "red} body{display:none"
    model.Session.commit()

    assert served.headers["Content-Type"].startswith("text/css")
    assert served.raw == "html:root { --authority: #1f5fa8; }\n"
    assert browser().get("/couleurs/valmont.css").status == 404
    assert browser().get("/couleurs/ailleurs.css").status == 404


def test_the_register_wears_the_authority_s_colour_and_logo(published, people, browser):
    publisher = browser(people["admin"])
    page = publisher.get(PROFILE)
    saved = publisher.send(
        PROFILE,
        page,
        title="Valmont",
        siren=sample_grants.SIREN,
        colour="#1f5fa8",
        logo=(io.BytesIO(_png()), "Logo de Camille.png", "image/png"),
    )
    register = browser().get(f"/registres/{REGISTER}/valmont")

    assert saved.status == 303
    assert "/couleurs/valmont.css" in register.raw
    (logo,) = register.html.select("img.authority-logo")
    assert logo["alt"] == "Logo de Valmont"
    assert "Camille" not in logo["src"]
    assert logo["src"].startswith("/uploads/group/")


@pytest.mark.parametrize(
    ("octets", "name"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "logo.svg"),
        (b"<html><script>alert(1)</script></html>", "logo.png"),
        (_png(), "logo.html"),
        (_png() + b"\0" * (2 * 1024 * 1024), "logo.png"),
    ],
)
def test_a_logo_that_is_no_small_picture_is_refused(people, browser, town, octets, name):
    publisher = browser(people["admin"])

    refused = publisher.send(
        PROFILE, publisher.get(PROFILE), title="Valmont", logo=(io.BytesIO(octets), name, "image/png")
    )

    assert refused.status == 400
    assert refused.html.select_one("#logo-error")
    assert not model.Group.get("valmont").image_url


def test_only_who_publishes_changes_the_profile(people, browser, act):
    for role in ("stranger", "member", "editor"):
        with pytest.raises(tk.NotAuthorized):
            act("forum_profile_update", people[role], organization="valmont", title="Pris")
    refused = browser(people["editor"]).send(PROFILE, None, title="Pris")

    assert refused.status == 403
    assert model.Group.get("valmont").title == "Valmont-sur-Dore"
