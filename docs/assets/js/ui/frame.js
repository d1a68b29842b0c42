// The frame around each page: the header's title, the way to the top, the list of contents, the drawer, printing.
//
// The theme's own script does this too, at 35 kB, and is fetched with search alone (`search/theme.js`).

import { findAll } from "./dom.js";

const HEADER = 60; // px that the header covers

/** @param {string} selector */
const one = (selector) => findAll(document, selector, HTMLElement).shift();

const title = one("[data-md-component=header-title]");
const heading = one("article h1");
const toTop = one("[data-md-component=top]");
const contents = findAll(document, ".md-sidebar--secondary [data-md-component=toc] a[href]", HTMLAnchorElement);
const places = contents.map(({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1))));

const MOMENT = 500; // ms after a press, in which the page moves by what was pressed
const was = { at: scrollY, waiting: false, pressed: -MOMENT };

/** Show where the reader is. */
function follow() {
  was.waiting = false;
  title?.classList.toggle("md-header__title--active", heading ? isPassed(heading) : false);
  const asked = performance.now() - was.pressed > MOMENT; // by scrolling; else it would come over what is pressed next
  showWayUp(asked && scrollY < was.at && scrollY > innerHeight / 2);
  was.at = scrollY;
  if (contents[0]?.offsetParent) mark(places.filter((place) => place && isPassed(place)).length);
}

/** @param {HTMLElement} place */
function isPassed(place) {
  return place.getBoundingClientRect().top < HEADER;
}

/** @param {boolean} shown */
function showWayUp(shown) {
  if (!toTop || toTop.hidden !== shown) return;
  toTop.hidden = !shown;
  toTop.tabIndex = shown ? 0 : -1;
}

/** Mark the last of the sections passed. @param {number} count */
function mark(count) {
  contents.forEach((link, index) => {
    link.classList.toggle("md-nav__link--passed", index < count);
    link.classList.toggle("md-nav__link--active", index === count - 1);
  });
  centre(contents[count - 1]);
}

/** Bring a link of a sidebar into sight there. @param {HTMLElement | undefined} link */
function centre(link) {
  const around = link?.closest(".md-sidebar__scrollwrap");
  if (link?.offsetHeight && around) around.scrollTop = link.offsetTop - around.clientHeight / 2;
}

/** Code that is wider than the page can be moved by keys. */
function letKeysMove() {
  for (const code of findAll(document, "pre > code", HTMLElement)) {
    if (code.scrollWidth > code.clientWidth) code.tabIndex = 0;
  }
}

/** On paper a figure is whole, and marks are numbers of a list that shows; cards and steps stay as the reader left them. */
const ON_PAPER = ".kb-figure details, .kb-grounds, .md-content details:not([class*=kb-])";

function unfold() {
  const closed = findAll(document, ON_PAPER, HTMLDetailsElement).filter((each) => !each.open);
  for (const each of closed) each.open = true;
  addEventListener("afterprint", () => closed.forEach((each) => each.open = false), { once: true });
}

/** A label that has the focus works as a button. @param {KeyboardEvent} event */
function press({ key, target }) {
  if (key === "Enter" && target instanceof HTMLLabelElement) target.click();
}

function closeDrawer() {
  for (const drawer of findAll(document, "#__drawer", HTMLInputElement)) drawer.checked = false;
}

/** Whether the reader comes from search: there the theme's script marks the words, and does all that is done here. */
export function isFound() {
  return new URLSearchParams(location.search).has("h");
}

if (one("[data-kb-theme]") && !isFound()) {
  addEventListener("scroll", () => {
    if (!was.waiting) requestAnimationFrame(follow);
    was.waiting = true;
  }, { passive: true });
  addEventListener("click", () => was.pressed = performance.now(), true);
  addEventListener("beforeprint", unfold);
  addEventListener("keydown", press);
  addEventListener("hashchange", closeDrawer);
  toTop?.addEventListener("click", () => scrollTo({ top: 0 }));
  addEventListener("resize", letKeysMove);
  letKeysMove();
  centre(one(".md-sidebar--primary .md-nav__link--active[href]"));
  follow();
}
