"""Finding the source that a credit names: by its names and domains, and only where it is one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from articles.models import SourceDomain, SourceName
from articles.queries.source_merging import heirs_of
from articles.text.fold import fold_name

_LABEL = "[^\\s/:@\x00-\x1f\x7f\ud800-\udfff]+"
_DOMAIN = re.compile(rf"(?:https?://)?(?:www\.)?({_LABEL}\.{_LABEL})(?:[/:]\S*)?", re.IGNORECASE)
_LENGTH = 200  # of a folded name, as it is stored


@dataclass(frozen=True, slots=True)
class SourceMatches:
    """The standing sources that some names may mean, read from the database at once."""

    by_name: dict[str, set[int]] = field(default_factory=dict)
    by_domain: dict[str, set[int]] = field(default_factory=dict)

    def only(self, name: str) -> int | None:
        """The id of the one source that `name` means; None where there is none or several."""
        found = self.by_name.get(fold_name(name)[:_LENGTH], set()) | self.by_domain.get(
            domain_in(name), set()
        )
        return next(iter(found)) if len(found) == 1 else None


def matches_of(names: Iterable[str]) -> SourceMatches:
    """What the database knows of `names` (at most three queries, none without names).

    A source that was merged stands for the one it was merged into.
    """
    names = set(names)
    folded = {fold_name(name)[:_LENGTH] for name in names} - {""}
    domains = {domain_in(name) for name in names} - {""}
    matches = SourceMatches(defaultdict(set), defaultdict(set))
    if folded:
        rows = SourceName.objects.filter(folded__in=folded)
        for text, pk in rows.values_list("folded", "source_id"):
            matches.by_name[text].add(pk)
    if domains:
        hosts = SourceDomain.objects.filter(domain__in=domains)
        for text, pk in hosts.values_list("domain", "source_id"):
            matches.by_domain[text].add(pk)
    found = [*matches.by_name.values(), *matches.by_domain.values()]
    standing = heirs_of(set().union(*found))
    for ids in found:
        merged = {pk: standing[pk] for pk in ids if pk in standing}
        ids.difference_update(merged)
        ids.update(merged.values())
    return matches


def domain_in(name: str) -> str:
    """The domain that a name is, in lower case and without www, '' where it is none."""
    match = _DOMAIN.fullmatch(name.strip())
    return match[1].lower() if match else ""
