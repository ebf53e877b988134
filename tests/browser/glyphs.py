"""Where words stand on the page, as a reader sees them."""

from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

# The boxes of the first place where `words` stand in the text of an element, one for each word.
BOXES = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const places = []
  let text = ''
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.data.length; i++) places.push([node, i])
    text += node.data
  }
  let from = text.indexOf(words.join(''))
  if (from < 0) return null
  return words.map(word => {
    const blank = word.length - word.trimStart().length
    const range = document.createRange()
    range.setStart(...places[from + blank])
    const [node, i] = places[from + word.trimEnd().length - 1]
    range.setEnd(node, i + 1)
    from += word.length
    const box = range.getBoundingClientRect()
    return [Math.round(box.left), Math.round(box.right), Math.round(box.top)]
  })
}"""


def boxes(page: Page, *words: str, within: str = ".body") -> list[tuple[int, int, int]]:
    """(left, right, top) of each of `words`, which follow each other in the text."""
    found: Any = page.locator(within).first.evaluate(BOXES, list(words))
    assert found is not None, words
    return [(left, right, top) for left, right, top in found]


def stands_to_the_left(page: Page, *words: str, within: str = ".body") -> None:
    """Each of `words` stands left of the one before, on one line: as Arabic is read."""
    found = boxes(page, *words, within=within)
    for (left, _, top), (_, right, next_top) in pairwise(found):
        assert abs(top - next_top) < 14, f"not on one line: {words}"
        assert right <= left + 2, words
