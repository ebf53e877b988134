"""Foreign words, ranges of numbers and full stops stand where an Arabic reader expects them."""

import pytest

from tests import factories
from tests.browser.conftest import OpenPage
from tests.browser.glyphs import boxes, stands_to_the_left

pytestmark = pytest.mark.django_db(transaction=True)

NAME = ("Center ", "for ", "Analysis ", "of ", "Strategies ", "and ", "Technologies")
BODY = (
    "<p>تسلّم الجيش منظومة S-400.</p>"
    "<p>نقل موقع DFNC.RU، ثم صحيفة Коммерсантъ، ما قيل.</p>"
    "<p>دامت الخطة 2019-2021 كاملة.</p>"
    f"<p>درس ذلك مركز {''.join(NAME)}، وهو في موسكو.</p>"
)
TITLE = "S-400 تعود إلى العناوين"


def test_in_the_text(open_page: OpenPage) -> None:
    article = factories.article(TITLE, body=BODY)
    page = open_page()
    page.goto(f"/a/{article.pk}/")
    stands_to_the_left(page, "منظومة ", "S-400", ".")
    stands_to_the_left(page, "موقع ", "DFNC.RU", "،", " ثم", " صحيفة ", "Коммерсантъ", "،", " ما")
    stands_to_the_left(page, "الخطة ", "2019-2021", " كاملة", ".")
    # A range is read as Arabic is: the earlier year on the right.
    stands_to_the_left(page, "2019", "-", "2021")


def test_a_name_that_is_broken_over_two_lines(open_page: OpenPage) -> None:
    article = factories.article(body=BODY)
    page = open_page(320)
    page.goto(f"/a/{article.pk}/")
    placed = boxes(page, *NAME)
    tops = sorted({top for _, _, top in placed})
    assert len(tops) >= 2
    assert [top for _, _, top in placed] == sorted(top for _, _, top in placed)
    for line in tops:  # each line of it is read from left to right
        lefts = [left for left, _, top in placed if top == line]
        assert lefts == sorted(lefts)
    before, first = boxes(page, "مركز ", NAME[0])
    assert first[2] != before[2] or first[1] <= before[0]
    last, comma = boxes(page, NAME[-1], "،")
    # The comma follows the name: left of all of its last line.
    assert comma[1] <= min(left for left, _, top in placed if top == last[2]) + 2


@pytest.mark.parametrize("width", [390, 1280])
def test_a_title_that_opens_with_a_foreign_word(open_page: OpenPage, width: int) -> None:
    article = factories.article(TITLE, body="<p>نص.</p>")
    page = open_page(width)
    for path, within in ((f"/a/{article.pk}/", "h1"), ("/", "main h2:has(a[href^='/a/'])")):
        page.goto(path)
        stands_to_the_left(page, "S-400", " تعود", " إلى", within=within)
