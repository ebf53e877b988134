"""The chain of an article as a small drawing, from right to left: the article, links, origins."""

from dataclasses import dataclass

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.queries.chain import Hop
from articles.templatetags.arabic import digits
from articles.templatetags.chain import name_of
from articles.templatetags.chain_names import noun_of, short_name

register = template.Library()

# Units of the drawing. On a phone one is about a pixel of CSS.
WIDTH, SIDE = 360, 40  # its width, and how far its ends are from the edges
ROW, HIGH_ROW = 50, 66  # the height of a row with labels below, and above and below
LINE = 15  # from line to line of a label in two; only where there is one row
RADIUS, FONT = 11, 13
NARROWEST = 56  # from column to column
MOST_ROWS = 8
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands: `y` of each link by its number, 0 for the article."""

    y: dict[int, float]
    step: float
    rows: int
    row: float

    @property
    def high(self) -> bool:
        """Whether labels stand above and below in turn, which gives each twice the room."""
        return self.rows == 1

    @property
    def room(self) -> float:
        """How wide a label may be, so that none meets another or the edge."""
        return _room(self.step, self.rows)

    def x(self, depth: int) -> float:
        """From the left; the article has the depth -1."""
        return WIDTH - SIDE - self.step * (depth + 1)


@register.simple_tag
def chain_drawing(chain: list[Hop]) -> SafeString:
    """Inline SVG of the chain, '' of one link, which needs none, and of one with no room for it.

    One picture for screen readers: the list beside it says the same. The same chain gives the same
    drawing.
    """
    plan = _plan(chain)
    if plan is None:
        return SafeString()
    lines = format_html_join("", "{}", ((_line(hop, plan),) for hop in chain))
    nodes = format_html_join("", "{}", ((_node(hop, plan),) for hop in chain))
    return format_html(
        '<svg class="drawn" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        WIDTH, plan.row * plan.rows, _("The chain drawn, as the list tells it"), lines,
        _article(plan), nodes,
    )  # fmt: skip


def _plan(chain: list[Hop]) -> _Plan | None:
    """Each origin has a row of its own, and what leads to several stands between them."""
    if len(chain) < 2:
        return None
    rows = sum(hop.origin for hop in chain)
    step = (WIDTH - 2 * SIDE) / (max(hop.depth for hop in chain) + 1)
    if rows > MOST_ROWS or step < NARROWEST:
        return None
    over, under = _second_lines(chain, step) if rows == 1 else (0, 0)
    row = ROW if rows > 1 else HIGH_ROW + over + under
    first = RADIUS + 2 if rows > 1 else HIGH_ROW / 2 + over
    behind: dict[int, list[float]] = {}
    y: dict[int, float] = {}
    below = 0
    for hop in sorted(chain, key=lambda one: one.number):
        if hop.origin:
            y[hop.number] = row * below + first
            below += 1
    for hop in sorted(chain, key=lambda one: -one.number):  # behind comes before
        if not hop.origin:
            y[hop.number] = sum(behind[hop.number]) / len(behind[hop.number])
        behind.setdefault(hop.parent.number if hop.parent else 0, []).append(y[hop.number])
    y[0] = sum(behind[0]) / len(behind[0])
    return _Plan(y, step, rows, row)


def _second_lines(chain: list[Hop], step: float) -> tuple[int, int]:
    """The height that second lines of labels take above the only row, and below it."""
    room = _room(step, 1)
    two = {_is_above(hop) for hop in chain if len(_lines(_name(hop, room), room, 2)) > 1}
    return LINE * (True in two), LINE * (False in two)


def _is_above(hop: Hop) -> bool:
    return hop.depth % 2 == 0


def _room(step: float, rows: int) -> float:
    reach = step * (2 if rows == 1 else 1) - 6
    return min(reach, max((SIDE + reach) / 1.5, 2 * SIDE))


def _line(hop: Hop, plan: _Plan) -> SafeString:
    begin, y1 = plan.x(hop.depth - 1), plan.y[hop.parent.number if hop.parent else 0]
    end, y2 = plan.x(hop.depth), plan.y[hop.number]
    bend = (begin + end) / 2
    path = f"M{begin:.4g} {y1:.4g}"
    path += (
        f"H{end:.4g}"
        if y1 == y2
        else f"C{bend:.4g} {y1:.4g} {bend:.4g} {y2:.4g} {end:.4g} {y2:.4g}"
    )
    return format_html('<path d="{}"{}/>', path, _far(not hop.citation.consulted))


def _node(hop: Hop, plan: _Plan) -> SafeString:
    x, y = plan.x(hop.depth), plan.y[hop.number]
    look = SafeString(' class="root"') if hop.origin else _far(not hop.citation.consulted)
    above = plan.high and _is_above(hop)
    lines = _lines(_name(hop, plan.room), plan.room, 2 if plan.high else 1)
    first = y - 18 - LINE * (len(lines) - 1) if above else y + 26
    return format_html(
        '<g{}><title>{}</title><circle cx="{}" cy="{}" r="{}"/>'
        '<text class="n" x="{}" y="{}">{}</text>{}</g>',
        look, noun_of(hop).text, f"{x:.4g}", f"{y:.4g}", RADIUS,
        f"{x:.4g}", f"{y + 4.5:.4g}", digits(hop.number), _label(lines, x, first),
    )  # fmt: skip


def _name(hop: Hop, room: float) -> str:
    name = name_of(hop)
    return name if _wide(name) <= room else short_name(hop)


def _article(plan: _Plan) -> SafeString:
    x, y = plan.x(-1), plan.y[0]
    return format_html(
        '<rect x="{}" y="{}" width="10" height="10"/>{}',
        f"{x - 5:.4g}", f"{y - 5:.4g}", _label(_lines(_("This article"), 2 * SIDE, 1), x, y + 26),
    )  # fmt: skip


def _label(lines: list[str], x: float, y: float) -> SafeString:
    """A name, its first line at `y`, moved in from the edge."""
    half = max(_wide(line) for line in lines) / 2
    middle = min(max(x, half), WIDTH - half)
    ltr = SafeString(' direction="ltr"') if _is_latin(lines[0]) else ""
    at = format_html('<text x="{}" y="{}"{}>{}', f"{middle:.4g}", f"{y:.4g}", ltr, lines[0])
    more = format_html_join(
        "",
        '<tspan x="{}" dy="{}">{}</tspan>',
        ((f"{middle:.4g}", LINE, line) for line in lines[1:]),
    )
    return format_html("{}{}</text>", at, more)


def _lines(name: str, room: float, most: int) -> list[str]:
    """A name in as many lines as it needs, `most` at most, the last cut to what fits; the title
    and the list have it whole."""
    lines: list[str] = []
    words = name.split()
    while len(lines) < most - 1 and words and _wide(" ".join(words)) > room:
        fits = [n for n in range(1, len(words)) if _wide(" ".join(words[:n])) <= room]
        if not fits:
            break
        # Two lines of one length, if both have room.
        even = min(fits, key=lambda n: abs(_wide(" ".join(words[:n])) - _wide(" ".join(words[n:]))))
        lines.append(" ".join(words[:even]))
        words = words[even:]
    rest = " ".join(words)
    return [*lines, rest if _wide(rest) <= room else f"{_cut(rest, room)}{ELLIPSIS}"]


def _cut(name: str, room: float) -> str:
    cut = name
    while cut and _wide(f"{cut}{ELLIPSIS}") > room:
        cut = cut[:-1]
    return cut.rstrip(" .،,")


def _wide(text: str) -> float:
    """About how wide a text is in the face of the apparatus, rather too wide than too narrow."""
    return FONT * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char.isspace():
        return 0.3
    if char > "\u0590":  # Arabic letters, most of them joined, and what stands in their script
        return 0.5
    return 0.7 if char.isupper() or char.isdigit() else 0.58


def _is_latin(text: str) -> bool:
    first = next((char for char in text if char.isalpha()), "")
    return bool(first) and first < "\u0590"


def _far(far: bool) -> SafeString:
    return SafeString(' class="far"' if far else "")
