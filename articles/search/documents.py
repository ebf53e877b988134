"""Articles as documents of the index: their texts cut by the analyser, their facets as values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from articles.search.engine import Document, Tokens
from articles.search.question_words import answers
from articles.text.analyser import Term
from articles.text.streams import streams

BETWEEN = "¶"
"""A token between two texts of a field, so that no phrase reaches from one into the next."""
_BETWEEN = f" {BETWEEN} "
LONGEST_NAME = 5
"""Words of a title or a name that people may ask with as a whole."""

_WHOLE = "#"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """What the index has of an article, as fetched from the database.

    `names` are those of its sources, bylines and topics, `captions` those of its pictures; the
    ids and codes are its facets. `public` says whether an anonymous reader may see it, `year` is
    the local year that it is dated, 0 for undated. `sort_at` has a time zone.
    """

    pk: int
    title: str
    standfirst: str
    body_text: str
    sort_at: datetime
    status: str
    names: Sequence[str] = ()
    captions: Sequence[str] = ()
    section: int | None = None
    sources: Sequence[int] = ()
    topics: Sequence[int] = ()
    roles: Sequence[str] = ()
    public: bool = False
    year: int = 0


def document(article: ArticleValues) -> Document:
    """The document of an article."""
    each = _each((article.title, article.standfirst, article.body_text))
    names = _each(article.names)
    captions = _each(article.captions)
    return Document(
        key=article.pk,
        texts={
            "text": _named(
                _joined([*each.values(), *names.values(), *captions.values()]),
                [each[article.title], *names.values()],
            ),
            "title": each[article.title],
            "names": _joined(names.values()),
        },
        date=microseconds(article.sort_at),
        numbers={
            "section": () if article.section is None else (article.section,),
            "source": article.sources,
            "topic": article.topics,
            "public": (int(article.public),),
            "year": (article.year,),
        },
        codes={"role": article.roles, "status": (article.status,)},
    )


def passage(key: int, title: str, text: str) -> Document:
    """The document of a text that is no article of the archive.

    It says what kinds of answers it has, which a text as long as an article always would.
    """
    each = _each((title, text))
    return Document(
        key,
        texts={"text": _named(_joined(each.values()), [each[title]]), "title": each[title]},
        codes={"answers": answers(each[text].stems.split())},
    )


def tokens_of(text: str) -> Tokens:
    """The tokens of a text, function words among them."""
    return Tokens(*streams(text))


def _each(texts: Iterable[str]) -> dict[str, Tokens]:
    return {text: tokens_of(text) for text in dict.fromkeys(texts)}


def _joined(each: Iterable[Tokens]) -> Tokens:
    some = [tokens for tokens in each if tokens.stems]
    return Tokens(
        _BETWEEN.join([tokens.stems for tokens in some]),
        _BETWEEN.join([tokens.forms for tokens in some]),
        " ".join([tokens.kin for tokens in some if tokens.kin]),
    )


def _named(text: Tokens, names: Iterable[Tokens]) -> Tokens:
    """A text that is told by these names, if they are short."""
    runs = [name.stems.split(" ") for name in names if name.stems]
    wholes = [whole_name(run) for run in runs if len(run) <= LONGEST_NAME]
    return replace(text, kin=" ".join(filter(None, [text.kin, *dict.fromkeys(wholes)])))


def whole_name(stems: Sequence[str]) -> str:
    """A name as one token, by the stems of its words."""
    return _WHOLE + "_".join(stems)


def form(term: Term) -> str:
    """The folded form of a term as one token: blanks inside it are «_»."""
    return term.folded.replace(" ", "_")


def microseconds(at: datetime) -> int:
    """Microseconds since 1970, negative before."""
    return (at - _EPOCH) // _MICROSECOND
