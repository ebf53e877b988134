// Names for the fields that Select2 makes out of a list: it takes over the label of none.

export function nameChoosers() {
  // After Django has made them, which waits for the page with jQuery too.
  django.jQuery(() => name(document));
  document.addEventListener("formset:added", (event) => name(event.target));
}

function name(place) {
  for (const select of place.querySelectorAll("select.select2-hidden-accessible")) {
    const label = select.labels[0]?.textContent.replace(":", "").trim();
    const made = select.nextElementSibling;
    if (!label || !made?.classList.contains("select2")) continue;
    const parts = ".select2-selection, .select2-selection__rendered, .select2-search__field";
    for (const part of made.querySelectorAll(parts)) part.setAttribute("aria-label", label);
  }
}
