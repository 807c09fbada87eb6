"""Datasets that nobody may learn of: a register that was never published, and one that was withdrawn."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1]))

import sample_grants
from channels import Hidden
from ckan.tests import factories

from ckanext.forum import current

REGISTER = "subventions"


@pytest.fixture
def shown(site_act):
    """A public dataset of another authority: what a channel that works does show."""
    site_act("organization_create", name="trois-vallees", title="CC des Trois Vallées")
    return site_act(
        "package_create",
        name="public",
        title="Tout public",
        owner_org="trois-vallees",
        tags=[{"name": "montreuil"}],
        resources=[{"url": "https://exemple.fr/a.csv", "format": "CSV", "name": "Fichier public"}],
    )


@pytest.fixture
def askers(shown, site_act):
    """Headers of who asks: nobody, and an officer of the other authority."""
    officer = factories.UserWithToken()
    site_act("organization_member_create", id="trois-vallees", username=officer["name"], role="admin")
    return {"visitor": {}, "officer of another authority": {"Authorization": officer["token"]}}


@pytest.fixture
def hidden(town, site_act, publish):
    """Two datasets, one for each way of being hidden."""
    return (_never_published(site_act), _withdrawn(site_act, publish))


def _never_published(site_act):
    site_act("organization_create", name="sans-rien", title="Commune sans rien", siren="210000022")
    dataset = site_act(
        "package_create",
        name="jamais-publie",
        title="Registre zanzibarre",
        notes="Contient zanzibarre.",
        owner_org="sans-rien",
        register=REGISTER,
        private=True,
        tags=[{"name": "kiribatien"}],
    )
    return Hidden(
        id=dataset["id"],
        name=dataset["name"],
        resource="12121212-3434-4565-8787-909090909090",
        tag="kiribatien",
        word="zanzibarre",
        register=REGISTER,
        organization="sans-rien",
        author=site_act("get_site_user")["name"],
    )


def _withdrawn(site_act, publish):
    publish([sample_grants.grant(number, objet="Voyage ouagalais") for number in (1, 2, 3)])
    one = current.current(REGISTER, "valmont")
    site_act("package_patch", id=one.dataset_id, title="Registre ouagalais", tags=[{"name": "vanuatien"}])
    site_act("forum_withdraw", register=REGISTER, organization="valmont", reason="Fichier erroné.")
    return Hidden(
        id=one.dataset_id,
        name=site_act("package_show", id=one.dataset_id)["name"],
        resource=one.resource_id,
        tag="vanuatien",
        word="ouagalais",
        register=REGISTER,
        organization="valmont",
        author=site_act("get_site_user")["name"],
    )
