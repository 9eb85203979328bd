#!/usr/bin/env python3
"""Reads what we write as Web Annotations with somebody else's JSON-LD reader, RDFLib, and
compares what its triples say of each coding with the list of codings.

    check-rdf.py SCHO PROJECT CONTEXT

CONTEXT has what we use of the context that http://www.w3.org/ns/anno.jsonld names, so that
nothing is loaded. Skipped (77) without RDFLib 6: in Debian python3-rdflib."""

import csv
import io
import json
import subprocess
import sys

try:
    import rdflib
    from rdflib.namespace import DC, DCTERMS, FOAF, RDF
    READS = int(rdflib.__version__.split(".")[0]) >= 6  # earlier ones had no JSON-LD
except ImportError:
    READS = False
if not READS:
    print("skipped: the JSON-LD reader RDFLib is not here: in Debian python3-rdflib")
    sys.exit(77)

SCHO, PROJECT, CONTEXT = sys.argv[1:]
ADDRESS = "http://www.w3.org/ns/anno.jsonld"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
AS = rdflib.Namespace("http://www.w3.org/ns/activitystreams#")


def export(*words):
    return subprocess.run([SCHO, "export", PROJECT, "--as", *words], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode()


def give_context(value, context):
    """The value, with the context in place of its address. A reader skips words that are not
    in it, so none may be."""
    if isinstance(value, list):
        return [give_context(item, context) for item in value]
    if not isinstance(value, dict):
        return value
    for key in value:
        assert key == "@context" or key in context or key.split(":")[0] in context, key
    assert value.get("@context", ADDRESS) == ADDRESS
    return {key: context if key == "@context" else give_context(item, context)
            for key, item in value.items()}


def read_coding(graph, node):
    """What the list of codings has of it: document, start, end, code, coder, memo, quote."""
    target = graph.value(node, OA.hasTarget, any=False)
    selectors = {graph.value(selector, RDF.type, any=False): selector
                 for selector in graph.objects(target, OA.hasSelector)}
    place, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
    said = {}
    for body in graph.objects(node, OA.hasBody):
        assert (body, RDF.type, OA.TextualBody) in graph
        purpose = graph.value(body, OA.hasPurpose, any=False)
        assert purpose not in said and (node, OA.motivatedBy, purpose) in graph
        said[purpose] = str(graph.value(body, RDF.value, any=False))
    assert len(selectors) == 2 and set(said) <= {OA.tagging, OA.commenting}
    coder = graph.value(node, DCTERMS.creator, any=False)
    assert (coder, RDF.type, FOAF.Person) in graph
    assert graph.value(target, OA.hasSource, any=False).startswith("urn:uuid:")
    start, end = (graph.value(place, name, any=False).toPython() for name in (OA.start, OA.end))
    return (str(graph.value(target, DC.title, any=False)), start, end, said[OA.tagging],
            str(graph.value(coder, FOAF.name, any=False)), said.get(OA.commenting, ""),
            str(graph.value(quote, OA.exact, any=False)))


def check(form, expected, context):
    whole = json.loads(export("web-annotation", "--set", f"form={form}"))
    graph = rdflib.Graph().parse(data=json.dumps(give_context(whole, context)), format="json-ld")
    nodes = list(graph.subjects(RDF.type, OA.Annotation))
    codings = sorted(read_coding(graph, node) for node in nodes)
    assert codings == expected, [pair for pair in zip(codings, expected) if pair[0] != pair[1]][:3]
    if form == "collection":
        collection = graph.value(None, RDF.type, AS.OrderedCollection, any=False)
        page = graph.value(collection, AS.first, any=False)
        items = list(graph.items(graph.value(page, AS.items, any=False)))
        assert len(items) == len(nodes) and set(items) == set(nodes)
        assert graph.value(collection, AS.totalItems, any=False).toPython() == len(nodes)
    print(f"{form}: {len(nodes)} annotations, {len(graph)} triples")


def main():
    with open(CONTEXT, encoding="utf-8") as file:
        context = json.load(file)["@context"]
    rows = list(csv.reader(io.StringIO(export("csv"))))
    expected = sorted((row[0], int(row[1]), int(row[2]), *row[3:]) for row in rows[1:])
    assert len(expected) > 0
    for form in ("collection", "list"):
        check(form, expected, context)


main()
