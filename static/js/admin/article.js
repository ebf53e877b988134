// The article's form in the admin: rich text, evidence by selection, and care for what is unsaved.
import {citations} from "./citations.js";
import {enhance} from "./editor.js";
import {nameChoosers} from "./choosers.js";

const area = document.querySelector("textarea.isnad-rich-text");
const form = area?.form;
if (form) {
  enhance(area);
  nameChoosers();
  citations(JSON.parse(area.dataset.words));
  let unsaved = form.querySelector(".errornote") !== null;
  form.addEventListener("change", () => {
    unsaved = true;
  });
  form.addEventListener("input", () => {
    unsaved = true;
  });
  form.addEventListener("submit", () => {
    unsaved = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}
