// The desk's question in a window of its own: whom a citation means, or which words it rests on.
import {digit, typing} from "./desk-keys.js";

const PAUSE = 200; // milliseconds of no typing before the archive is asked

// `dialog` shows the question; `answer(form, button)` takes what was decided, `fail()` a lost line.
export function asking(dialog, answer, fail) {
  let timer = null;
  let asked = 0;

  async function load(address) {
    asked += 1;
    const own = asked;
    try {
      const response = await fetch(address, {headers: {"X-Desk": "part"}});
      if (!response.ok || response.headers.get("X-Desk") !== "part") throw new Error();
      const text = await response.text();
      return own === asked ? new DOMParser().parseFromString(text, "text/html") : null;
    } catch {
      fail();
      return null;
    }
  }

  async function open(address) {
    open.typed = ""; // what is pressed before the question is there
    const page = await load(address);
    const {typed} = open;
    open.typed = null;
    if (!page) return;
    dialog.replaceChildren(...page.body.childNodes);
    if (!dialog.open) dialog.showModal();
    const first = dialog.querySelector("#desk-found [value^='candidate:'], #desk-found [value^='source:']");
    const search = dialog.querySelector("[type=search]");
    (first && !search.value ? first : search ?? dialog.querySelector("textarea")).focus();
    if (!typed || !search) return;
    search.value += typed;
    search.focus();
    find();
  }
  open.typed = null;

  async function find(then = () => {}) {
    const form = dialog.querySelector(".desk-find");
    const page = await load(`${form.action}?${new URLSearchParams(new FormData(form))}`);
    const found = page?.getElementById("desk-found");
    if (!found) return;
    dialog.querySelector("#desk-found").replaceWith(found);
    dialog.querySelector("[name=new_name]").value = dialog.querySelector("[type=search]").value;
    then();
  }

  const radios = () => [...dialog.querySelectorAll("#desk-found [type=radio]")];
  const take = (radio) => {
    radio.checked = true;
    const form = radio.form;
    if (radio.value !== "new:") form.requestSubmit(form.querySelector(".go"));
    else needName(form).focus();
  };
  const needName = (form) => {
    const name = form.querySelector("[name=new_name]");
    if (name) name.required = form.querySelector("[value='new:']:checked") !== null;
    return name;
  };

  dialog.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    clearTimeout(timer);
    timer = setTimeout(find, PAUSE);
  });
  dialog.addEventListener("change", (event) => {
    if (event.target.form?.matches(".desk-answer")) needName(event.target.form);
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    const {target: form, submitter} = event;
    if (form.matches(".desk-find")) find(() => radios()[0]?.focus());
    else if (answer(form, submitter ?? form.querySelector(".go"))) dialog.close();
  });
  dialog.addEventListener("click", (event) => {
    if (!event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const {target, key} = event;
    const search = dialog.querySelector("[type=search]");
    if (key === "Escape") {
      event.preventDefault(); // a field of this kind would only empty itself
      dialog.close();
    } else if (target === search && key === "ArrowDown") {
      event.preventDefault();
      radios()[0]?.focus();
    } else if (!typing(target) && search && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const number = digit(event);
      if (number !== null && radios()[number - 1]) {
        event.preventDefault();
        take(radios()[number - 1]);
      } else if (target.type === "radio" && key === "Enter") {
        event.preventDefault();
        take(target);
      } else if (target.type === "radio" && key.length === 1 && key !== " " && number === null) {
        search.focus(); // and the letter goes there
      }
    }
  });
  return open;
}
