// The desk of one article: keys and forms become acts, answers replace the text and the list.
import {asking} from "./desk-ask.js";
import {command, digit, typing} from "./desk-keys.js";
import {watch} from "./desk-news.js";
import {Queue} from "./desk-queue.js";
import {forgetWord, moveWord, selected} from "./desk-text.js";
import {Page, fieldsOf} from "./desk-page.js";
import {quotations} from "./desk-quotations.js";

const words = document.getElementById("desk-words").dataset;
const page = new Page(document.getElementById("desk"), words);
const help = document.getElementById("desk-help");
const dialog = document.getElementById("desk-dialog");
const here = location.pathname;

const queue = new Queue({
  before(act) {
    act.fields.seen ??= page.step;
    if (act.fields.act !== "undo" && act.fields.act !== "redo") return true;
    act.fields.step ??= page.stepOf(act.fields.act);
    if (!act.fields.step) page.say(words.nothing);
    return Boolean(act.fields.step);
  },
  done(answer, act) {
    page.follow(answer.versions);
    if (answer.part === null) page.say(words.refused);
    else page.replace(answer.part, answer.status === 409 ? act : null);
    page.mark(queue.acts);
  },
  state(name, number) {
    page.tell(name, number);
    page.mark(queue.acts);
  },
});

const send = (fields) => queue.add({url: here, fields});
const ask = asking(
  dialog,
  (form, button) => {
    send(fieldsOf(form, button));
    return true;
  },
  () => page.tell("offline", queue.acts.length),
);
const askAt = (fields) => ask(`${page.root.dataset.ask}?${new URLSearchParams(fields)}`);

// An act on a citation as its form stands, and on to the next one that is open.
function act(item, name, more = {}, go = false) {
  const form = item?.querySelector(".desk-main");
  if (!form) return;
  const own = fieldsOf(form, null);
  send({...own, ...more, act: name});
  if (go) page.goOn(queue.acts);
}

function role(item, number) {
  const option = item?.querySelector("[name=role]")?.options[number - 1];
  if (option) act(item, "role", {role: option.value});
}

function via(item, number) {
  const other = number ? page.numbered(number) : null;
  if (number && !other) return;
  act(item, "via", {via: other ? other.id.slice(1) : ""});
}

function evidence(item) {
  const found = selected();
  if (!item) return;
  if (found) act(item, "evidence", found);
  else askAt({ask: "evidence", citation: item.id.slice(1)});
}

function confirm(item) {
  if (!item) return;
  if (item.dataset.look === "ambiguous") item.querySelector(".cand input")?.focus();
  else if (item.dataset.look === "confirmed") page.goOn(queue.acts);
  else act(item, "confirm", {}, true);
}

function undo(name) {
  if (name === "undo" && queue.drop()) {
    page.say(words.dropped);
    page.tell(queue.acts.length ? "offline" : "idle", queue.acts.length);
    page.mark(queue.acts);
  } else {
    send({act: name});
  }
}

const COMMANDS = {
  previous: () => page.move(-1),
  next: () => page.move(1),
  left: ({extend}) => page.say(words.selected.replace("{n}", moveWord(1, extend))),
  right: ({extend}) => page.say(words.selected.replace("{n}", moveWord(-1, extend))),
  confirm: () => confirm(page.item),
  reject: () => act(page.item, "reject", {}, true),
  role: ({number}) => role(page.item, number),
  via: ({number}) => via(page.item, number),
  source: () => page.item && askAt({ask: "source", citation: page.item.id.slice(1)}),
  add: () => askAt({ask: "add", ...selected()}),
  evidence: () => evidence(page.item),
  all: () => document.querySelector("#desk-all button")?.click(),
  undo: () => undo("undo"),
  redo: () => undo("redo"),
  help: () => help.showModal(),
  article: () => leave(document.getElementById("desk-next")?.href),
};

// To another article, once everything that was decided here is stored.
function leave(address) {
  if (!address) return;
  if (!queue.acts.length) location.assign(address);
  else setTimeout(leave, 50, address);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || dialog.open || help.open || typing(event.target)) return;
  if (ask.typed !== null) {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) ask.typed += event.key;
    return event.preventDefault();
  }
  const radio = event.target.closest(".cand input");
  const own = event.target.closest("button, a, summary");
  if (radio) return choose(event, radio);
  const found = command(event);
  if (!found || (own && event.key === "Enter" && found.name === "confirm")) return;
  event.preventDefault();
  COMMANDS[found.name](found);
});

// Among the sources that an ambiguous name may mean, digits choose.
function choose(event, radio) {
  const number = digit(event);
  const taken = number === null ? radio : radio.form.querySelectorAll(".cand input")[number - 1];
  if (event.key === "Escape") page.item?.focus();
  else if (number === null && event.key !== "Enter") return;
  else if (taken) {
    taken.checked = true;
    radio.form.requestSubmit(radio.form.querySelector(".go"));
  }
  event.preventDefault();
}

page.root.addEventListener("submit", (event) => {
  const {target: form, submitter} = event;
  if (form.method !== "post") return;
  event.preventDefault();
  const fields = fieldsOf(form, submitter);
  const item = form.closest(".desk-cits > li");
  const conflict = form.closest(".desk-conflict");
  if (conflict) page.settle(conflict);
  if (fields.act === "undo" || fields.act === "redo") return undo(fields.act);
  send(fields);
  if (!conflict && item && ["confirm", "reject", "source"].includes(fields.act)) {
    page.goOn(queue.acts);
  }
});

page.root.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const item = event.target.closest(".desk-cits > li");
  if (item && !event.target.closest("button, a, select, input, label")) page.choose(item.id);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const asked = link.dataset.ask;
  if (link.hash && page.choose(link.hash.slice(1))) event.preventDefault();
  if (link.dataset.keep !== undefined) page.settle(link.closest(".desk-conflict"));
  else if (asked === "evidence") evidence(item);
  else if (asked === "source") askAt({ask: "source", citation: item.id.slice(1)});
  else if (link.id === "desk-add") askAt({ask: "add", ...selected()});
  else if (link.id === "desk-next") leave(link.href);
  else return;
  event.preventDefault();
});

// The words selected in the text outlive a press on what uses them.
page.root.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-ask=evidence], #desk-add")) event.preventDefault();
  else if (event.target.closest(".desk-text")) forgetWord();
});

// With the keyboard a list changes at every arrow: it is stored when one leaves it.
page.root.addEventListener("pointerdown", ({target}) => {
  if (target.dataset?.act) target.dataset.by = "pointer";
});
page.root.addEventListener("keydown", ({target}) => {
  if (target.dataset?.act) target.dataset.by = "keys";
});
const store = ({target}) => {
  const kind = target.dataset?.act;
  if (!kind || target.value === target.form[`was_${kind}`].value || !target.isConnected) return;
  act(target.closest("li"), kind);
  target.form[`was_${kind}`].value = target.value; // it is on its way
};
page.root.addEventListener("change", (event) => {
  if (event.target.dataset?.by !== "keys") store(event);
});
page.root.addEventListener("focusout", store);
page.root.addEventListener("focusin", ({target}) => {
  const item = target.closest(".desk-cits > li");
  if (item) page.choose(item.id, {focus: false});
});

document.getElementById("desk-help-open").addEventListener("click", () => help.showModal());
for (const box of [dialog, help]) {
  box.addEventListener("close", () => page.item?.focus({preventScroll: true}));
}
addEventListener("offline", () => page.tell("offline", queue.acts.length));
addEventListener("online", () => queue.acts.length || page.tell("idle", 0));
watch(page, () => queue.acts.length > 0);
page.begin();
quotations(document.getElementById("desk-quotes"));
