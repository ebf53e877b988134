"""The editor of an article's text: a textarea of HTML that a script turns into rich text."""

import json
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _

# Name of a command in static/js/admin/editor.js -> what its button says.
COMMANDS = {
    "strong": _("Strong"),
    "em": _("Emphasis"),
    "paragraph": _("Paragraph"),
    "h2": _("Heading"),
    "h3": _("Subheading"),
    "blockquote": _("Quoted passage"),
    "ul": _("List"),
    "ol": _("Numbered list"),
    "a": _("Link"),
    "q": _("Inline quotation"),
    "cite": _("Title of a work"),
    "bdi": _("Foreign words"),
    "sup": _("Superscript"),
    "sub": _("Subscript"),
    "undo": _("Undo"),
    "redo": _("Redo"),
}
KEYS = {
    "strong": "Ctrl+B", "em": "Ctrl+I", "paragraph": "Ctrl+Alt+0", "h2": "Ctrl+Alt+2",
    "h3": "Ctrl+Alt+3", "blockquote": "Ctrl+Shift+9", "ul": "Ctrl+Shift+8",
    "ol": "Ctrl+Shift+7", "a": "Ctrl+K", "undo": "Ctrl+Z", "redo": "Ctrl+Shift+Z",
}  # fmt: skip
WORDS = {
    "toolbar": _("Tools of the text"),
    "address": _("Address of the link"),
    "set": _("Set"),
    "unlink": _("Remove the link"),
    "cancel": _("Cancel"),
    "cite_selection": _("Cite a source for the selected words"),
    "use_selection": _("Use the selected words"),
    "nothing": _("Select words in the text first."),
    "taken": _("Taken: %s"),
    "row": _("new"),
}


class RichText(forms.Textarea):
    """Works without JavaScript: then it takes the HTML that the services accept."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 18, "dir": "rtl", "class": "isnad-rich-text", **(attrs or {})})

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: Any = None) -> dict[str, Any]:
        """The words of the toolbar in the language of the page, for the script."""
        commands = [
            {"name": name, "label": str(label), "keys": KEYS.get(name, "")}
            for name, label in COMMANDS.items()
        ]
        words = {name: str(word) for name, word in WORDS.items()}
        return super().build_attrs(base_attrs, extra_attrs) | {
            "data-commands": json.dumps(commands, ensure_ascii=False),
            "data-words": json.dumps(words, ensure_ascii=False),
        }

    @property
    def media(self) -> forms.Media:
        return forms.Media(
            css={"all": ["css/admin-article.css"]},
            js=[Script("js/admin/article.js", type="module")],  # type: ignore[list-item]
        )
