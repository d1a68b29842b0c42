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

/** A row of buttons. @param {...HTMLElement} buttons */
export function actions(...buttons) {
  return make("div", { className: "kb-actions" }, ...buttons);
}
