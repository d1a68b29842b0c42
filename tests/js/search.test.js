// The parts of the search engine, on small handbooks made up here.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, symbolsOf } from "../../docs/assets/js/search/fold.js";
import { searcher } from "../../docs/assets/js/search/show.js";

/** @import { Index, Part } from "../../docs/assets/js/search/read-index.js" */

/** @param {string} id @param {string} title @param {Partial<Part>} parts @returns {Part} */
const section = (id, title, parts) => ({ id, title, answers: [], also: [], items: "", text: "", ...parts });

/** Some syllables, as the build lists them. */
const PINYIN = {
  xu: "虚需须许",
  jia: "假价加家嘉",
  jiao: "交教叫",
  shen: "申身深",
  su: "诉速素",
  shu: "述数书",
  tui: "退推",
  kuan: "款宽",
  huo: "货或活",
  tong: "同通",
  hang: "行",
  xing: "行型",
  kou: "扣口",
  fen: "分份纷",
  yi: "易义意一亿已以宜",
  pei: "赔陪",
  san: "三散",
  lv: "律绿旅",
  shi: "师是时",
  han: "函含汉",
  zen: "怎",
  me: "么",
};

/**
 * An index of pages `0/`, `1/`, … titled 页0, 页1, …
 *
 * @param {Part[][]} pages
 * @param {string[][]} [words]
 * @returns {Index}
 */
function book(pages, words = []) {
  const listed = pages.map((sections, n) => ({ url: `${n}/`, title: `页${n}`, tags: [], sections: sections.length }));
  const terms = Object.fromEntries(words.map((group, nth) => [`term-${nth}`, group]));
  const sections = pages.flat();
  /** @param {(part: Part) => string} field */
  const column = (field) => sections.map(field);
  return {
    version: 2,
    words: terms,
    lines: [],
    pinyin: PINYIN,
    traditional: ["虛僞訴帳號調換貨", "虚伪诉账号调换货"],
    pages: listed,
    sections: {
      id: column(({ id }) => id),
      title: column(({ title }) => title),
      answers: column(({ answers }) => answers.join("\n")),
      also: column(({ also }) => also.join("\n")),
      items: column(({ items }) => items),
      text: column(({ text }) => text),
    },
  };
}

/** Where the best section of each page stands. @param {Index} index @param {string} question */
const found = (index, question) => searcher(index)(question).map(([best]) => best.location);

/** The best page's parts. @param {Index} index @param {string} question */
const best = (index, question) => searcher(index)(question)[0];

const FILL = Array.from({ length: 8 }, (_, n) => [
  section("x", "别的", { text: `第${n}篇说的是无关的事情，凑够篇数。` }),
]);

const SAME = [
  ["七日无理由", "七天无理由", "7天无理由", "7 日无理由", "７天无理由"],
  ["48小时", "48h", "48 H", "四十八小时", "４８小时", "四十八个小时"],
  ["第25条", "第二十五条"],
  ["100万元", "100w元", "一百万元"],
  ["退一赔三", "退1赔3"],
  ["SKU编码", "sku 编码", "ＳＫＵ编码"],
  ["两个月", "2个月", "二个月"],
  ["100元", "１００元", "１００　元", "100 块"],
  ["4012345678901234567", "４０１２３４５６７８９０１２３４５６７"],
];
for (const same of SAME) {
  test(`what is the same folds to the same: ${same[0]}`, () => {
    assert.equal(new Set(same.map((text) => String(symbolsOf(text)))).size, 1);
  });
}

for (const other of [["千牛", "1000牛"], ["12315", "1231"], ["148小时", "48小时"]]) {
  test(`what differs stays different: ${other}`, () => {
    assert.equal(new Set(other.map((text) => String(symbolsOf(text)))).size, 2);
  });
}

test("a question in wide letters and digits finds the same", () => {
  const index = book([
    [section("a", "七天无理由退货", { text: "签收以后七天内，可以退货。" })],
    [section("b", "满 100 元包邮", { text: "满 100 元的订单包邮，SKU 编码写清。" })],
    ...FILL,
  ]);
  for (const [wide, plain] of [["７天无理由", "7天无理由"], ["１００元包邮", "100元包邮"], ["ＳＫＵ编码", "sku编码"]]) {
    assert.deepEqual(found(index, wide), found(index, plain));
    assert.ok(found(index, wide).length, wide);
  }
});

test("a place points into the text as it was written", () => {
  const text = "ＳＫＵ 有 48 小时，İ";
  const { starts, ends, length } = fold(text);
  const places = Array.from({ length }, (_, i) => text.slice(starts[i], ends[i]));
  assert.deepEqual(places, ["ＳＫＵ", "有", "48", "小", "时", "，", "İ"]);
});

test("any word of a question may be missing", () => {
  const index = book([...FILL, [section("a", "快递丢失", { text: "快递丢失由承运人赔。" })]]);
  assert.equal(found(index, "我的快递在外太空丢失了谁来赔呀")[0], "8/#a");
});

test("a line that several sections say is found in each, and shown", () => {
  const index = book([...FILL, [section("a", "甲", { text: "先停。\n\t0" })], [
    section("b", "乙", { items: "\t0\n\t1" }),
  ]]);
  index.lines = ["底单找网点补。", "别的话。", "几时补得到呢怎么补"];
  index.sections.answers[8] = "\t2";
  assert.equal(found(index, "几时补得到呢怎么补")[0], "8/#a");
  assert.deepEqual(found(index, "底单").slice(0, 2).sort(), ["8/#a", "9/#b"]);
  assert.ok(searcher(index)("底单")[0][0].text.includes("找网点补"));
});

test("the words of a term are found at the term", () => {
  const index = book([...FILL, [section("term-0", "丢件", { text: "包裹没了。" })]], [["丢件", "快递弄没了", "lost"]]);
  for (const typed of ["快递弄没了", "lost"]) assert.equal(found(index, typed)[0], "8/#term-0", typed);
});

test("a question that a section answers beats a mention", () => {
  const mention = [section("a", "杂", { text: "运费谁出，运费谁出，以后再说运费谁出。" })];
  const answer = [section("b", "拒收", { answers: ["拒收的运费谁出"], text: "买家拒收的，由买家承担。" })];
  assert.equal(found(book([mention, answer, ...FILL]), "运费谁出")[0], "1/#b");
});

test("a heading beats a mention", () => {
  const mention = [section("a", "杂", { text: "说到保证金，下面不谈保证金。" })];
  const heading = [section("b", "保证金", { text: "交多少看类目。" })];
  assert.equal(found(book([mention, heading, ...FILL]), "保证金")[0], "1/#b");
});

test("words that stand together beat words apart", () => {
  const gap = "中间隔着很多很多别的话。".repeat(12);
  const apart = [section("a", "甲", { text: `先说底单。${gap}后说盖章。` })];
  const near = [section("b", "乙", { text: `底单要盖章。${gap}` })];
  assert.equal(found(book([apart, near, ...FILL]), "底单 盖章")[0], "1/#b");
});

test("a page that covers the whole question comes first", () => {
  const half = [section("a", "甲", { text: "发票发票发票。" })];
  const whole = [section("b", "乙", { text: "发票的税率看税务局。" })];
  assert.equal(found(book([half, whole, ...FILL]), "发票 税率")[0], "1/#b");
});

for (const typed of ["虚价交易", "虚假交意", "虚加交易"]) {
  test(`one wrong character is forgiven: ${typed}`, () => {
    const right = [section("a", "虚假交易", { text: "什么是虚假交易。" })];
    const alike = [section("b", "交接", { text: "容易。" })];
    assert.equal(found(book([...FILL, right, alike]), typed)[0], "8/#a");
  });
}

test("another word for a thing finds it", () => {
  const pages = [...FILL, [section("a", "查封账户", { text: "查封之后怎么办。" })]];
  assert.equal(found(book(pages, [["查封账户", "封店", "封号"]]), "封号")[0], "8/#a");
  assert.ok(!found(book(pages), "封号").includes("8/#a"));
});

const APPEAL = [
  section("a", "虚假交易申诉", { text: "虚假交易怎么申诉。被扣分的，申诉成立就退还。" }),
  section("b", "同行", { text: "同行恶意下单，退货退款。" }),
  section("c", "律师函", { text: "对方发来律师函，要退一赔三。" }),
];
const TERMS = [["虚假交易", "假交易"], ["申诉"], ["扣分"], ["同行"], ["退款"], ["退货"], ["退一赔三"], ["律师函"]];

for (
  const [typed, place] of [
    ["xujia jiaoyi", "8/#a"],
    ["xujiajiaoyi zenme shensu", "8/#a"],
    ["xū jiǎ jiāo yì", "8/#a"],
    ["xujiajiaoy", "8/#a"],
    ["虚假jiaoyi", "8/#a"],
    ["xjjy", "8/#a"],
    ["xjjyss", "8/#a"],
    ["xjjybbss", "8/#a"],
    ["ｘｕｊｉａｊｉａｏｙｉ", "8/#a"],
    ["xujiajiaoyi tuikuan", "8/#a"],
    ["tuiyipeisan", "8/#c"],
    ["typs", "8/#c"],
    ["lǜshīhán", "8/#c"],
    ["lüshihan", "8/#c"],
    ["同hang", "8/#b"],
    ["tui货", "8/#b"],
    ["tuikuan不退货", "8/#b"],
    ["虛假交易", "8/#a"],
    ["申訴", "8/#a"],
    ["虚假教义", "8/#a"],
    ["扣份了怎么申述", "8/#a"],
  ]
) {
  test(`a question in another script, or with a character that sounds alike: ${typed}`, () => {
    assert.equal(found(book([...FILL, APPEAL], TERMS), typed)[0], place);
  });
}

test("a Latin word that stands in the handbook is no pinyin, whole or begun", () => {
  const index = book([...FILL, [section("a", "甲", { text: "找 MCN 机构；每个 SKU 一个编码；DSR 评分。" })]], TERMS);
  for (const typed of ["mcn", "sku", "DSR"]) assert.equal(found(index, typed)[0], "8/#a", typed);
});

test("where letters are no pinyin here, they stay", () => {
  for (const typed of ["zhuang", "refund", "xx", "ü", "a".repeat(500), "xu ".repeat(200)]) {
    const [[notice]] = searcher(book([...FILL, APPEAL], TERMS))(typed);
    assert.equal(notice.title, `没有找到“${typed.trim().slice(0, 30)}”`);
  }
});

test("a word that only sounds like a known one does not pass for an answer", () => {
  const pages = [...FILL, [section("a", "抽检", { text: "抽检不合格。" })]];
  const index = book(pages, [["抽检"]]);
  index.pinyin = { ...PINYIN, chou: "抽", jian: "检奖" };
  const shown = searcher(index)("抽奖活动的奖品没有寄给客人怎么处理");
  assert.equal(shown.some(([{ notice }]) => notice), true);
});

test("fewer than three results are filled up with where to begin", () => {
  const index = book([[section("a", "底单", { text: "底单。" })], [section("", "", { text: "先答两题。" })]]);
  index.pages[1].url = "start/triage/";
  assert.deepEqual(found(index, "底单"), ["0/#a", "start/triage/"]);
});

test("what is to be marked on the page stands there", () => {
  const [{ terms }] = best(book([...FILL, APPEAL], TERMS), "虚假交易扣分怎么申诉呢");
  assert.deepEqual(Object.keys(terms), ["虚假交易申诉", "虚假交易", "申诉", "扣分"], "the longest first");
});

test("what stands in the handbook is no homophone of something else", () => {
  const index = book([...FILL, [section("a", "申述", { text: "申述。" })], APPEAL], TERMS);
  assert.equal(found(index, "申述")[0], "8/#a");
});

test("a word of the subject weighs more than the words around it", () => {
  const everywhere = Array.from({ length: 12 }, (_, n) => [
    section("x", `规则 ${n}`, { answers: [`淘宝店铺规则${n}`], text: "淘宝店铺的规则，怎么处理。" }),
  ]);
  const subject = [section("a", "运费", { text: "运费由谁出。运费险赔多少。" })];
  assert.equal(found(book([...everywhere, subject]), "淘宝店铺运费规则")[0], "12/#a");
});

test("what else is typed finds its section, and is not shown", () => {
  const part = section("a", "调包", { also: ["寄回来一块砖头"], text: "封好，拍下来。" });
  const [first] = best(book([...FILL, [part]]), "寄回来一块砖头");
  assert.equal(first.location, "8/#a");
  assert.equal(first.text, "封好，拍下来。");
});

test("a result says what its section says first, then the line that was asked for", () => {
  const part = section("a", "丢件", { text: "停。先停手，记下今天的日期。然后再看别的。\n底单找网点补。" });
  const [first] = best(book([...FILL, [part]]), "底单");
  assert.equal(
    first.text,
    "停。先停手，记下今天的日期。<br><mark data-md-highlight>底单</mark>找网点补。",
    "停。 is a label",
  );
});

test("who only asks what to do is shown where to begin", () => {
  const index = book([...FILL, [section("a", "丢件", { text: "怎么办呢。" })], [
    section("", "", { text: "先答两题。" }),
  ]]);
  index.pages[9].url = "start/triage/";
  assert.deepEqual(found(index, "怎么办呢"), ["start/triage/"]);
  assert.equal(found(index, "丢件怎么办呢")[0], "8/#a");
});

test("what a section says first is not said again", () => {
  const part = section("a", "丢件", { text: "先停手，记下今天的日期。底单找网点补。" });
  const [first] = best(book([...FILL, [part]]), "底单");
  assert.equal(first.text, "先停手，记下今天的日期。<br><mark data-md-highlight>底单</mark>找网点补。");
});

test("what is found in part is said below the three best, with another way", () => {
  const pages = Array.from({ length: 5 }, (_, n) => [section("a", `底单${n}`, { text: "底单。" })]);
  const shown = searcher(book([...FILL, ...pages]))("底单在外太空的旁边漂着呢咕噜咕噜转圈圈");
  assert.deepEqual(shown.map(([{ notice = false }]) => notice), [false, false, false, true, false, false]);
  assert.equal(shown[3][0].location, "start/triage/");
  assert.equal(shown[3][0].text, "没有整句对得上的，这些是按“底单”找的。");
});

test("words that only ask do not decide", () => {
  const asks = [section("a", "怎么办", { text: "怎么办，怎么办，可以怎么办呢，为什么。" })];
  const says = [section("b", "丢件", { text: "丢件先找网点。" })];
  assert.equal(found(book([asks, says, ...FILL]), "丢件了我可以怎么办呢")[0], "1/#b");
});

test("a word half typed finds its whole", () => {
  const index = book([...FILL, [section("a", "编码", { text: "每个 SKU 一个编码。" })]]);
  assert.equal(found(index, "sk")[0], "8/#a");
});

test("a long address finds the page whose name it begins with", () => {
  const index = book(FILL);
  index.pages[3].url = "respond/appeal/";
  assert.ok(found(index, "appeals")[0].startsWith("respond/appeal/"));
});

test("the best section comes first, then the others, then the page", () => {
  const page = [
    section("", "", { text: "开头。" }),
    section("a", "底单", { text: "底单。" }),
    section("b", "底单怎么要", { answers: ["底单怎么要"] }),
  ];
  const parts = best(book([page, ...FILL]), "底单怎么要");
  assert.deepEqual(parts.map(({ location }) => location), ["0/#b", "0/#a", "0/"]);
  const scores = parts.map(({ score }) => score);
  assert.ok(scores[0] > scores[1] && scores[1] > scores[2] && scores[2] > 0, String(scores));
});

test("what was asked is marked, and the rest is escaped", () => {
  const part = section("a", "<b>底单</b>", { text: '<img src=x onerror="a()"> & 底单' });
  const [{ title, text, terms }] = best(book([[part], ...FILL]), "底单<u>");
  const mark = "<mark data-md-highlight>底单</mark>";
  assert.equal(title, `&lt;b&gt;${mark}&lt;/b&gt;`);
  assert.ok(!text.includes("<img"));
  assert.ok(text.includes(`&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; ${mark}`));
  assert.deepEqual(terms, { 底单: true });
});

test("a number is marked and decides the teaser", () => {
  const index = book([[section("a", "投诉", { text: "别的一句。\n有人打了 12315。" })], ...FILL]);
  const [{ text, terms }] = best(index, "12315");
  assert.equal(text, "别的一句。<br>有人打了 <mark data-md-highlight>12315</mark>。");
  assert.deepEqual(terms, { 12315: true });
});

test("a teaser is short and shows the match", () => {
  const long = `${"无关的话".repeat(100)}底单在这里${"别的话".repeat(100)}`;
  const [{ text }] = best(book([[section("a", "甲", { text: long })], ...FILL]), "底单");
  assert.ok(text.includes("底单"));
  assert.ok(text.length < 260, "two lines of 90 characters, and marks");
});

for (const question of ["🙂🙂🙂", "……？！", "((((", "zzzz", "氤氲饕餮", "\u202e"]) {
  test(`nothing found is said with a way on: ${question}`, () => {
    const [[notice], ...rest] = searcher(book(FILL))(question);
    assert.equal(notice.title, `没有找到“${question}”`);
    assert.equal(notice.location, "reference/questions/");
    assert.ok(rest.every(([first]) => first.location !== notice.location));
  });
}

const TOO_MUCH = [
  ["申诉".repeat(5000), "<script>alert(1)</script>".repeat(400), "^$.*+?()[]{}|\\", "\u200f".repeat(10_000)],
  [
    "a".repeat(10_000),
    "9".repeat(10_000),
    "一".repeat(10_000),
    "虚假 ".repeat(3000),
    "\ud800 申诉",
    "__proto__ constructor",
  ],
].flat();
for (const [n, question] of TOO_MUCH.entries()) {
  test(`no question is too much: ${n}`, () => {
    const search = searcher(book([...FILL, [section("a", "申诉", { text: "怎么申诉。" })]]));
    const start = performance.now();
    const pages = search(question);
    assert.ok(performance.now() - start < 1000);
    assert.notEqual(pages.length, 0);
    assert.ok(pages.flat().every(({ title, text }) => !`${title}${text}`.includes("<script")));
  });
}

test("an empty handbook finds nothing and does not fail", () => {
  assert.deepEqual(found(book([]), "申诉"), ["reference/questions/"]);
});

for (const index of [{}, [], null, { pages: [] }, { pages: [{}], words: [] }]) {
  test(`what is no index is refused: ${JSON.stringify(index)}`, () => {
    assert.throws(() => searcher(/** @type {Index} */ (/** @type {unknown} */ (index))));
  });
}
