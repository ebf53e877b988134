"""Related articles: the nearest for readers, near-copies folded, nothing hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.queries.related import Related, related
from articles.services.near_copies import remember_signatures
from tests import factories
from tests.queries.search.conftest import Indexed
from tests.queries.search.test_search import made

GAS = "بحث الوزراء تصدير الغاز الطبيعي المسال عبر خط الأنابيب الجديد إلى أسواق أوروبا"
GOAL = "سجل المهاجم هدفين في نهائي البطولة وتوج فريقه بالكأس بعد مباراة مثيرة"


def body(text: str) -> str:
    return f"<p>{text}</p>"


def titles(found: Related) -> list[str]:
    return [article.title for article in found.articles]


def test_the_nearest_come_first(indexed: Indexed) -> None:
    topic = factories.topic()
    own = made("تصدير الغاز إلى أوروبا", body=body(GAS), topics=[topic])
    made("خط الأنابيب والغاز المسال", body=body("عقد تصدير الغاز المسال عبر خط الأنابيب"))
    made("كأس البطولة", body=body(GOAL))
    made("الغاز في الشتاء", body=body("ارتفع استهلاك الغاز"), topics=[topic])
    indexed()
    both = ["خط الأنابيب والغاز المسال", "الغاز في الشتاء"]
    assert titles(related(own, topics=[topic.pk])) == both
    assert titles(related(own, 1)) == ["خط الأنابيب والغاز المسال"]


def test_copies_are_folded(indexed: Indexed) -> None:
    long = " ".join(f"{GAS} في اليوم {n} قبل {n + 1}." for n in range(3))
    other = "عقد تصدير الغاز المسال عبر خط الأنابيب الجديد وبدأ الضخ فيه إلى أسواق شرقي آسيا كلها "
    other = other + " ".join(f"ثم {n} بعد {n + 1} وقبل {n + 2}" for n in range(9))
    own = made("الغاز", body=body(long))
    made("نسخة", body=body(long))
    made("عقد الغاز", body=body(other))
    made("عقد الغاز، منقولًا", body=body(other + " انتهى"))
    remember_signatures(article_ids=list(Article.objects.values_list("pk", flat=True)))
    indexed()
    assert titles(related(own)) == ["عقد الغاز"]


def test_nothing_hidden_is_related(indexed: Indexed) -> None:
    own = made("تصدير الغاز إلى أوروبا", body=body(GAS))
    factories.draft("مسودة الغاز", body=body(GAS))
    late = made("الغاز والأنابيب", body=body(GAS))
    indexed()
    assert titles(related(own)) == ["الغاز والأنابيب"]
    indexed(changed=(late.pk,))
    assert titles(related(own)) == []
    # The index does not know yet.
    indexed()
    Article.objects.filter(pk=late.pk).update(embargo_until="2999-01-01T00:00Z")
    assert titles(related(own)) == []


def test_an_index_that_is_behind_says_so(indexed: Indexed) -> None:
    own = made("تصدير الغاز إلى أوروبا", body=body(GAS))
    made("الغاز والأنابيب", body=body(GAS))
    indexed(state="catching_up")
    assert related(own) == Related(behind=True)


@pytest.mark.parametrize("count", [1, 20])
def test_as_many_questions_for_any_number(indexed: Indexed, count: int) -> None:
    own = made("تصدير الغاز إلى أوروبا", body=body(GAS))
    for n in range(count):
        made(f"الغاز {n}", body=body(f"{GAS} {n}"))
    indexed()
    with CaptureQueriesContext(connection) as asked:
        found = related(own)
    assert len(found.articles) == min(count, 4)
    assert len(asked) == 3
