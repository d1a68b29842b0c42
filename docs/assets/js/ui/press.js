// Nothing moves between a press and its click, which would otherwise miss its button.

const at = { pressed: false };

/** @type {Set<() => void>} */
const waiting = new Set();

/** @param {() => void} act called at once, or after the click */
export function afterPress(act) {
  if (at.pressed) waiting.add(act);
  else act();
}

function release() {
  setTimeout(() => {
    at.pressed = false;
    for (const act of waiting) {
      waiting.delete(act);
      act();
    }
  });
}

for (const press of ["pointerdown", "mousedown"]) addEventListener(press, () => at.pressed = true, true);
for (const end of ["pointerup", "pointercancel", "mouseup"]) addEventListener(end, release, true);
