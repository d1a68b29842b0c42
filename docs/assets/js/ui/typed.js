// Typing by pinyin and its like: what stands in a box before a word is chosen is not what is meant.
//
// What is typed is stored with each key all the same, so that nothing is lost with a page. What answers to it
// (search, lists that narrow, previews, advice) waits until the word is chosen.

const at = { composing: false };

/** @type {Set<() => void>} */
const waiting = new Set();

/** Whether a word is being chosen on this page. */
export function isComposing() {
  return at.composing;
}

/** @param {() => void} act called once, when the word is chosen */
export function afterComposing(act) {
  if (at.composing) waiting.add(act);
  else act();
}

/** Whether a key belongs to the choosing of a word. Safari tells the last one after the word was chosen, with 229. @param {KeyboardEvent} event */
export function isOfWord({ isComposing, keyCode, key }) {
  return isComposing || (keyCode === 229 && (key === "Enter" || key === "Escape"));
}

/**
 * Answer to what is typed into a box, or into one of a form's: once for each key, and once for a word.
 *
 * @param {HTMLElement} box
 * @param {() => void} act
 */
export function onTyped(box, act) {
  /** @type {string | null} */
  let answered = null; // browsers tell of the chosen word once or twice, in any order
  /** @param {Event} event */
  const answer = ({ target }) => {
    const { value } = Object(target);
    if (value === answered) return;
    answered = value;
    setTimeout(() => answered = null);
    act();
  };
  box.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) answer(event);
  });
  box.addEventListener("compositionend", answer);
}

function settle() {
  at.composing = false;
  for (const act of waiting) {
    waiting.delete(act);
    act();
  }
}

addEventListener("compositionstart", () => at.composing = true, true);
addEventListener("compositionend", () => setTimeout(settle));
addEventListener("focusout", settle); // a box that has gone tells no end
addEventListener("input", (event) => {
  if (at.composing && event instanceof InputEvent && !event.isComposing) settle();
});
