"""What the desk calls the program's reasons and people's acts."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

REASONS = {
    "credit_line": _("named in the credit line"),
    "dateline": _("named in the dateline"),
    "byline": _("named in the byline"),
    "according": _("after “according to”"),
    "as_verb": _("after “as … reported”"),
    "relayed_verb": _("after a verb of relaying"),
    "taken": _("after “citing”"),
    "talk": _("named beside an interview or a talk"),
    "far_talk": _("named beside an interview, some words away"),
    "told": _("somebody told it so"),
    "told_after": _("somebody told it so, named after the verb"),
    "verb": _("after a verb of reporting"),
    "subject": _("before a verb of reporting"),
    "published": _("published it, by the text"),
    "article": _("an article in it is quoted"),
    "wrote": _("wrote it, by the text"),
    "report": _("a report by it is named"),
    "reporter": _("its reporter is named"),
    "headline": _("named at the head of the headline"),
    "on_air": _("it was said on its programme"),
    "writer": _("its writer is named"),
    "shared": _("stands in a list with another source"),
    "head_noun": _("a word such as “newspaper” stands before the name"),
    "marked": _("the name stands in quotation marks"),
    "ordinary_word": _("the name is an ordinary word as well"),
    "unknown_name": _("the name is not in the name table"),
}
ACTIONS = {
    "confirm": _("a citation confirmed"),
    "confirm_all": _("all the rest confirmed"),
    "reject": _("a citation rejected"),
    "reopen": _("a citation opened again"),
    "role": _("a role changed"),
    "source": _("a source chosen"),
    "via": _("the chain linked"),
    "consulted": _("noted whether the source was consulted"),
    "add": _("a citation added"),
    "remove": _("a citation removed"),
    "evidence": _("evidence changed"),
    "move": _("the order changed"),
    "settle_name": _("a name settled in many articles"),
    "undo": _("a step taken back"),
    "redo": _("a step done again"),
}
"""What a step did."""


def in_words(codes: Iterable[str]) -> list[str]:
    """The program's reasons in words; codes of another version of it are left out."""
    return [str(REASONS[code]) for code in codes if code in REASONS]


def action_in_words(code: str) -> str:
    """What a step did."""
    return str(ACTIONS.get(code, code))
