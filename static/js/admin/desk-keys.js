// Which command of the desk a key means. By its place as well as by its sign: letters and digits
// differ between an Arabic and a Latin keyboard, places do not.
const FIELDS = "textarea, select, [contenteditable], input:not([type=radio],[type=checkbox])";
const NAMED = {
  ArrowUp: "previous", ArrowDown: "next", ArrowLeft: "left", ArrowRight: "right", Delete: "reject",
  Backspace: "reject", F1: "help", F2: "add", PageDown: "article",
};

export const typing = (target) => target.closest?.(FIELDS) !== null;

// 0-9 for a digit key, in whatever digits it writes; null for other keys.
export function digit(event) {
  const place = /^Digit(\d)$/.exec(event.code);
  if (place) return Number(place[1]);
  const sign = event.key.length === 1 ? event.key.codePointAt(0) : 0;
  for (const zero of [0x30, 0x660, 0x6f0]) {
    if (sign >= zero && sign <= zero + 9) return sign - zero;
  }
  return null;
}

// The name of the command, and with "role" and "via" its number; null for other keys.
export function command(event) {
  if (event.isComposing || event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return withControl(event);
  const {key, code, shiftKey} = event;
  if (key === "F2" && shiftKey) return {name: "evidence"};
  if (NAMED[key]) return {name: NAMED[key], extend: shiftKey};
  if (key === "Enter") return {name: "confirm"};
  const number = digit(event);
  if (number !== null && shiftKey) return {name: "via", number};
  if (number !== null) return number >= 1 && number <= 8 ? {name: "role", number} : null;
  if (key === "?" || key === "؟" || (code === "Slash" && shiftKey)) return {name: "help"};
  if (key === "/" || code === "Slash" || code === "NumpadDivide") return {name: "source"};
  if (key === "+" || code === "NumpadAdd") return {name: "add"};
  return null;
}

function withControl({key, code, shiftKey}) {
  if (key === "Enter") return {name: "all"};
  if (code === "KeyZ" || key === "z") return {name: shiftKey ? "redo" : "undo"};
  if (code === "KeyY" || key === "y") return {name: "redo"};
  return null;
}
