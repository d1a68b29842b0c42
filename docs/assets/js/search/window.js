// The theme's search window: what it does not do by itself.

import { channel } from "../platform/channel.js";
import { make } from "../ui/dom.js";
import { fromRoot } from "../ui/root.js";

const WAYS = {
  "start/triage/": "回答两三个问题",
  "reference/questions/": "看全部问题",
  "about/#mistake": "告诉我们缺了什么",
};

/** The reader reached for search: tell the worker to fetch its index, and show the other ways. */
export function reach() {
  const waiting = make("p", { role: "status" });
  const worker = channel("kb-search");
  worker.hear((words) => {
    waiting.textContent = words === "opening" ? "正在取搜索的文件……" : "";
    if (words === "here") worker.tell("wanted");
  });
  worker.tell("wanted");
  const ways = Object.entries(WAYS).map(([to, words]) => make("li", {}, make("a", { href: fromRoot(to) }, words)));
  document.querySelector(".md-search__scrollwrap")?.append(
    make(
      "nav",
      { className: "kb-ways", aria: { label: "别的办法" } },
      waiting,
      make("p", {}, "也可以："),
      make("ul", {}, ...ways),
    ),
  );
}
