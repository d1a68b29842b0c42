// Work that may wait until the page has shown what a touch did.

/** @param {() => void} work called after the next paint */
export function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}
