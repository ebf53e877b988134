"""Evidence marked in the HTML of an article: found by its place in the plain text."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.html import from_plain, sanitise, text_of
from articles.text.marks import Mark, mark_html, paragraph_spans
from articles.text.paragraphs import Span


def mark(html: str, *words: str) -> str:
    text = text_of(html)
    marks = [
        Mark(text.index(word), text.index(word) + len(word), f"e{n}", f"#s{n}", str(n))
        for n, word in enumerate(words, 1)
    ]
    return mark_html(html, text, marks)


def test_a_passage_becomes_a_link_with_its_number() -> None:
    assert mark("<p>قال السفير إنه &amp; غيره.</p>", "قال السفير") == (
        '<p><a class="ev" id="e1" href="#s1"><span>قال السفير</span><sup>\xa01</sup></a> إنه &amp; غيره.</p>'
    )


def test_across_tags_in_parts_with_one_number() -> None:
    assert mark("<p>قال <em>السفير</em> إنه</p><p>آخر</p>", "قال السفير إنه") == (
        '<p><a class="ev" id="e1" href="#s1"><span>قال</span></a> <em><a class="ev" href="#s1"><span>السفير</span></a></em>'
        ' <a class="ev" href="#s1"><span>إنه</span><sup>\xa01</sup></a></p><p>آخر</p>'
    )


def test_in_a_link_no_second_link() -> None:
    html = '<p><a href="https://example.org/" rel="nofollow noopener">كوميرسانت</a> تنشر</p>'
    assert mark(html, "كوميرسانت") == (
        '<p><a href="https://example.org/" rel="nofollow noopener">'
        '<span class="ev" id="e1"><span>كوميرسانت</span><sup>\xa01</sup></span></a> تنشر</p>'
    )


def test_blanks_that_the_text_lost_do_not_move_the_mark() -> None:
    html = "<p> \n في   موقع&nbsp;DFNC.RU  </p>\n\n<ul><li>بند</li></ul>"
    assert mark(html, "DFNC.RU", "بند") == (
        "<p> \n في   موقع\xa0"
        '<a class="ev" id="e1" href="#s1"><span>DFNC.RU</span><sup>\xa01</sup></a>  </p>\n\n'
        '<ul><li><a class="ev" id="e2" href="#s2"><span>بند</span><sup>\xa02</sup></a></li></ul>'
    )


def test_of_overlapping_marks_the_later_begins_after_the_earlier() -> None:
    assert mark("<p>نقلا عن مجلة روسية</p>", "عن مجلة", "نقلا عن") == (
        '<p><a class="ev" id="e2" href="#s2"><span>نقلا عن</span><sup>\xa02</sup></a>'
        ' <a class="ev" id="e1" href="#s1"><span>مجلة</span><sup>\xa01</sup></a> روسية</p>'
    )
    assert mark("<p>وقالت الوكالتان إنه</p>", "وقالت الوكالتان", "وقالت الوكالتان") == (
        '<p><a class="ev" id="e1" href="#s1"><span>وقالت الوكالتان</span><sup>\xa01</sup></a>'
        '<a class="ev" id="e2" href="#s2"><sup>\xa02</sup></a> إنه</p>'
    )
    assert mark("<p>نقلا عن مجلة</p>", "نقلا عن مجلة", "عن") == (
        '<p><a class="ev" id="e1" href="#s1"><span>نقلا عن مجلة</span><sup>\xa01</sup></a>'
        '<a class="ev" id="e2" href="#s2"><sup>\xa02</sup></a></p>'
    )


def test_what_does_not_fit_changes_nothing() -> None:
    html = "<p>نص آخر</p>"
    assert mark_html(html, "نص قديم", [Mark(0, 2, "e1", "#s1", "1")]) == html
    assert mark_html(html, "نص آخر", [Mark(3, 99, "e1", "#s1", "1")]) == html
    assert mark_html(html, "نص آخر", []) == html


@given(st.text("اب <&>\"'\n\u00a0\u0301é", max_size=40), st.data())
def test_marking_keeps_the_text_and_is_safe(text: str, data: st.DataObject) -> None:
    html = from_plain(text)
    plain = text_of(html)
    spans = data.draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
    marks = [Mark(start, end, f"e{n}", "#s1", "¹") for n, (start, end) in enumerate(spans)]
    marked = mark_html(html, plain, marks)
    assert text_of(marked).replace("\u00a0¹", "") == plain
    assert text_of(sanitise(marked)) == text_of(marked)


def test_paragraphs_as_spans_of_the_text() -> None:
    html = (
        "<h2>عنوان</h2><p>أول <b>نص</b></p><ul><li>بند</li></ul><blockquote><p>ثان</p></blockquote>"
    )
    text = text_of(html)
    assert [text[start:end] for start, end in paragraph_spans(html, text)] == ["أول نص", "ثان"]
    assert paragraph_spans(html, "نص آخر") == [] and paragraph_spans("", "") == []


def test_bare_paragraphs_get_their_class_and_what_follows_them() -> None:
    html = '<p>أول <a href="https://a.example">نص</a></p><p dir="ltr">two</p><p>ثالث</p>'
    text = text_of(html)
    first, second, third = paragraph_spans(html, text)
    mark = Mark(third.start, third.end, "e1", "#s1", "1")
    assert mark_html(html, text, [mark], [first, second], " <i>؟</i>") == (
        '<p class="bare">أول <a href="https://a.example">نص</a> <i>؟</i></p>'
        '<p class="bare" dir="ltr">two <i>؟</i></p>'
        '<p><a class="ev" id="e1" href="#s1"><span>ثالث</span><sup>\xa01</sup></a></p>'
    )


def test_what_stands_in_no_paragraph_is_never_bare() -> None:
    html = "<ul><li>بند</li></ul>"
    assert mark_html(html, "بند", [], [Span(0, 3)], "؟") == html
