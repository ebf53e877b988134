"""Which of two outlets in one sentence relays the other."""

from collections.abc import Sequence
from itertools import pairwise

from articles.attribution import lexicon as lex
from articles.attribution.speakers_scene import Scene
from articles.attribution.speakers_verbs import AS_SAID, THAT, VERBS
from articles.attribution.types import (
    AGENCY_COPY,
    CREDIT,
    INTERVIEW,
    QUOTED,
    RELAYED,
    REPORTED,
    Mention,
)
from articles.text.fold import fold

OUTER_FIRST, OUTER_SECOND = 1, 2
_FROM = fold("عن")
_FROM_IT = frozenset(fold(word) for word in "عنه عنها عنهم".split())
_WITH_OBJECT = frozenset(
    fold(verb) + pronoun
    for verb in (
        "ذكرت ذكر نشرت نشر نقلت نقل أوردت أورد بثت بث تناقلت تداولت أذاعت اقتبست ترجمت أعادت"
    ).split()
    for pronoun in ("ه", "ها", "هم")
)
_TURNS = frozenset(fold(word) for word in "فيما بينما كما أما لكن ولكن وفيما وبينما".split())
_TAKEN = lex.TAKEN | frozenset(fold(word) for word in "ونقلا نقلا".split())
_BY = lex.ACCORDING | lex.ACCORDING_TO_L
_FEW = 4  # words
_CLOSE = 3


def nesting(scene: Scene, mentions: Sequence[Mention], first: int, second: int) -> int:
    """`OUTER_FIRST` if the second of two mentions of one sentence comes through the first,
    `OUTER_SECOND` for the other way round, 0 where neither relays the other.

    By the form of the sentence:
    - «نقلت أ عن ب», «ذكرت أ نقلا عن ب»: ب through أ;
    - «أ، الذي ذكرته ب», «أ الذي نقلت عنه ب», «مقابلة مع أ نشرتها ب», «قال لـ أ، بحسب ب»,
      «قالت أ إن…، وفق ب»: أ through ب;
    - «نقلت أ عن الوزير قوله لـ ب», «قالت أ إن ب ذكرت»: ب through أ;
    - «بحسب أ وب», «قالت أ … وذكرت ب»: neither.
    """
    one, two = mentions[first], mentions[second]
    if CREDIT in (one.role, two.role):
        return 0
    between = _between(scene, one, two)
    if _side_by_side(scene, one, two, between):
        return 0
    if _taken_from(one, between):
        return OUTER_SECOND if one.role == INTERVIEW else OUTER_FIRST
    if any(word in _TURNS for word in between) or _new_clause(between):
        return 0
    told = one.role in (INTERVIEW, REPORTED, QUOTED)
    if _cited_in_relative_clause(between):
        return OUTER_SECOND
    if any(word in _WITH_OBJECT for word in between):
        as_said = any(word in AS_SAID for word in between)
        return OUTER_SECOND if told or not as_said else 0
    if two.role == INTERVIEW and one.role in (RELAYED, REPORTED, QUOTED, AGENCY_COPY):
        return OUTER_FIRST
    if told and two.role == RELAYED and any(word in _BY for word in between):
        return OUTER_SECOND
    if (
        one.role in (REPORTED, RELAYED, AGENCY_COPY)
        and two.role in (REPORTED, QUOTED)
        and any(word in THAT for word in between[:_FEW])
    ):
        return OUTER_FIRST
    return 0


def _between(scene: Scene, one: Mention, two: Mention) -> list[str]:
    """The folded words between two mentions."""
    return [scene.words.folded[i] for i in scene.range(one.end, two.start)]


def _side_by_side(scene: Scene, one: Mention, two: Mention, between: list[str]) -> bool:
    """«رويترز وفرانس برس», «صحيفتا أ وب»: a list of outlets."""
    if len(between) > _CLOSE:
        return False
    if any(
        word in _TAKEN or word in _WITH_OBJECT or word in _BY or word in (_FROM, "ب", "ل")
        for word in between
    ):
        return False
    gap = scene.raw[one.end : two.start]
    return "و" in gap or "،" in gap or "," in gap or not between


def _taken_from(one: Mention, between: list[str]) -> bool:
    """Whether the second outlet stands right behind «عن» of a relaying verb or «نقلا»."""
    near = between[-_FEW:]
    if _FROM not in near:
        return False
    at = len(between) - near[::-1].index(_FROM) - 1
    if any(word in _TAKEN or word.removeprefix("و") in lex.RELAYING for word in between[:at]):
        return True
    cue = fold(one.cue).split()
    return at <= _CLOSE and any(word.removeprefix("و") in lex.RELAYING for word in cue)


def _cited_in_relative_clause(between: list[str]) -> bool:
    """«الذي نقلت عنه»"""
    return any(
        word in lex.RELAYING and following in _FROM_IT for word, following in pairwise(between)
    )


def _new_clause(between: list[str]) -> bool:
    """Whether «وقالت», «وبحسب» or their like open a clause of their own."""
    return any(
        word[0] == "و" and (word[1:] in VERBS or word[1:] in _BY or word[1:] in lex.PUBLISHING)
        for word in between
        if word not in VERBS
    )
