// Each function that asks something of the browser, where the browser lacks it, refuses it, or never answers.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, test } from "node:test";

import { channel } from "../../docs/assets/js/platform/channel.js";
import { askToLast } from "../../docs/assets/js/platform/lasting.js";
import { media } from "../../docs/assets/js/platform/media.js";
import * as network from "../../docs/assets/js/platform/network.js";
import * as offline from "../../docs/assets/js/platform/offline.js";
import * as out from "../../docs/assets/js/platform/out.js";
import { randomBytes } from "../../docs/assets/js/platform/random.js";
import { promised, tried } from "../../docs/assets/js/platform/refused.js";
import { isKeptApart, local, mayKeep, read, session, write } from "../../docs/assets/js/platform/storage.js";
import { startWorker } from "../../docs/assets/js/platform/worker.js";

const ROOM = "docs/assets/js/platform";
const later = globalThis.setTimeout;
const no = () => {
  throw new DOMException("no", "SecurityError");
};
const never = () => new Promise(() => {});
const registration = { unregister: () => Promise.resolve(true) };

/** Storage of one entry. */
const shelf = () => {
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key),
  };
};
const heard = { postMessage: () => {}, addEventListener: () => {} };

/**
 * @typedef {object} Row
 * @property {string} name the function
 * @property {() => unknown} ask
 * @property {string} path what it asks of the browser, from the global scope
 * @property {unknown} leaf what stands there where the browser has it
 * @property {unknown} given what it then gives
 * @property {unknown} refused what it gives in all other cases
 */

/** @type {Row[]} */
const ROWS = [
  {
    name: "isKeptApart",
    ask: () => isKeptApart("file:"),
    path: "navigator.userAgent",
    leaf: "Gecko/20100101 Firefox/140.0",
    given: true,
    refused: false,
  },
  { name: "mayKeep", ask: mayKeep, path: "localStorage", leaf: shelf(), given: true, refused: false },
  {
    name: "read",
    ask: () => read(local, "a"),
    path: "localStorage.getItem",
    leaf: () => "kept",
    given: "kept",
    refused: "",
  },
  {
    name: "read",
    ask: () => read(session, "a"),
    path: "sessionStorage.getItem",
    leaf: () => "kept",
    given: "kept",
    refused: "",
  },
  {
    name: "write",
    ask: () => write(local, "a", "b"),
    path: "localStorage",
    leaf: shelf(),
    given: true,
    refused: false,
  },
  {
    name: "write",
    ask: () => write(session, "a", "b"),
    path: "sessionStorage",
    leaf: shelf(),
    given: true,
    refused: false,
  },
  {
    name: "channel",
    ask: () => {
      const { tell, hear } = channel("a");
      tell("b");
      hear(() => {});
      return "went on";
    },
    path: "BroadcastChannel",
    leaf: function Channel() {
      return heard;
    },
    given: "went on",
    refused: "went on",
  },
  {
    name: "startWorker",
    ask: () => startWorker("a.js"),
    path: "Worker",
    leaf: function Works() {
      return heard;
    },
    given: heard,
    refused: null,
  },
  {
    name: "askToLast",
    ask: () => askToLast(),
    path: "navigator.storage.persist",
    leaf: () => Promise.resolve(true),
    given: true,
    refused: null,
  },
  {
    name: "randomBytes",
    ask: () => randomBytes(8).length,
    path: "crypto.getRandomValues",
    leaf: (/** @type {Uint8Array} */ bytes) => bytes,
    given: 8,
    refused: 8,
  },
  {
    name: "media",
    ask: () => media("(a)", () => {})(),
    path: "matchMedia",
    leaf: () => ({ matches: true, addEventListener: () => {} }),
    given: true,
    refused: false,
  },
  { name: "isOffline", ask: network.isOffline, path: "navigator.onLine", leaf: false, given: true, refused: false },
  {
    name: "isServed",
    ask: network.isServed,
    path: "navigator.serviceWorker.controller",
    leaf: {},
    given: true,
    refused: false,
  },
  {
    name: "onWorker",
    ask: () => offline.onWorker("message", () => {}),
    path: "navigator.serviceWorker.addEventListener",
    leaf: () => {},
    given: undefined,
    refused: undefined,
  },
  {
    name: "registered",
    ask: () => offline.registered("/"),
    path: "navigator.serviceWorker.getRegistration",
    leaf: () => Promise.resolve(registration),
    given: registration,
    refused: null,
  },
  {
    name: "register",
    ask: () => offline.register("sw.js"),
    path: "navigator.serviceWorker.register",
    leaf: () => Promise.resolve(registration),
    given: true,
    refused: false,
  },
  {
    name: "cachedText",
    ask: () => offline.cachedText("a", "b"),
    path: "caches.match",
    leaf: () => Promise.resolve(new Response("whole")),
    given: "whole",
    refused: null,
  },
  {
    name: "forgetCache",
    ask: () => offline.forgetCache("b"),
    path: "caches.delete",
    leaf: () => Promise.resolve(false),
    given: true,
    refused: false,
  },
  {
    name: "connection",
    ask: offline.connection,
    path: "navigator.connection",
    leaf: { type: "wifi" },
    given: { type: "wifi" },
    refused: {},
  },
  {
    name: "writeText",
    ask: () => out.writeText("a"),
    path: "navigator.clipboard.writeText",
    leaf: () => Promise.resolve(),
    given: true,
    refused: false,
  },
  {
    name: "writeParts",
    ask: () => {
      Object.assign(globalThis, { ClipboardItem: Object });
      return out.writeParts({});
    },
    path: "navigator.clipboard.write",
    leaf: () => Promise.resolve(),
    given: true,
    refused: false,
  },
  {
    name: "copySelected",
    ask: out.copySelected,
    path: "document.execCommand",
    leaf: () => true,
    given: true,
    refused: false,
  },
  {
    name: "selectAll",
    ask: () => out.selectAll(Object({})),
    path: "getSelection",
    leaf: () => ({ selectAllChildren: () => {} }),
    given: undefined,
    refused: undefined,
  },
  { name: "agentName", ask: out.agentName, path: "navigator.userAgent", leaf: "a", given: "a", refused: "" },
  {
    name: "hasFiles",
    ask: out.hasFiles,
    path: "HTMLAnchorElement.prototype",
    leaf: { download: "" },
    given: true,
    refused: false,
  },
  {
    name: "addressOf",
    ask: () => out.addressOf(new Blob()),
    path: "URL.createObjectURL",
    leaf: () => "blob:a",
    given: "blob:a",
    refused: null,
  },
  {
    name: "forgetAddress",
    ask: () => out.forgetAddress("blob:a"),
    path: "URL.revokeObjectURL",
    leaf: () => {},
    given: undefined,
    refused: undefined,
  },
  { name: "printPage", ask: out.printPage, path: "print", leaf: () => {}, given: true, refused: false },
];

/** Tested below. */
const OTHERS = ["local", "promised", "session", "tried", "unregister", "whyNoCopy"];

/** @type {[string, PropertyDescriptor | undefined][]} */
const before = [];

/** Let the global scope have a value, or a getter that throws. @param {string} name @param {PropertyDescriptor} has */
function put(name, has) {
  before.push([name, Object.getOwnPropertyDescriptor(globalThis, name)]);
  Object.defineProperty(globalThis, name, { configurable: true, ...has });
}

afterEach(() => {
  globalThis.setTimeout = later;
  for (const [name, had] of before.splice(0).reverse()) {
    if (had) Object.defineProperty(globalThis, name, had);
    else Reflect.deleteProperty(globalThis, name);
  }
});

/** Let the browser have this at the end of a path. @param {string[]} path @param {PropertyDescriptor} has */
function install([name, ...rest], has) {
  if (!rest.length) {
    put(name, has);
    return;
  }
  const value = Object.create(
    Object(Reflect.get(globalThis, name)),
    rest.length === 1 ? { [rest[0]]: has } : {
      [rest[0]]: { value: Object.create(null, { [rest[1]]: has }) },
    },
  );
  put(name, { value });
}

/** Waiting takes no time here. */
function hurry() {
  globalThis.setTimeout = /** @type {typeof setTimeout} */ ((/** @type {() => void} */ act) => later(act, 0));
}

for (const { name, ask, path, leaf, given, refused } of ROWS) {
  const parts = path.split(".");
  test(`${name}: ${path} as the browser has it`, async () => {
    install(parts, { value: leaf });
    assert.deepEqual(await ask(), given);
  });
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const part = parts.slice(0, depth);
    for (
      const [how, has] of Object.entries({ absent: { value: undefined }, "null": { value: null }, throws: { get: no } })
    ) {
      test(`${name}: ${part.join(".")}: ${how}`, async () => {
        install(part, has);
        assert.deepEqual(await ask(), refused);
      });
    }
  }
  if (typeof leaf !== "function") continue;
  test(`${name}: ${path} throws when it is called`, async () => {
    install(parts, { value: no });
    assert.deepEqual(await ask(), refused);
  });
  if (!/persist|Registration|register|caches|clipboard/.test(path)) continue;
  test(`${name}: ${path} rejects`, async () => {
    install(parts, { value: () => Promise.reject(new DOMException("no", "NotAllowedError")) });
    assert.deepEqual(await ask(), name === "askToLast" ? false : refused);
  });
  if (/persist/.test(path)) continue; // a reader may answer late
  test(`${name}: ${path} never answers`, async () => {
    hurry();
    install(parts, { value: never });
    assert.deepEqual(await ask(), refused);
  });
}

test("each function of the room is tried here", () => {
  const texts = readdirSync(ROOM).map((file) => readFileSync(`${ROOM}/${file}`, "utf-8"));
  const all = texts.flatMap((text) =>
    [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name)
  );
  assert.deepEqual([...new Set([...ROWS.map(({ name }) => name), ...OTHERS])].sort(), all.sort());
});

test("the stores for cases throw as the browser does, because their store tells why", () => {
  install(["localStorage"], { get: no });
  install(["sessionStorage"], { get: no });
  assert.throws(local, { name: "SecurityError" });
  assert.throws(session, { name: "SecurityError" });
});

test("what a full device did not take is not said to be kept", () => {
  install(["localStorage"], { value: { ...shelf(), setItem: no } });
  assert.equal(write(local, "a", "b"), false);
});

test("asking to last: a browser that asks its reader is waited for", async () => {
  hurry();
  install(["navigator", "storage", "persist"], { value: never });
  const asked = askToLast();
  assert.equal(await Promise.race([asked, new Promise((resolve) => later(resolve, 20, "waiting"))]), "waiting");
});

for (
  const [how, unregister]
    of /** @type {[string, any][]} */ ([["throws", no], ["rejects", () => Promise.reject(new Error())], [
      "never answers",
      never,
    ]])
) {
  test(`a service worker that cannot be ended is not said to be: ${how}`, async () => {
    hurry();
    assert.equal(await offline.unregister(Object({ unregister })), false);
  });
}

/** A browser that can keep a copy, but for what is told. @param {Record<string, PropertyDescriptor>} but */
function keeping(but) {
  const has = {
    location: { value: new URL("https://example.org/") },
    localStorage: { value: shelf() },
    isSecureContext: { value: true },
    caches: { value: {} },
    navigator: { value: { serviceWorker: {} } },
    ...but,
  };
  for (const [name, each] of Object.entries(has)) put(name, each);
}

/** @type {[string, Record<string, PropertyDescriptor>][]} */
const WHY = [
  ["", {}],
  ["disk", { location: { value: new URL("file:///site/index.html") }, localStorage: { get: no } }],
  ["refused", { localStorage: { get: no } }],
  ["refused", { localStorage: { value: null } }],
  ["open", { isSecureContext: { value: false }, navigator: { value: {} } }],
  ["absent", { navigator: { value: {} } }],
  ["absent", { navigator: { get: no } }],
  ["absent", { caches: { get: no } }],
  ["absent", { caches: { value: undefined } }],
];

WHY.forEach(([why, but], index) => {
  test(`why no copy can be kept: ${why || "it can"} (${index})`, () => {
    keeping(but);
    assert.equal(offline.whyNoCopy(), why);
  });
});

test("what is promised and never comes is not waited for; nor does waiting outlast an answer", async () => {
  assert.equal(await promised(never, 1), null);
  assert.equal(await promised(() => Promise.resolve(0), 60_000), 0);
  assert.equal(tried(() => 0), 0);
});

// --- the same in the service worker, which is one script -------------------------------------------

const [, ASKED] = readFileSync("macros/publish/templates/sw.js", "utf-8").split("// --- what a browser may refuse");

/** @param {Record<string, unknown>} scope */
function worker(scope) {
  const { caches, navigator = {}, crypto } = scope;
  const code = `${ASKED.slice(ASKED.indexOf("\n"))}; return { open, found, room, sha256 };`;
  return new Function("caches", "navigator", "crypto", "STORE", code)(caches, navigator, crypto, "kb");
}

const FAULTS = {
  absent: undefined,
  throws: no,
  rejects: () => Promise.reject(new Error("no")),
  "never answers": never,
};

for (const [how, act] of Object.entries(FAULTS)) {
  test(`the service worker goes on to the network: its store ${how}`, async () => {
    hurry();
    assert.equal(await worker({ caches: { match: act } }).found("a"), undefined);
    assert.equal(await worker({ caches: undefined }).found("a"), undefined);
  });
  test(`the service worker stores what it can: the space that is left ${how}`, async () => {
    hurry();
    assert.deepEqual(await worker({ navigator: { storage: { estimate: act } } }).room(), {});
    assert.deepEqual(await worker({}).room(), {});
  });
  if (act === never) continue; // installing ends by the browser's own time
  test(`the service worker fails whole where it may not store: ${how}`, async () => {
    await assert.rejects(worker({ caches: { open: act } }).open());
    await assert.rejects(worker({ crypto: { subtle: { digest: act } } }).sha256(new ArrayBuffer(1)));
  });
}
