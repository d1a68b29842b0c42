// What a seller sets: boxes with their labels, lists to choose from, parts that open.

import { button, make } from "./dom.js";

/** A button that is on or off. @param {string} label @param {(on: boolean) => void} onToggle */
export function toggle(label, onToggle) {
  const element = button(label, () => {
    const on = element.getAttribute("aria-pressed") !== "true";
    element.setAttribute("aria-pressed", on);
    onToggle(on);
  });
  element.setAttribute("aria-pressed", "false");
  return element;
}

/** A part that opens. @param {string} label @param {...Node} children */
export function more(label, ...children) {
  return make("details", { className: "kb-item__more" }, make("summary", {}, label), ...children);
}

let labelled = 0;

/**
 * A control with its label, and a hint that screen readers read with it.
 *
 * @param {string} label
 * @param {HTMLElement} control gets an id when it has none
 * @param {string} [hint]
 */
export function row(label, control, hint = "") {
  control.id ||= `kb-${(labelled += 1)}`;
  const note = make("p", { className: "kb-form__hint", id: `${control.id}-hint` }, hint);
  if (hint) control.setAttribute("aria-describedby", note.id);
  return make("div", { className: "kb-form__row" },
    make("label", { htmlFor: control.id }, label), hint ? note : null, control);
}

/** A day and time of our century, in China. */
export function momentInput() {
  return make("input", { type: "datetime-local", min: "2000-01-01T00:00", max: "2099-12-31T23:59" });
}

/** A list to choose from. @param {Record<string, string>} options value → words */
export function select(options, value = "") {
  const made = Object.entries(options).map(([each, words]) => make("option", { value: each }, words));
  const element = make("select", {}, ...made);
  element.value = value;
  return element;
}
