// A day or a time that is pasted into a browser's own control, which takes no text.

const MOST_SAID = 30; // characters

/** What is said of a text that is no time. @param {string} text @param {string} why */
export function unreadPaste(text, why) {
  return `粘贴的是“${text.slice(0, MOST_SAID)}”。${why}`;
}

/**
 * Hand on what is pasted; a control that is text takes it by itself.
 *
 * @param {HTMLElement & {type: string}} input
 * @param {(text: string) => void} take
 */
export function onPastedTime(input, take) {
  input.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text").trim();
    if (!text || !/^date/.test(input.type)) return;
    event.preventDefault();
    take(text);
  });
}
