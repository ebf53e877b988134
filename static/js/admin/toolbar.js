// The toolbar of the editor: one stop for Tab, arrows inside, Escape back to the text.
import {TextSelection} from "../vendor/prosemirror/prosemirror.js";
import {schema} from "./schema.js";

const {a} = schema.marks;

export function toolbar(view, area, words, {commands, isActive}) {
  const dom = document.createElement("div");
  const bar = dom.appendChild(document.createElement("div"));
  bar.className = "isnad-tools";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", words.toolbar);
  const entry = linkEntry(view, words);
  const buttons = JSON.parse(area.dataset.commands).map(({name, label, keys}) => {
    const button = bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.dataset.name = name;
    button.textContent = label;
    button.tabIndex = -1;
    if (keys) button.title = keys;
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      if (name === "a") return entry.open();
      commands[name](view.state, view.dispatch, view);
      view.focus();
    });
    return button;
  });
  const cite = bar.appendChild(document.createElement("button"));
  Object.assign(cite, {type: "button", textContent: words.cite_selection, title: "Ctrl+Alt+S", tabIndex: -1});
  cite.addEventListener("mousedown", (event) => event.preventDefault());
  cite.addEventListener("click", () => document.dispatchEvent(new Event("isnad:cite")));
  buttons[0].tabIndex = 0;
  move(bar, [...buttons, cite], view);
  dom.append(entry.dom);
  return {
    dom,
    refresh() {
      for (const button of buttons) {
        const {name} = button.dataset;
        button.setAttribute("aria-pressed", String(isActive(view.state, name)));
        const idle = name === "a" ? view.state.selection.empty && !isActive(view.state, "a")
          : !commands[name](view.state);
        button.setAttribute("aria-disabled", String(idle));
      }
    },
    focus() {
      [...buttons, cite].find((button) => button.tabIndex === 0).focus();
      return true;
    },
    link() {
      entry.open();
      return true;
    },
  };
}

// From right to left the arrow to the left leads on.
function move(bar, buttons, view) {
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = {
      ArrowLeft: at + 1, ArrowRight: at - 1, Home: 0, End: buttons.length - 1,
    }[event.key];
    if (event.key === "Escape") view.focus();
    else if (to === undefined) return;
    else {
      buttons[at].tabIndex = -1;
      const next = buttons[(to + buttons.length) % buttons.length];
      next.tabIndex = 0;
      next.focus();
    }
    event.preventDefault();
  });
}

// A row under the toolbar that asks for the address of a link.
function linkEntry(view, words) {
  const dom = document.createElement("div");
  dom.className = "isnad-link";
  dom.hidden = true;
  const label = dom.appendChild(document.createElement("label"));
  label.textContent = words.address;
  const input = label.appendChild(document.createElement("input"));
  Object.assign(input, {type: "url", dir: "ltr", placeholder: "https://"});
  const close = () => {
    dom.hidden = true;
    view.focus();
  };
  const set = () => {
    const href = input.value.trim();
    if (!/^(https?:\/\/|mailto:)./i.test(href)) return input.focus();
    const {from, to} = view.state.selection;
    view.dispatch(view.state.tr.removeMark(from, to, a).addMark(from, to, a.create({href})));
    return close();
  };
  const drop = () => {
    toggleOff(view);
    close();
  };
  for (const [word, act] of [[words.set, set], [words.unlink, drop], [words.cancel, close]]) {
    const button = dom.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", act);
  }
  dom.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === input) set();
    else return;
    event.preventDefault();
  });
  return {
    dom,
    open() {
      wholeLink(view);
      if (view.state.selection.empty) return;
      const {$from} = view.state.selection;
      const mark = a.isInSet(view.state.doc.resolve($from.pos + 1).marks());
      input.value = mark ? mark.attrs.href : "";
      dom.hidden = false;
      input.focus();
    },
  };
}

// With the caret inside a link, all of the link is meant.
function wholeLink(view) {
  const {empty, $from} = view.state.selection;
  const mark = a.isInSet($from.marks());
  if (!empty || !mark) return;
  let from = $from.pos;
  let to = $from.pos;
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    const has = mark.isInSet(node.marks);
    if (has && start <= $from.pos && start + node.nodeSize >= $from.pos) {
      from = Math.min(from, start);
      to = Math.max(to, start + node.nodeSize);
    }
  });
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, from, to)));
}

function toggleOff(view) {
  const {from, to} = view.state.selection;
  view.dispatch(view.state.tr.removeMark(from, to, a));
}
