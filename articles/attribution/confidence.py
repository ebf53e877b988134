"""How sure a mention is: the measured precision of its rule, less what weakens the name."""

from articles.attribution.places import Place

# Share of right mentions by rule, on the development labels (tests/benchmarks/attribution.py).
_RULES = {
    "credit_line": 0.97, "dateline": 0.9, "byline": 0.9, "according": 0.97, "as_verb": 0.97,
    "relayed_verb": 0.95, "taken": 0.93, "talk": 0.95, "told": 0.93, "told_after": 0.85,
    "verb": 0.93, "subject": 0.85, "published": 0.88, "article": 0.85, "wrote": 0.85,
    "report": 0.8, "reporter": 0.85, "headline": 0.8, "on_air": 0.75, "writer": 0.75,
    "shared": 0.88, "shared_head": 0.8, "far_talk": 0.8,
}  # fmt: skip


def confidence(place: Place, rule: str) -> float:
    """Between 0 and 1; the codes of the rules are those of the verdicts."""
    value = _RULES.get(rule, 0.7)
    if not place.forms:
        value -= 0.15 if place.quoted else 0.25
    elif place.weak and not place.heads:
        value -= 0.15
    return round(max(0.05, value), 2)
