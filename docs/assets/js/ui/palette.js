// The button for light and dark. Until a reader chooses, pages follow the system.
//
// The theme's own (`overrides/main.html` leaves it out) lays a page out three times more
// while it opens, and stores a choice that nobody made.

const STORED = "__palette"; // where and as the theme's own script, at the top of each page, reads it

const inputs = [...document.querySelectorAll("input[name=__palette]")];
const bars = [...document.querySelectorAll("meta[name=theme-color]")]; // light, dark: as the inputs
const grounds = bars.map(({ content }) => content);

function show(index) {
  const { mdColorScheme } = inputs[index].dataset;
  if (document.body.dataset.mdColorScheme !== mdColorScheme) {
    for (const [name, value] of Object.entries(colours(inputs[index]))) {
      document.body.setAttribute(`data-md-color-${name}`, value);
    }
    document.documentElement.style.colorScheme = mdColorScheme === "slate" ? "dark" : "light";
  }
  for (const bar of bars) bar.content = grounds[index];
  inputs.forEach((input, each) => {
    input.checked = each === index;
    input.nextElementSibling.hidden = each !== index;
  });
}

function colours({ dataset }) {
  return {
    media: dataset.mdColorMedia, scheme: dataset.mdColorScheme,
    primary: dataset.mdColorPrimary, accent: dataset.mdColorAccent,
  };
}

/** @returns {number} what the reader chose, or what the system asks for */
function wanted() {
  const stored = chosen();
  const index = stored ? stored.index : systems().findIndex(({ matches }) => matches);
  return inputs[index] ? index : 0;
}

function systems() {
  return inputs.map((input) => matchMedia(input.dataset.mdColorMedia));
}

function chosen() {
  try {
    return self.__md_get(STORED);
  } catch {
    return null; // storage is blocked
  }
}

function choose(index) {
  show(index);
  try {
    self.__md_set(STORED, { index, color: colours(inputs[index]) });
  } catch {
    // storage is blocked: the choice lasts as long as this page
  }
}

if (inputs.length) {
  const { mdColorScheme } = document.body.dataset; // as the page was told before it showed
  show(inputs.findIndex((input) => input.dataset.mdColorScheme === mdColorScheme));
  for (const system of systems()) system.addEventListener("change", () => show(wanted()));
  inputs[0].form.addEventListener("change", ({ target }) => choose(inputs.indexOf(target)));
  inputs[0].form.addEventListener("keydown", ({ key, target }) => {
    if (key !== "Enter") return;
    const next = (inputs.indexOf(target) + 1) % inputs.length;
    choose(next);
    inputs[next].focus();
  });
}
