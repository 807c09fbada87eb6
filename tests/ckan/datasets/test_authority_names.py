"""The address of an authority never stands where a page of the registers stands."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import pytest

from ckanext.forum.place import Tab

pytestmark = pytest.mark.services


@pytest.mark.parametrize("name", [tab for tab in Tab if tab])
def test_an_authority_named_like_a_tab_is_refused_with_a_sentence(site_act, name):
    with pytest.raises(tk.ValidationError) as refused:
        site_act("organization_create", name=str(name), title="Ville")

    assert f"L’adresse {name} est celle d’une page des registres" in str(refused.value.error_dict)
