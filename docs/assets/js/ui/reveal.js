// What an address names is opened: the card itself, and whatever it lies in.

/** Open what the address leads to, and bring it into sight. */
function reveal() {
  const target = document.querySelector(":target");
  if (!target) return;
  const closed = [...target.querySelectorAll(":scope > details.kb-disclosure")];
  for (let around = target.closest("details"); around; around = around.parentElement?.closest("details") ?? null) {
    closed.push(around);
  }
  const opened = closed.filter((each) => !each.hasAttribute("open"));
  for (const each of opened) each.setAttribute("open", "");
  if (opened.length) target.scrollIntoView();
}

// On paper a figure is whole, and marks are numbers of a list that shows.
addEventListener("beforeprint", () => {
  for (const each of document.querySelectorAll(".kb-figure details, .kb-grounds")) each.setAttribute("open", "");
});
addEventListener("hashchange", reveal);
reveal();
