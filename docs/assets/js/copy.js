// Copying text where the clipboard may be refused, as in WeChat, QQ and UC.

/**
 * Copy by the clipboard, else by the old command.
 *
 * @param {string} text
 * @returns {Promise<boolean>} false when the browser refused both
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

function copyByCommand(text) {
  const box = document.createElement("textarea");
  const before = document.activeElement;
  box.value = text;
  box.className = "kb-offscreen";
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  box.select();
  let copied = false;
  try {
    copied = document.execCommand("copy");
  } catch {
    copied = false;
  }
  box.remove();
  before?.focus?.({ preventScroll: true });
  return copied;
}
