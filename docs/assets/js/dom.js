// Small helpers for building elements; what a seller typed only ever becomes text.

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] DOM properties; `aria` and `data` hold attributes
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function make(tag, { aria = {}, data = {}, ...properties } = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  Object.assign(element.dataset, data);
  element.append(...children);
  return element;
}

/** A button that says what happens. @param {string} label @param {() => void} onclick */
export function button(label, onclick) {
  return make("button", { type: "button", className: "kb-button", onclick }, label);
}

/** A line that screen readers read out when it changes. */
export function statusLine() {
  const line = make("p", { className: "kb-status" });
  line.setAttribute("role", "status");
  return line;
}
