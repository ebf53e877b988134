"""What a browser would send from forms of the admin."""

from typing import Any

from django.test import Client


def formset(prefix: str, rows: list[dict[str, Any]], *, initial: int = 0) -> dict[str, str]:
    """The fields of inline forms, of which the first `initial` are stored already."""
    sent = {
        f"{prefix}-TOTAL_FORMS": str(len(rows)),
        f"{prefix}-INITIAL_FORMS": str(initial),
        f"{prefix}-MIN_NUM_FORMS": "0",
        f"{prefix}-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": str(value) for name, value in row.items()}
    return sent


def act(client: Client, path: str, action: str, *ids: int, **more: str) -> Any:
    """Run a bulk action on rows of the list at `path`, and follow to the page it leads to."""
    sent = {"action": action, "_selected_action": [str(pk) for pk in ids], **more}
    return client.post(path, sent, follow=True)


def said(response: Any) -> list[str]:
    """The messages that the page shows."""
    return [str(message) for message in response.context["messages"]]
