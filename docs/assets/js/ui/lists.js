// Lists that are drawn anew while someone is at work in them.

import { button, findAll } from "./dom.js";

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

/**
 * Draw again without losing the keyboard's place: what had the focus has it afterwards, found by
 * its `data-kb-key`, else the fallback gets it.
 *
 * @param {HTMLElement} part
 * @param {() => void} draw
 * @param {HTMLElement} fallback
 */
export function redraw(part, draw, fallback) {
  const focused = document.activeElement;
  const wasInside = part.contains(focused);
  draw();
  if (!(focused instanceof HTMLElement) || !wasInside || document.activeElement === focused) return;
  const key = focused.dataset.kbKey;
  if (part.contains(focused)) {
    focused.focus({ preventScroll: true }); // it was moved
    return;
  }
  const [again] = key ? findAll(part, `[data-kb-key="${key}"]`, HTMLElement) : [];
  (again ?? fallback).focus({ preventScroll: Boolean(again) });
}
