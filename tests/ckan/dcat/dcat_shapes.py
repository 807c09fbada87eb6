"""The judge: DCAT-AP 3.0.1 shapes, less exactly the two property shapes that are named and never defined."""

from functools import cache
from pathlib import Path

from pyshacl import validate
from rdflib import Graph, URIRef

_SHAPES = Path(__file__).parent / "shapes" / "dcat-ap-SHACL.ttl"
_SERVICE = "https://semiceu.github.io/DCAT-AP/releases/3.0.1#dcat:DataServiceShape"
DANGLING = {
    URIRef(f"{_SERVICE}/dc08f4dca4377fade57f89454e3fa06a8389d314"),
    URIRef(f"{_SERVICE}/eb3ac4e4fdde2e2588a9502c5956060a18c5c99f"),
}
_PROPERTY = URIRef("http://www.w3.org/ns/shacl#property")
_RESULT_PATH = URIRef("http://www.w3.org/ns/shacl#resultPath")
_FOCUS = URIRef("http://www.w3.org/ns/shacl#focusNode")
_MESSAGE = URIRef("http://www.w3.org/ns/shacl#resultMessage")


@cache
def shapes() -> Graph:
    graph = Graph().parse(_SHAPES)
    for name in DANGLING:
        graph.remove((None, _PROPERTY, name))
    return graph


def undefined() -> set[URIRef]:
    """Property shapes that the official file names without defining them."""
    graph = Graph().parse(_SHAPES)
    return {name for name in graph.objects(None, _PROPERTY) if not list(graph.predicate_objects(name))}


def violations(graph: Graph) -> list[str]:
    """What the shapes say against a graph, a line each; nothing when it conforms."""
    _, report, _ = validate(graph, shacl_graph=shapes(), advanced=False)
    return [
        " ".join(str(report.value(result, predicate)) for predicate in (_FOCUS, _RESULT_PATH, _MESSAGE))
        for result in report.subjects(_RESULT_PATH, None)
    ]
