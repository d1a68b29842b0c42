// A day or a time that is pasted into a browser's own control, which takes no text.

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
