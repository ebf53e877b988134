"""Links that hand an article on: plain addresses, which tell nobody who has read it."""

from urllib.parse import quote

from django import template

register = template.Library()

# Service -> its address, the words after which are the article's title and address.
_SERVICES = {
    "whatsapp": "https://wa.me/?text={title}%20{url}",
    "telegram": "https://t.me/share/url?url={url}&text={title}",
    "x": "https://x.com/intent/post?text={title}&url={url}",
    "mail": "mailto:?subject={title}&body={url}",
}


@register.filter
def share_links(title: str, url: str) -> dict[str, str]:
    """The address that each service wants for a page of this title at this (encoded) address."""
    words = {"title": quote(title, safe=""), "url": quote(url, safe="")}
    return {name: address.format(**words) for name, address in _SERVICES.items()}
