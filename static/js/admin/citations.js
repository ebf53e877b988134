// Evidence of sources: words selected in a text of the form are put into a row of the sources.
const TEXTS = {id_title: "title", id_standfirst: "standfirst", id_footer: "footer", id_byline_text: "byline"};
const CONTEXT = 32;

export function citations(words) {
  const group = document.getElementById("citations-group");
  if (!group || !group.querySelector(".empty-form")) return;
  let selected = null;
  document.addEventListener("isnad:selection", (event) => {
    selected = event.detail;
  });
  document.addEventListener("selectionchange", () => {
    selected = ofField(document.activeElement) || selected;
  });
  const dress = (row) => addButton(row, words, () => selected);
  group.querySelectorAll(".inline-related").forEach(dress);
  document.addEventListener("formset:added", (event) => {
    if (event.detail.formsetName === "citations") {
      dress(event.target);
      labels(group, words);
    }
  });
  document.addEventListener("formset:removed", () => labels(group, words));
  group.addEventListener("change", (event) => labels(group, words, event.target));
  labels(group, words);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || !event.altKey || event.code !== "KeyS") return;
    event.preventDefault();
    document.dispatchEvent(new Event("isnad:cite"));
  });
  document.addEventListener("isnad:cite", () => {
    if (selected) open(group, selected);
  });
}

function ofField(field) {
  const target = TEXTS[field?.id];
  if (!target || field.selectionStart === field.selectionEnd) return null;
  const {value, selectionStart: start, selectionEnd: end} = field;
  return {
    target,
    exact: value.slice(start, end).trim(),
    prefix: [...value.slice(0, start)].slice(-CONTEXT).join(""),
    suffix: [...value.slice(end)].slice(0, CONTEXT).join(""),
  };
}

function addButton(row, words, selection) {
  const exact = row.querySelector("textarea[name$='-exact']");
  if (!exact || row.querySelector(".isnad-take")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "isnad-take";
  button.textContent = words.use_selection;
  // With the mouse, too, the selection in the text must outlive the click.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  said.className = "isnad-said";
  button.addEventListener("click", () => {
    const found = selection();
    if (found) fill(row, found);
    const short = found && (found.exact.length > 60 ? `${found.exact.slice(0, 60)}…` : found.exact);
    said.textContent = found ? words.taken.replace("%s", `«${short}»`) : words.nothing;
  });
  exact.after(button, said);
}

function fill(row, found) {
  for (const name of ["target", "exact", "prefix", "suffix"]) {
    row.querySelector(`[name$='-${name}']:not([name^='initial-'])`).value = found[name];
  }
}

// The first row that is still empty, else a new one.
function open(group, found) {
  const rows = () => [...group.querySelectorAll(".inline-related:not(.empty-form)")];
  const isEmpty = (row) => ["source", "name", "exact", "id"].every(
    (name) => !row.querySelector(`[name$='-${name}']:not([name^='initial-'])`)?.value,
  );
  if (!rows().some(isEmpty)) group.querySelector(".add-row a")?.click();
  const row = rows().find(isEmpty);
  if (!row) return;
  fill(row, found);
  row.scrollIntoView({block: "center"});
  // A selection left in the text would draw the focus back there on a slow machine.
  document.activeElement?.blur();
  getSelection().removeAllRanges();
  (row.querySelector(".select2-selection") || row.querySelector("select")).focus();
}

// The choices of the chain name the rows as they stand now; a row that moves up takes them along.
const chosen = new WeakMap();

function labels(group, words, changed = null) {
  const rows = [...group.querySelectorAll(".inline-related:not(.empty-form)")];
  const names = rows.map((row, number) => {
    const source = row.querySelector("select[name$='-source'] option:checked");
    const name = row.querySelector("input[name$='-name']:not([name^='initial-'])");
    return `${number + 1} · ${source?.textContent.trim() || name?.value || words.row}`;
  });
  rows.forEach((row, own) => {
    const select = row.querySelector("select[name$='-via_row']");
    if (!select) return;
    if (select === changed || !chosen.has(select)) chosen.set(select, rows[select.value] ?? null);
    const value = chosen.get(select) === null ? "" : String(rows.indexOf(chosen.get(select)));
    const choices = names.map((name, number) => new Option(name, number)).filter((_, n) => n !== own);
    select.replaceChildren(select.options[0], ...choices);
    select.value = value === "-1" ? "" : value;
  });
}
