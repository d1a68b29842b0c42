// Controls for days and times: the browser's own, or a plain one where it has none.

/** Said of a control of the browser's own that is filled in part. */
export const UNFINISHED = "时间还没填完整，没有记下。";

/** Show a day or a moment as this control writes it. @param {HTMLInputElement} input @param {string} wall */
export function showTime(input, wall) {
  const shown = isText(input) ? wall.replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ") : wall;
  if (input.value !== shown || input.validity.badInput) input.value = shown;
  markEmpty(input);
}

/** Whether days and times are typed as text here. @param {{type: string}} input */
export function isText(input) {
  return input.type === "text";
}

/** Some browsers show today in an empty field; our sheets hide it. @param {HTMLInputElement} input */
export function markEmpty(input) {
  input.classList.toggle("kb-when--empty", !isText(input) && !input.value && !input.validity.badInput);
}
