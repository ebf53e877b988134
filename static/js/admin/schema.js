// What the text of an article may hold: the subset that articles/text/html.py keeps, no more.
import {DOMParser, DOMSerializer, Schema} from "../vendor/prosemirror/prosemirror.js";

const mark = (tag, extra = {}) => ({parseDOM: [{tag}], toDOM: () => [tag, 0], ...extra});
const text = {content: "inline*", group: "block"};
const address = /^(https?:\/\/|mailto:)/i;

export const schema = new Schema({
  nodes: {
    doc: {content: "block+"},
    paragraph: {...text, parseDOM: [{tag: "p"}], toDOM: () => ["p", 0]},
    heading: {
      ...text,
      attrs: {level: {default: 2}},
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((n) => ({tag: `h${n}`, attrs: {level: n < 3 ? 2 : 3}})),
      toDOM: (node) => [`h${node.attrs.level}`, 0],
    },
    blockquote: {
      content: "block+", group: "block", defining: true,
      parseDOM: [{tag: "blockquote"}], toDOM: () => ["blockquote", 0],
    },
    bullet_list: {
      content: "list_item+", group: "block", parseDOM: [{tag: "ul"}], toDOM: () => ["ul", 0],
    },
    ordered_list: {
      content: "list_item+", group: "block", parseDOM: [{tag: "ol"}], toDOM: () => ["ol", 0],
    },
    list_item: {
      content: "paragraph block*", defining: true,
      parseDOM: [{tag: "li"}], toDOM: () => ["li", 0],
    },
    hard_break: {
      inline: true, group: "inline", selectable: false,
      parseDOM: [{tag: "br"}], toDOM: () => ["br"], leafText: () => "\n",
    },
    text: {group: "inline"},
  },
  marks: {
    a: {
      attrs: {href: {}},
      inclusive: false,
      parseDOM: [{
        tag: "a[href]",
        getAttrs: (dom) => address.test(dom.getAttribute("href")) && {href: dom.getAttribute("href")},
      }],
      toDOM: (m) => ["a", {href: m.attrs.href}, 0],
    },
    q: mark("q"),
    cite: mark("cite"),
    strong: mark("strong"),
    b: mark("b"),
    em: mark("em"),
    i: mark("i"),
    sub: mark("sub", {excludes: "sup"}),
    sup: mark("sup", {excludes: "sub"}),
    bdi: {
      inclusive: false, // what is typed after a foreign name is not part of it
      attrs: {lang: {default: null}, dir: {default: null}},
      parseDOM: [{
        tag: "bdi",
        getAttrs: (dom) => ({lang: dom.getAttribute("lang"), dir: dom.getAttribute("dir")}),
      }],
      toDOM: (m) => ["bdi", {...m.attrs}, 0],
    },
  },
});

export function parse(html) {
  const holder = document.implementation.createHTMLDocument("").createElement("div");
  holder.innerHTML = html; // in a document without scripts or loading
  return DOMParser.fromSchema(schema).parse(holder);
}

// HTML as the archive writes it: a list item of one paragraph has no paragraph inside.
export function serialise(doc) {
  const holder = document.createElement("div");
  const blocks = [];
  doc.forEach((node) => {
    holder.replaceChildren(DOMSerializer.fromSchema(schema).serializeNode(node));
    for (const item of holder.querySelectorAll("li")) {
      const [first, ...rest] = item.children;
      if (first?.tagName === "P" && rest.every((other) => /^[UO]L$/.test(other.tagName))) {
        first.replaceWith(...first.childNodes);
      }
    }
    if (node.textContent || node.childCount) blocks.push(holder.innerHTML);
  });
  return blocks.join("\n");
}

// The plain text between two places, as articles/text/html.py derives it from the HTML.
export function plain(doc, from, to) {
  let found = "";
  let last = null;
  doc.nodesBetween(from, to, (node, at) => {
    if (!node.isTextblock) return true;
    const place = doc.resolve(at);
    if (last !== null) found += separator(last, place);
    last = place;
    const start = Math.max(from, at + 1) - at - 1;
    const end = Math.min(to, at + 1 + node.content.size) - at - 1;
    if (end > start) found += node.textBetween(start, end, "", (leaf) => leaf.type.spec.leafText?.() ?? "");
    return false;
  });
  return found;
}

// Between items of one list stands a line end; everywhere else, a blank line.
function separator(before, after) {
  const item = after.parent.type.name === "list_item" && after.parentOffset === 0;
  const same = before.depth === after.depth && before.parent.type.name === "list_item"
    && before.node(before.depth - 1) === after.node(after.depth - 1);
  return item && same ? "\n" : "\n\n";
}
