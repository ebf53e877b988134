"""Through which outlets each speaker is heard."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.attribution.speakers_scene import Scene
from articles.attribution.types import (
    AGENCY_COPY,
    CREDIT,
    INTERVIEW,
    Mention,
    Speaker,
)

_MOST = 8  # outlets of one sentence that may carry a speaker; keeps the work for any text linear
_FOLLOWS_WITHIN = 2  # sentences after an interview in which its speaker may begin


@dataclass(slots=True)
class Voices:
    """For each speaker the nodes through which he is heard, in order, and who spoke to the
    publisher himself."""

    _vias: dict[int, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    _speakers: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    direct: set[int] = field(default_factory=set)

    def add(self, speaker: int, node: int) -> None:
        """The speaker is heard through the node."""
        self._vias[speaker][node] = None
        self._speakers[node].add(speaker)

    def vias(self, speaker: int) -> list[int]:
        """The nodes through which the speaker is heard, in order of the text."""
        return list(self._vias.get(speaker, ()))

    def of_node(self, node: int) -> set[int]:
        """The speakers heard through the node."""
        return self._speakers.get(node, set())


def hear(
    scene: Scene,
    mentions: Sequence[Mention],
    numbers: Sequence[int | None],
    places: Sequence[int],
    speakers: Sequence[Speaker],
) -> Voices:
    """Who is heard through which node, by the sentences in which their words stand."""
    voices = Voices()
    in_sentence: dict[int, list[int]] = defaultdict(list)
    for index in sorted(places, key=lambda place: mentions[place].start):
        if mentions[index].role != CREDIT:
            in_sentence[scene.sentence_at(mentions[index].start)].append(index)
    spoken = _spoken(scene, speakers)
    awaited: tuple[int, list[int]] | None = None
    nearest: tuple[int, int] | None = None
    for sentence in sorted(set(spoken) | set(in_sentence)):
        carriers = _carriers(mentions, in_sentence.get(sentence, ()))
        if not carriers and scene.resumes_medium(sentence) and nearest is not None:
            carriers = [nearest[1]]
        paragraph = scene.paragraph_of_sentence(sentence)
        heard = spoken.get(sentence, ())
        if not heard and any(mentions[index].role == INTERVIEW for index in carriers):
            awaited = (sentence, carriers)
        elif heard and not carriers and awaited is not None:
            carriers = awaited[1] if sentence - awaited[0] <= _FOLLOWS_WITHIN else []
            awaited = None
        for speaker in heard:
            _let_hear(voices, speaker, carriers, numbers)
            if carriers or not speakers[speaker].anonymous or nearest is None:
                continue
            if nearest[0] == paragraph and not voices.vias(speaker):
                _let_hear(voices, speaker, [nearest[1]], numbers)
        if in_sentence.get(sentence):
            nearest = (paragraph, in_sentence[sentence][-1])
    return voices


def _let_hear(
    voices: Voices, speaker: int, carriers: Sequence[int], numbers: Sequence[int | None]
) -> None:
    for index in carriers:
        number = numbers[index]
        if number is None:
            voices.direct.add(speaker)
        else:
            voices.add(speaker, number)


def _carriers(mentions: Sequence[Mention], inside: Sequence[int]) -> list[int]:
    """The mentions of a sentence that carry what is said in it: its interviews, or all but the
    bylines, or these."""
    for wanted in (
        [index for index in inside if mentions[index].role == INTERVIEW],
        [index for index in inside if mentions[index].role != AGENCY_COPY],
    ):
        if wanted:
            return wanted[:_MOST]
    return list(inside[:_MOST])


def _spoken(scene: Scene, speakers: Sequence[Speaker]) -> dict[int, list[int]]:
    """For each sentence who speaks in it, in order of the words."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, speaker in enumerate(speakers):
        if speaker.target != "body":
            continue
        starts = [quotation.start for quotation in speaker.quotations]
        for start in (speaker.cue_start, *starts):
            found[scene.sentence_at(start)].append((start, number))
    return {
        sentence: list(dict.fromkeys(number for _, number in sorted(said)))
        for sentence, said in found.items()
    }
