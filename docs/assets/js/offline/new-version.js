// The offer of a new version, at the foot of any page. It waits: who is in the middle of a letter
// goes on with the version that the letter was begun in.

import { whyNoCopy } from "../platform/offline.js";
import { read, session, write } from "../platform/storage.js";
import { actions, button, make } from "../ui/dom.js";
import { fromRoot } from "../ui/root.js";
import { accept, keepQuietly, onNewVersion, state } from "./offline-copy.js";

const LATER = "shensu-youju.offline.later"; // for this tab: asked again after it is closed

/** Keep a copy where that is welcome, and say when there is a newer one. */
export async function watch() {
  if (whyNoCopy()) return;
  await keepQuietly().catch(() => {}); // an address without sw.js, a browser that refuses: read on
  await onNewVersion(async (waiting) => {
    if (!read(session, LATER)) offer(waiting, await state() === "read");
  });
}

/** @param {ServiceWorker} waiting @param {boolean} part whether only what was read is kept */
function offer(waiting, part) {
  document.querySelector(".kb-new-version")?.remove();
  const words = make("p", { role: "status" }, "手册有新版本。还没点“添加”的，先点一下。");
  const bar = make("aside", { className: "kb-new-version md-typeset", aria: { label: "新版本" } });
  bar.append(
    make(
      "div",
      { className: "kb-new-version__inner" },
      words,
      part ? make("p", {}, make("a", { href: fromRoot("tools/#offline") }, "留一份全书，没有网络也能看")) : null,
      actions(
        button("换成新版", () => take(waiting, words)),
        button("以后再说", () => {
          write(session, LATER, "yes"); // else asked again on the next page
          bar.remove();
          makeRoom();
        }),
      ),
    ),
  );
  document.body.append(bar);
  makeRoom();
}

/** What has the focus is not left behind the offer. */
function makeRoom() {
  document.documentElement.classList.toggle("kb-new-version-shown", document.querySelector(".kb-new-version") !== null);
}

/** @param {ServiceWorker} waiting @param {HTMLElement} words */
async function take(waiting, words) {
  const others = await accept(waiting);
  if (others === null) words.textContent = "没有换成。把本站的页面都关掉，再打开就是新版。";
  else if (others > 0) {
    words.textContent = `另外还开着 ${others} 个本站的页面。先把它们关掉，再点“换成新版”，免得新旧混在一起。`;
  }
}
