"""What a French reader types finds what they mean, on the real index."""

import base64
import json
import urllib.parse
import urllib.request

import pytest

pytestmark = pytest.mark.services

DATASETS = {
    "subventions": (
        "Subventions aux associations",
        "Les aides versées par la commune aux écoles et aux clubs.",
    ),
    "elus": ("Indemnités des élus", "Montants bruts de l’année, par élu."),
    "creches": ("Places de crèche", "Attribution des places dans les crèches municipales."),
    "voirie": ("Travaux de voirie", "Chantiers de l’hiver."),
}


@pytest.fixture(scope="module")
def index(shared):
    """The tests' core with a few datasets; a function that searches it as CKAN does."""
    base = f"http://127.0.0.1:{shared.ports['solr']}/solr/ckan_test"
    credentials = base64.b64encode(f"ckan:{shared.secrets['solr']}".encode()).decode()

    def call(path: str, document: object = None) -> dict:
        body = None if document is None else json.dumps(document).encode()
        headers = {"Authorization": f"Basic {credentials}", "Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(base + path, body, headers), timeout=20) as answer:
            return json.load(answer)

    documents = [
        {"index_id": name, "id": name, "site_id": "test", "name": name, "title": title, "notes": notes}
        for name, (title, notes) in DATASETS.items()
    ]
    call("/update?commit=true", documents)

    def search(words: str) -> set[str]:
        query = {
            "q": words,
            "defType": "dismax",
            "qf": "name^4 title^4 tags^2 groups^2 text",
            "q.op": "AND",
            "mm": "2<-1 5<80%",
            "tie": "0.1",
            "fl": "id",
            "wt": "json",
        }
        return {
            document["id"]
            for document in call(f"/select?{urllib.parse.urlencode(query)}")["response"]["docs"]
        }

    yield search
    call("/update?commit=true", {"delete": {"query": "*:*"}})


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("subvention", "subventions"),
        ("SUBVENTIONS", "subventions"),
        ("aides aux écoles", "subventions"),
        ("aide ecole", "subventions"),
        ("l’association", "subventions"),
        ("indemnite elu", "elus"),
        ("indemnités d'élus", "elus"),
        ("année", "elus"),
        ("crèches", "creches"),
        ("creche", "creches"),
        ("hivers", "voirie"),
    ],
)
def test_these_words_find_the_dataset_they_mean_and_no_other(index, words, found):
    assert index(words) == {found}


def test_words_that_no_dataset_has_find_nothing(index):
    assert index("piscine") == set()
