// Suggestions under a search field while one types: the combobox with a list of WAI-ARIA.
const WAIT = 120; // milliseconds without a key before the archive is asked
const LEAST = 2; // characters
const KEPT = 50; // answers

function offer(form) {
  const input = form.elements.q;
  const list = document.createElement("ul");
  const heard = document.createElement("span");
  const answers = new Map();
  let asked, timer, at = -1, written = input.value;

  list.id = `${input.id}-offers`;
  list.className = "offers";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.heard);
  heard.className = "vh";
  heard.setAttribute("role", "status");
  form.append(list, heard);
  input.autocomplete = "off";
  const said = {role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id};
  for (const [name, value] of Object.entries(said)) input.setAttribute(name, value);

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    heard.textContent = "";
    choose(-1);
  }

  function choose(number) {
    list.children[at]?.removeAttribute("aria-selected");
    at = number;
    const option = list.children[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({block: "nearest"});
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  }

  function show([, texts, kinds, addresses]) {
    list.replaceChildren(...texts.map((text, number) => {
      const option = document.createElement("li");
      const [words, kind] = [document.createElement("bdi"), document.createElement("span")];
      words.textContent = text;
      kind.textContent = kinds[number];
      option.append(words, " ", kind);
      option.id = `${list.id}-${number}`;
      option.dataset.address = addresses[number];
      option.setAttribute("role", "option");
      return option;
    }));
    if (!texts.length) return close();
    choose(-1);
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    heard.textContent = `${form.dataset.heard} ${texts.length}`;
  }

  async function ask() {
    const q = input.value.trim();
    asked?.abort();
    if ([...q].length < LEAST) return close();
    if (answers.has(q)) return show(answers.get(q));
    asked = new AbortController();
    const {signal} = asked;
    try {
      const address = `${form.dataset.suggestions}?${new URLSearchParams({q})}`;
      const response = await fetch(address, {signal});
      if (!response.ok) return close();
      const answer = await response.json();
      if (signal.aborted) return;
      if (answers.size === KEPT) answers.clear();
      answers.set(q, answer);
      show(answer);
    } catch {
      if (!signal.aborted) close(); // without a connection the field is what it was
    }
  }

  function soon() {
    clearTimeout(timer);
    if (input.value === written) return;
    written = input.value;
    timer = setTimeout(ask, WAIT);
  }

  function take(option) {
    close();
    location.assign(option.dataset.address);
  }

  function key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = list.children.length - 1;
    if (list.hidden) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      event.preventDefault();
      return ask();
    }
    const to = {
      ArrowDown: at < last ? at + 1 : -1, ArrowUp: at < 0 ? last : at - 1,
      ...(at >= 0 && {Home: 0, End: last}),
    }[event.key];
    if (to !== undefined) choose(to);
    else if (event.key === "Enter" && at >= 0) take(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", (event) => event.isComposing || soon());
  input.addEventListener("compositionend", soon);
  input.addEventListener("keydown", key);
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({target}) => target.closest("li") && take(target.closest("li")));
}

document.querySelectorAll("form[data-suggestions]").forEach(offer);
