"""What the callers of an import get to know: the outcome of each item, and counts of outcomes."""

from collections import Counter
from dataclasses import dataclass, field

from articles.models import Outcome
from articles.services.ingest.judging import Verdict


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one item; `code` and `reason` say why it was rejected ('' otherwise)."""

    outcome: Outcome
    position: int
    key: str | None
    article_id: int | None
    code: str = ""
    reason: str = ""
    cleaned: tuple[str, ...] = ()


@dataclass
class Tally:
    """How many items had which outcome, were refused or cleaned for which code."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    cleaned: Counter[str] = field(default_factory=Counter)

    @property
    def items(self) -> int:
        return self.outcomes.total()

    def add(self, item: Ingested) -> None:
        """Count one item; a cleaning counts once for each item and code."""
        self.outcomes[item.outcome.value] += 1
        if item.outcome == Outcome.REJECTED:
            self.rejected[item.code] += 1
        self.cleaned.update({code.partition(":")[0] for code in item.cleaned})


def told(verdict: Verdict) -> Ingested:
    """The verdict on a stored item as callers see it."""
    return Ingested(
        outcome=verdict.outcome,
        position=verdict.item.position,
        key=verdict.item.key,
        article_id=verdict.article.pk if verdict.article is not None else None,
        code=verdict.code,
        reason=verdict.reason,
        cleaned=tuple(verdict.cleaned),
    )
