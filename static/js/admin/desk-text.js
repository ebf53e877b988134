// The article's text on the desk: what is selected, in code points of its source, and a way to
// select word by word with the keyboard.
const WORD = /[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|[._\-/](?=[\p{L}\p{N}]))*/gu;
const points = (text) => [...text].length;

// {target, start, end, exact} of the selected words; null where none of the text's are.
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const pieces = [...document.querySelectorAll(".desk-text [data-start]")];
  const inside = pieces.filter((piece) => range.intersectsNode(piece) && cut(range, piece).text);
  if (!inside.length) return null;
  const passage = inside[0].closest("[data-target]");
  const own = inside.filter((piece) => passage.contains(piece));
  const cuts = own.map((piece) => cut(range, piece));
  const exact = cuts.map(({text}) => text).join("");
  const first = cuts[0].start + points(exact) - points(exact.trimStart());
  const last = cuts.at(-1).end - (points(exact) - points(exact.trimEnd()));
  if (last <= first) return null;
  const whole = own[0].closest("p") === own.at(-1).closest("p");
  const {target} = passage.dataset;
  return {target, start: String(first), end: String(last), exact: whole ? exact.trim() : ""};
}

function cut(range, piece) {
  const part = document.createRange();
  part.selectNodeContents(piece);
  const from = Number(piece.dataset.start);
  let before = 0;
  if (piece.contains(range.startContainer)) {
    const head = part.cloneRange();
    head.setEnd(range.startContainer, range.startOffset);
    before = points(head.toString());
    part.setStart(range.startContainer, range.startOffset);
  }
  if (piece.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const text = part.toString();
  return {text, start: from + before, end: from + before + points(text)};
}

let anchor = null;
let focus = null;

// Select the next word (`step` 1) or the one before it (-1); with `extend`, up to it.
export function moveWord(step, extend) {
  const words = [...everyWord()];
  if (!words.length) return "";
  if (focus === null || getSelection().isCollapsed) {
    const now = document.querySelector(".desk-text .m.now");
    const at = now ? words.findIndex(({node}) => now.contains(node)) : 0;
    focus = Math.max(0, at);
    anchor = focus;
  } else {
    focus = Math.min(words.length - 1, Math.max(0, focus + step));
    if (!extend) anchor = focus;
  }
  const [first, last] = [words[Math.min(anchor, focus)], words[Math.max(anchor, focus)]];
  getSelection().setBaseAndExtent(first.node, first.start, last.node, last.end);
  words[focus].node.parentElement.scrollIntoView({block: "nearest"});
  return selected()?.exact || getSelection().toString();
}

export function forgetWord() {
  focus = null;
}

function* everyWord() {
  for (const piece of document.querySelectorAll(".desk-text [data-start]")) {
    const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      for (const found of node.data.matchAll(WORD)) {
        yield {node, start: found.index, end: found.index + found[0].length};
      }
    }
  }
}
