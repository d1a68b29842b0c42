// Small helpers for building elements; what a seller typed only ever becomes text.

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] DOM properties; `aria` and `data` hold attributes
 * @param {...(Node|string|null)} children null is left out
 * @returns {HTMLElement}
 */
export function make(tag, { aria = {}, data = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that says what happens. @param {string} label @param {() => void} onclick */
export function button(label, onclick) {
  return make("button", { type: "button", className: "kb-button", onclick }, label);
}

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

/** A row of buttons. @param {...HTMLElement} buttons */
export function actions(...buttons) {
  return make("div", { className: "kb-actions" }, ...buttons);
}

/** A part that opens. @param {string} label @param {...Node} children */
export function more(label, ...children) {
  return make("details", { className: "kb-details" }, make("summary", {}, label), ...children);
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

/**
 * A button that keeps the keyboard's place when its list is drawn anew.
 *
 * @param {string} key unique in the list
 * @param {string} label
 * @param {string} about what it acts on, for screen readers
 * @param {() => void} onclick
 */
export function keyed(key, label, about, onclick) {
  const made = button(label, onclick);
  made.dataset.kbKey = key;
  made.setAttribute("aria-label", `${label}：${about}`);
  return made;
}

/** A list to choose from. @param {Record<string, string>} options value → words */
export function select(options, value = "") {
  const made = Object.entries(options).map(([each, words]) => make("option", { value: each }, words));
  const element = make("select", {}, ...made);
  element.value = value;
  return element;
}

/**
 * Draw again without losing the keyboard's place: what had the focus has it afterwards, found by
 * its `data-kb-key`, else the fallback gets it.
 *
 * @param {HTMLElement} part
 * @param {() => void} draw
 * @param {HTMLElement} fallback
 */
export function redraw(part, draw, fallback) {
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.dataset.kbKey;
  draw();
  if (!focused || document.activeElement === focused) return;
  if (part.contains(focused)) {
    focused.focus({ preventScroll: true }); // it was moved
    return;
  }
  const again = key && part.querySelector(`[data-kb-key="${key}"]`);
  (again || fallback).focus({ preventScroll: Boolean(again) });
}

/** A table. @param {string[]} headings @param {(string|Node)[][]} rows */
export function table(headings, rows) {
  const head = headings.map((text) => make("th", { scope: "col" }, text));
  const body = rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, cell))));
  return make("table", {}, make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
}

/** A text of several lines as paragraphs. @param {string} text */
export function paragraphs(text) {
  return text.split("\n").map((line) => make("p", {}, line));
}
