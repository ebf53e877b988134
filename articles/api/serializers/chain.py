"""An article's chain as JSON-LD: PROV-O for what was derived from what, Web Annotation for why."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.api.serializers.articles import uri_of
from articles.api.serializers.citations import EvidenceSerializer
from articles.models import Citation, CitationRole, EvidenceState, SourceKind
from articles.queries.api_chain import Chain
from articles.queries.chain import Hop
from articles.templatetags.addresses import absolute

TERMS: Mapping[str, Any] = {
    "role": _("What the source did for the article: a code of the resource citations."),
    "consulted": _("Whether the newsroom has read the report itself."),
    "text": _("The text of the article that the selectors count in."),
    "revision": _("The version of the article whose code points the selectors count."),
}
"""Our own vocabulary: what neither PROV-O nor Web Annotation has a word for."""

WORDING = (CitationRole.QUOTED, CitationRole.AGENCY_COPY)
"""Roles in which the article, or the link before, has the report's own wording."""


def _links(term: str) -> dict[str, str]:
    return {"@id": term, "@type": "@id", "@container": "@set"}


_CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Entity": "prov:Entity",
    "Agent": "prov:Agent",
    "Person": "prov:Person",
    "Organization": "prov:Organization",
    "wasDerivedFrom": _links("prov:wasDerivedFrom"),
    "wasQuotedFrom": _links("prov:wasQuotedFrom"),
    "hadPrimarySource": _links("prov:hadPrimarySource"),
    "wasAttributedTo": _links("prov:wasAttributedTo"),
    "alternateOf": _links("prov:alternateOf"),
    "atLocation": _links("prov:atLocation"),
    "title": "http://purl.org/dc/terms/title",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id", "@container": "@set"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
}


def vocabulary() -> str:
    """Where our own terms begin: each is explained there, on the page of documentation."""
    return absolute(reverse("api:docs")) + "#chain-"


def chain_document(chain: Chain) -> dict[str, Any]:
    """The article, the report behind each link, whose they are, and the words that say so.

    The graph has no name: what reads one graph alone would find nothing in one of a name.
    """
    own = {term: {"@id": f"isnad:{term}"} for term in TERMS}
    agents: dict[tuple[str, int | str], dict[str, Any]] = {}
    for hop in chain.hops:
        agents.setdefault(hop.who, _agent(hop.citation))
    found = [_evidence(chain, hop) for hop in chain.hops if _has_evidence(hop.citation)]
    return {
        "@context": {**_CONTEXT, "isnad": vocabulary(), **own},
        "@graph": [
            _article(chain),
            *(_report(hop, chain.hops, agents[hop.who]["id"]) for hop in chain.hops),
            *agents.values(),
            *found,
        ],
    }


def _article(chain: Chain) -> dict[str, Any]:
    origins = [report_id(hop.citation) for hop in chain.hops if hop.origin]
    return {
        "id": uri_of(chain.article.pk),
        "type": "Entity",
        "title": {"@value": chain.article.title, "@language": chain.article.language},
        **_derived(hop for hop in chain.hops if hop.parent is None),
        "hadPrimarySource": origins,
    }


def _report(hop: Hop, every: list[Hop], agent: str) -> dict[str, Any]:
    citation: Any = hop.citation
    places = [citation.report_address, citation.archived_address]
    return {
        "id": report_id(citation),
        "type": "Entity",
        "role": citation.role,
        "consulted": citation.consulted,
        "wasAttributedTo": [agent],
        **_derived(behind for behind in every if behind.parent is hop),
        "alternateOf": [] if citation.report_id is None else [uri_of(citation.report_id)],
        "atLocation": [place for place in places if place],
    }


def _derived(hops: Any) -> dict[str, list[str]]:
    """From which reports something is, and of which of them it has the wording."""
    reports = [hop.citation for hop in hops]
    return {
        "wasDerivedFrom": [report_id(one) for one in reports],
        "wasQuotedFrom": [report_id(one) for one in reports if one.role in WORDING],
    }


def _agent(citation: Citation) -> dict[str, Any]:
    source = citation.source
    if source is None:
        return {"id": f"_:name-{citation.pk}", "type": "Agent", "name": citation.name}
    kind = "Person" if source.kind == SourceKind.PERSON else "Organization"
    address = absolute(reverse("articles:source_short", args=[source.pk]))
    return {"id": address, "type": kind, "name": source.name}


def _evidence(chain: Chain, hop: Hop) -> dict[str, Any]:
    told = EvidenceSerializer(hop.citation).data
    return {
        "id": _of_citation(hop.citation, "evidence"),
        "type": "Annotation",
        "motivation": "oa:identifying",
        "body": report_id(hop.citation),
        "target": {
            "type": "SpecificResource",
            "source": uri_of(chain.article.pk),
            "text": told["target"],
            "revision": told["revision"],
            "selector": told["selectors"],
        },
    }


def _has_evidence(citation: Citation) -> bool:
    """Words that an edit took out of the text stay in the newsroom."""
    return citation.evidence_state == EvidenceState.FOUND


def report_id(citation: Citation) -> str:
    """What names the report that a citation is about."""
    return _of_citation(citation, "report")


def _of_citation(citation: Citation, part: str) -> str:
    return absolute(reverse("api:citation", args=[citation.pk])) + f"#{part}"
