"""Names in a query: operators, and words that a source is also called by."""

import pytest

from articles.models import SourceName
from articles.queries.search import search
from articles.search.asked import Understood
from articles.services.actors import COMMAND
from articles.services.sources import Name, create_source
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made, titles


def kommersant() -> object:
    names = [Name("كوميرسانت"), Name("Коммерсантъ", language="ru")]
    return create_source(
        by=COMMAND, name="Kommersant", names=names, domains=["kommersant.ru"], kind="newspaper"
    )


@pytest.mark.parametrize(
    "q",
    [
        "source:Kommersant", "مصدر: كوميرسانت", "المصدر :«كوميرسانت»", "source:Коммерсантъ",
        "source:kommersant.ru", "source:www.Kommersant.ru", "source:KOMMERSANT",
    ],
)  # fmt: skip
def test_a_source_by_any_of_its_names(indexed: Indexed, q: str) -> None:
    factories.citation(made("تستند إليها"), kommersant())
    made("تذكر كوميرسانت فحسب")
    indexed()
    found = search(q)
    assert titles(found) == ["تستند إليها"]
    assert (len(found.understood.sources), found.understood.words, found.notes) == (1, (), ())


def test_a_name_of_several_words_needs_no_marks(indexed: Indexed) -> None:
    source = factories.source("Syrian Arab News Agency", "وكالة الأنباء السورية")
    factories.citation(made("خبر أول"), source)
    factories.citation(made("خبر ثان"), factories.source("Other", "وكالة أخرى"))
    indexed()
    found = search("مصدر: وكالة الأنباء السورية خبر")
    assert found.understood == Understood(words=("خبر",), sources=("وكالة الأنباء السورية",))
    assert titles(found) == ["خبر أول"]
    assert titles(search("خبر -مصدر:«وكالة الأنباء السورية»")) == ["خبر ثان"]


def test_all_sources_of_an_ambiguous_name(indexed: Indexed) -> None:
    for place in ("مصر", "لبنان"):
        source = factories.source(f"Al-Watan {place}", "الوطن")
        factories.citation(made(f"خبر من {place}"), source)
    factories.citation(made("خبر"), factories.source("Third", "ثالث"))
    indexed()
    found = search("مصدر:الوطن")
    assert sorted(titles(found)) == ["خبر من لبنان", "خبر من مصر"]
    assert found.notes == ("«الوطن» اسم لأكثر من مصدر، والبحث يشملها كلها: «الوطن»، «الوطن».",)


def test_an_unknown_name_is_words(indexed: Indexed) -> None:
    made("عن مجهول ما")
    indexed()
    found = search("مصدر:مجهول موضوع:غريب")
    assert found.understood == Understood(
        words=("مجهول", "غريب"), unknown=("مصدر:مجهول", "موضوع:غريب")
    )
    assert titles(found) == ["عن مجهول ما"]
    assert found.notes == (
        "لا مادة تستند إلى مصدر اسمه «مجهول»، فبُحث عنه بكلماته.",
        "لا مادة في موضوع اسمه «غريب»، فبُحث عنه بكلماته.",
        "قلّما تجتمع هذه الكلمات في مادة واحدة، وهذه مواد فيها كلمة منها أو أكثر.",
    )


def test_a_source_of_drafts_only_is_not_known_to_readers(indexed: Indexed, editor: object) -> None:
    source = factories.source("Secret Daily", "السرية اليومية")
    factories.citation(factories.draft("مسودة عن شيء"), source)
    made("السرية اليومية في النص")
    indexed()
    found = search("مصدر:«السرية اليومية»")
    assert found.notes == ("لا مادة تستند إلى مصدر اسمه «السرية اليومية»، فبُحث عنه بكلماته.",)
    assert titles(found) == ["السرية اليومية في النص"]
    assert search("السرية اليومية").notes == ()
    assert titles(search("مصدر:«السرية اليومية»", user=editor)) == ["مسودة عن شيء"]


def test_words_find_the_other_names_of_a_source(indexed: Indexed) -> None:
    source = kommersant()
    made("قالت كوميرسانت إن الأمر انتهى")
    made("عن شيء آخر")
    factories.citation(made("تستند إليها"), source)
    made("According to Kommersant it is over")
    indexed()
    found = search("Kommersant")
    assert sorted(titles(found)) == [
        "According to Kommersant it is over", "تستند إليها", "قالت كوميرسانت إن الأمر انتهى",
    ]  # fmt: skip
    assert found.notes == ("يُبحث عن «Kommersant» بأسمائه الأخرى أيضًا: «كوميرسانت»، «Коммерсантъ».",)
    arabic = next(hit for hit in found.hits if hit.article.title.startswith("قالت"))
    assert [arabic.article.title[s:e] for s, e in arabic.title_marks] == ["كوميرسانت"]
    assert len(search("كوميرسانت").hits) == 3


def test_everyday_names_and_names_of_several_add_nothing(indexed: Indexed) -> None:
    assert SourceName.objects.count() == 0
    create_source(by=COMMAND, name="The Times", names=[Name("التايمز"), Name("الأوقات")])
    create_source(by=COMMAND, name="Times of Malta", names=[Name("التايمز")])
    made("الأوقات الصعبة")
    indexed()
    assert titles(search("التايمز")) == []
