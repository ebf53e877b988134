"""Links that hand an article on: whole, whatever the title holds."""

from urllib.parse import parse_qs, urlsplit

from articles.templatetags.sharing import share_links

TITLE = 'S-400 & "أول" #1؟ 100%'
URL = "https://isnad.example/a/1/%D9%82%D8%B7%D8%B1/"


def test_each_service_gets_title_and_address_whole() -> None:
    links = share_links(TITLE, URL)
    assert list(links) == ["whatsapp", "telegram", "x", "mail"]
    asked = {name: parse_qs(urlsplit(link).query) for name, link in links.items()}
    assert asked == {
        "whatsapp": {"text": [f"{TITLE} {URL}"]},
        "telegram": {"url": [URL], "text": [TITLE]},
        "x": {"text": [TITLE], "url": [URL]},
        "mail": {"subject": [TITLE], "body": [URL]},
    }
    assert {urlsplit(link).netloc for link in links.values()} == {"wa.me", "t.me", "x.com", ""}
    assert links["mail"].startswith("mailto:?")
