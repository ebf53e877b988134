// What the desk shows: the part that answers replace, the citation one is at, and what is said.
const OPEN = ["suggested", "ambiguous"];

// What a form sends, with the button that sent it.
export function fieldsOf(form, button) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrfmiddlewaretoken; // the cookie has the newest
  if (button?.name) fields[button.name] = button.value;
  return fields;
}

export class Page {
  constructor(root, words) {
    this.root = root;
    this.words = words;
    this.bar = document.getElementById("desk-bar");
    this.current = null;
    this.conflicts = []; // {id, block}: the citation ("" for none), what is told of it
    document.body.classList.add("desk-js");
  }

  get part() {
    return this.root.querySelector("#desk-part");
  }

  get step() {
    return this.part.dataset.step;
  }

  get items() {
    return [...this.root.querySelectorAll(".desk-cits > li")];
  }

  get item() {
    return this.items.find(({id}) => id === this.current) ?? null;
  }

  begin() {
    const wanted = this.items.find(({id}) => `#${id}` === location.hash);
    const open = this.items.find(({dataset}) => OPEN.includes(dataset.look));
    const first = wanted ?? open ?? this.items[0];
    if (!first) return;
    this.choose(first.id, {focus: first === wanted});
    first.focus({preventScroll: true}); // on a phone the text comes first
  }

  numbered(number) {
    return this.items.find(({dataset}) => Number(dataset.number) === number) ?? null;
  }

  // The step that the undo button (or the other one) takes back.
  stepOf(name) {
    return this.root.querySelector(`#desk-${name} [name=step]`)?.value ?? "";
  }

  // Go to a citation; false where there is none with this id.
  choose(id, {focus = true} = {}) {
    const item = this.items.find((one) => one.id === id);
    if (!item) return false;
    this.current = id;
    for (const one of this.items) {
      one.tabIndex = one === item ? 0 : -1;
      if (one === item) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
    const marks = [...this.root.querySelectorAll(".desk-text .m")];
    for (const mark of marks) mark.classList.toggle("now", mark.dataset.of.split(" ").includes(id));
    if (focus) {
      item.focus({preventScroll: true});
      item.scrollIntoView({block: "nearest"});
      this.show(marks.find((mark) => mark.classList.contains("now")));
    }
    return true;
  }

  // Scroll the text beside the list, not the page.
  show(mark) {
    const pane = mark?.closest(".desk-text");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    const [box, frame] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
    if (box.top < frame.top || box.bottom > frame.bottom) {
      pane.scrollTop += box.top - frame.top - frame.height / 3;
    }
  }

  move(step) {
    const items = this.items;
    const at = items.findIndex(({id}) => id === this.current);
    const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
    if (next) this.choose(next.id);
  }

  // To the next citation that is open and that nothing on its way is about.
  goOn(acts) {
    const waits = new Set(acts.map(({fields}) => `c${fields.citation}`));
    const items = this.items;
    const at = items.findIndex(({id}) => id === this.current);
    const order = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    const next = order.find(({id, dataset}) => OPEN.includes(dataset.look) && !waits.has(id));
    if (next) this.choose(next.id);
  }

  // Put in what the server answered; `conflict` is the act that came too late.
  replace(html, conflict = null) {
    const place = this.place();
    const text = this.root.querySelector(".desk-text")?.scrollTop ?? 0;
    const steps = this.root.querySelector(".desk-steps")?.open ?? false;
    this.root.innerHTML = html;
    const block = this.root.querySelector(".desk-conflict");
    if (block) this.conflicts.unshift({id: conflict?.fields.citation ?? "", block});
    for (const {id, block: one} of this.conflicts) this.put(id, one);
    const pane = this.root.querySelector(".desk-text");
    if (pane) pane.scrollTop = text;
    if (steps) this.root.querySelector(".desk-steps")?.setAttribute("open", "");
    this.restore(place);
    if (block) this.meet(block);
    else this.announce();
  }

  // Where one is: the citation, what of it has the focus, and how far down the window it stands.
  place() {
    const active = document.activeElement;
    const inside = this.root.contains(active);
    const {name, value, form} = active;
    const selector = inside && name && form ? `[name="${name}"]${active.tagName === "BUTTON" ? `[value="${value}"]` : ""}` : "";
    const item = active.closest?.(".desk-cits > li");
    return {
      top: this.item?.getBoundingClientRect().top,
      focus: inside || active === document.body,
      scope: item ? `#${item.id}` : form?.id ? `#${form.id}` : "",
      selector,
    };
  }

  restore({top, focus, scope, selector}) {
    if (!this.item && this.items.length) this.current = this.items[0].id;
    if (!this.item) return;
    this.choose(this.current, {focus: false});
    const same = selector && scope ? this.root.querySelector(`${scope} ${selector}`) : null;
    if (focus) (same ?? this.item).focus({preventScroll: true});
    if (top !== undefined) scrollBy(0, this.item.getBoundingClientRect().top - top);
  }

  put(id, block) {
    const item = id && this.root.querySelector(`#c${id} .l1`);
    if (item) item.after(block);
    else this.root.querySelector(".desk-cols").before(block);
  }

  meet(block) {
    const item = block.closest(".desk-cits > li");
    if (item) this.choose(item.id);
    block.focus();
    block.scrollIntoView({block: "nearest"});
    this.say(this.words.conflict);
  }

  // One has decided about a conflict.
  settle(block) {
    this.conflicts = this.conflicts.filter((one) => one.block !== block);
    block.remove();
    this.item?.focus();
  }

  // Own acts change the rows that a conflict shows, too.
  follow(versions) {
    for (const {id, block} of this.conflicts) {
      const field = block.querySelector("[name=version]");
      const [before, after] = versions[id] ?? [];
      if (field && Number(field.value) === before) field.value = after;
    }
  }

  // Name the citations whose acts are on their way.
  mark(acts) {
    const waits = new Set(acts.map(({fields}) => `c${fields.citation}`));
    for (const item of this.items) {
      const state = item.querySelector(".st");
      if (waits.has(item.id) && item.dataset.waits === undefined) {
        item.dataset.waits = state.textContent;
        state.textContent = this.words.waits;
      } else if (!waits.has(item.id) && item.dataset.waits !== undefined) {
        state.textContent = item.dataset.waits;
        delete item.dataset.waits;
      }
    }
  }

  // The bar at the foot: what waits, and why; it stays until everything was sent.
  tell(name, number) {
    const text = this.words[name] ?? "";
    if (text && (this.waited || name !== "sending")) this.showBar(text.replace("{n}", number));
    else if (name === "idle" && this.waited) this.showBar("", this.words.back);
    this.waited = name === "sending" ? this.waited : Boolean(text);
  }

  showBar(text, said = "", button = null) {
    this.bar.hidden = !text;
    this.bar.querySelector("p").textContent = text;
    const own = this.bar.querySelector("button");
    own.hidden = !button;
    own.onclick = button;
    if (said) this.say(said);
  }

  announce() {
    const chain = this.root.querySelector("#desk-sentence").textContent.trim();
    const {said} = this.part.dataset;
    if (said) this.say(`${said} ${this.words.chain} ${chain}`);
  }

  say(text) {
    document.getElementById("desk-said").textContent = text;
  }
}
