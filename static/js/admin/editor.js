// Turns a textarea of HTML into an editor with a toolbar; the textarea stays what is sent.
import {
  EditorState, EditorView, baseKeymap, chainCommands, exitCode, history, keymap, lift, liftListItem,
  redo, setBlockType, sinkListItem, splitListItem, toggleMark, undo, wrapIn, wrapInList,
} from "../vendor/prosemirror/prosemirror.js";
import {parse, plain, schema, serialise} from "./schema.js";
import {toolbar} from "./toolbar.js";

const {nodes, marks} = schema;
const CONTEXT = 32; // code points kept on each side, as articles/text/anchors.py does

const within = (state, type) => {
  const {$from} = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type === type) return true;
  }
  return false;
};
const listed = (type) => (state, dispatch) =>
  (within(state, type) ? liftListItem(nodes.list_item) : wrapInList(type))(state, dispatch);
const quoted = (state, dispatch) =>
  (within(state, nodes.blockquote) ? lift : wrapIn(nodes.blockquote))(state, dispatch);
const headed = (level) => (state, dispatch) => {
  const same = state.selection.$from.parent.hasMarkup(nodes.heading, {level});
  return (same ? setBlockType(nodes.paragraph) : setBlockType(nodes.heading, {level}))(state, dispatch);
};

// The script of the words says which language they most likely are in.
function foreign(state, dispatch) {
  const words = plain(state.doc, state.selection.from, state.selection.to);
  const attrs = /[\u0600-\u06ff]/.test(words) ? {lang: "ar", dir: "rtl"}
    : {lang: /[\u0400-\u04ff]/.test(words) ? "ru" : "en", dir: "ltr"};
  return toggleMark(marks.bdi, attrs)(state, dispatch);
}

const newline = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
};

export const commands = {
  strong: toggleMark(marks.strong), em: toggleMark(marks.em), q: toggleMark(marks.q),
  cite: toggleMark(marks.cite), sup: toggleMark(marks.sup), sub: toggleMark(marks.sub),
  bdi: foreign, paragraph: setBlockType(nodes.paragraph), h2: headed(2), h3: headed(3),
  blockquote: quoted, ul: listed(nodes.bullet_list), ol: listed(nodes.ordered_list), undo, redo,
};

export function isActive(state, name) {
  if (marks[name]) {
    const {from, to, empty, $from} = state.selection;
    return empty ? !!marks[name].isInSet(state.storedMarks || $from.marks())
      : state.doc.rangeHasMark(from, to, marks[name]);
  }
  const {parent} = state.selection.$from;
  switch (name) {
    case "h2": return parent.hasMarkup(nodes.heading, {level: 2});
    case "h3": return parent.hasMarkup(nodes.heading, {level: 3});
    case "blockquote": return within(state, nodes.blockquote);
    case "ul": return within(state, nodes.bullet_list);
    case "ol": return within(state, nodes.ordered_list);
    default: return false;
  }
}

function keys(tools) {
  const run = (name) => commands[name];
  return keymap({
    "Mod-b": run("strong"), "Mod-i": run("em"), "Mod-Alt-0": run("paragraph"),
    "Mod-Alt-2": run("h2"), "Mod-Alt-3": run("h3"), "Mod-Shift-9": run("blockquote"),
    "Mod-Shift-8": run("ul"), "Mod-Shift-7": run("ol"), "Mod-z": undo, "Mod-Shift-z": redo,
    "Mod-y": redo, "Shift-Enter": chainCommands(exitCode, newline),
    "Enter": splitListItem(nodes.list_item),
    "Mod-]": sinkListItem(nodes.list_item), "Mod-[": liftListItem(nodes.list_item),
    "Mod-k": () => tools().link(), "Alt-F10": () => tools().focus(),
  });
}

export function enhance(area) {
  const words = JSON.parse(area.dataset.words);
  let tools = null;
  const frame = document.createElement("div");
  frame.className = "isnad-editor";
  area.after(frame);
  const label = document.querySelector(`label[for="${area.id}"]`);
  if (label) label.id ||= `${area.id}_label`;
  const view = new EditorView({mount: frame.appendChild(document.createElement("div"))}, {
    state: EditorState.create({
      doc: parse(area.value), plugins: [history(), keys(() => tools), keymap(baseKeymap)],
    }),
    attributes: {
      class: "isnad-text", dir: "rtl", lang: "ar", role: "textbox", "aria-multiline": "true",
      ...(label ? {"aria-labelledby": label.id} : {}),
      ...(area.getAttribute("aria-describedby")
        ? {"aria-describedby": area.getAttribute("aria-describedby")} : {}),
    },
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) {
        area.value = serialise(view.state.doc);
        area.dispatchEvent(new Event("change", {bubbles: true}));
      }
      tools?.refresh();
      tell(view);
    },
  });
  tools = toolbar(view, area, words, {commands, isActive});
  frame.prepend(tools.dom);
  tools.refresh();
  area.hidden = true;
  label?.addEventListener("click", () => view.focus());
  return view;
}

// What is selected, for evidence: the words, and some of what stands around them.
function tell(view) {
  const {doc, selection: {from, to, empty}} = view.state;
  if (empty) return;
  const detail = {
    target: "body",
    exact: plain(doc, from, to),
    prefix: [...plain(doc, 0, from)].slice(-CONTEXT).join(""),
    suffix: [...plain(doc, to, doc.content.size)].slice(0, CONTEXT).join(""),
  };
  document.dispatchEvent(new CustomEvent("isnad:selection", {detail}));
}
