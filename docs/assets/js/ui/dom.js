// Small helpers for building elements; what a seller typed only ever becomes text.

/**
 * @typedef {object} Attributes what older browsers do not take as a property
 * @property {string} [role]
 * @property {Record<string, string>} [aria] name after `aria-` → value
 * @property {Record<string, string>} [data] name as in `dataset` → value
 */

/**
 * Make an element.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes & Omit<Partial<HTMLElementTagNameMap[Tag]>, keyof Attributes>} [properties]
 * @param {...(Node|string|null)} children null is left out
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, properties, ...children) {
  const { role, aria = {}, data = {}, ...rest } = properties ?? {};
  const element = Object.assign(document.createElement(tag), rest);
  if (role) element.setAttribute("role", role);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * Find what the page promises to have.
 *
 * @template {Element} Kind
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind} the first that matches
 * @throws {TypeError} when there is none of this kind
 */
export function find(within, selector, kind) {
  const found = within.querySelector(selector);
  if (!(found instanceof kind)) throw new TypeError(`nothing is ${selector}`);
  return found;
}

/**
 * Find all that match and are of this kind, in order.
 *
 * @template {Element} Kind
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind[]}
 */
export function findAll(within, selector, kind) {
  /** @param {Element} each @returns {each is Kind} */
  const fits = (each) => each instanceof kind;
  return [...within.querySelectorAll(selector)].filter(fits);
}

/** A button that says what happens. @param {string} label @param {() => void} onclick */
export function button(label, onclick) {
  return make("button", { type: "button", className: "kb-button", onclick }, label);
}

/** A row of buttons. @param {...HTMLElement} buttons */
export function actions(...buttons) {
  return make("div", { className: "kb-actions" }, ...buttons);
}

/** A button that is on or off. @param {string} label @param {(on: boolean) => void} onToggle */
export function toggle(label, onToggle) {
  const element = button(label, () => {
    const on = element.getAttribute("aria-pressed") !== "true";
    element.setAttribute("aria-pressed", String(on));
    onToggle(on);
  });
  element.setAttribute("aria-pressed", "false");
  return element;
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
  return make(
    "div",
    { className: "kb-form__row" },
    make("label", { htmlFor: control.id }, label),
    hint ? note : null,
    control,
  );
}

/**
 * A list to choose from.
 *
 * @param {Record<string, string>} options value → words
 * @param {string} [value] the one chosen
 */
export function select(options, value = "") {
  const made = Object.entries(options).map(([each, words]) => make("option", { value: each }, words));
  const element = make("select", {}, ...made);
  element.value = value;
  return element;
}
