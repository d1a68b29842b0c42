// What an address names is opened: the card itself, and whatever it lies in.

/** What the address names; `:target` is not known yet while the page is read. */
function named() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null; // no address of ours: a lone %
  }
}

/** Open what the address leads to, and bring it into sight. */
function reveal() {
  const target = named();
  if (!target) return;
  const closed = [...target.querySelectorAll(":scope > details.kb-disclosure")];
  for (let around = target.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
    closed.push(around);
  }
  const opened = closed.filter((each) => !each.hasAttribute("open"));
  for (const each of opened) each.setAttribute("open", "");
  if (opened.length) target.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
