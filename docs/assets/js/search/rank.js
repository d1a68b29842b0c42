// Which sections answer a question best. BM25 over its characters and pairs of characters, any of
// which may be missing; then how closely a title, a heading or a question that a section answers
// resembles it, how near to each other its parts stand, and how much of it the page covers.

// The weights were set on the `tuning` half of tests/data/questions.yml, and matter little: half or
// twice any of them moves the right page out of first place for two questions of a hundred.
const SATURATION = 1.2; // BM25's k1
const FIELD = { // what one more mention is worth, and BM25's b: how much a long field counts less
  [TITLE]: { boost: 0, b: 0.5 }, // counted by LIKE alone, since it stands once a page
  [HEADING]: { boost: 3, b: 0.5 },
  [ANSWER]: { boost: 2, b: 0.5 },
  [ITEMS]: { boost: 1, b: 0.75 },
  [TEXT]: { boost: 1, b: 0.75 },
};
const CLUE = { single: 0.3, pair: 1, forgiven: 0.8, other: 0.8 };
const LIKE = { [TITLE]: 0.8, [HEADING]: 0.6, [ANSWER]: 2 };
const LACKING = 2; // what each symbol of a line weighs that the question lacks
const NEAR = { worth: 0.5, reach: 40, pages: 20, sections: 4 };
const NEXT = 0.6; // each further section of a page counts by so much less
const FEW = 0.004; // a character that is more of the text than this says nothing alone
const BEHIND = [["reference/", 0.5], ["start/", 0.8]]; // lists and signposts stand behind guides

const MOST = 48; // symbols of a question that are looked at
const ASKING = /怎么办|怎么样|怎么|如何|怎样|为什么|为啥|什么|哪些|哪个|哪里|是不是|能不能|可不可以|要不要|会不会|有没有|可以|请问|咋办|咋|吗|呢|啊|吧|呀|嘛|么|了|的|啦|我们|我|你/g;

/**
 * @typedef {object} Span a known word in a question
 * @property {number} from
 * @property {number} to
 * @property {number[][]} others all words for it
 * @property {boolean} held whether one of them stands anywhere
 *
 * @typedef {object} Clue a part of a question that a section may hold
 * @property {number[]} phrase symbols, or ANY
 * @property {number} from where it stands in the question
 * @property {number} to
 * @property {number} weight of its kind
 * @property {number} worth weight times rarity; 0 when no section holds it
 * @property {Span|null} span the known word it is part of
 *
 * @typedef {object} Tally what has been found of a question, and where
 * @property {Float64Array} sections
 * @property {Float64Array} lines
 * @property {Float64Array} pages
 * @property {number} weight of all that was looked for and stands anywhere
 *
 * @typedef {Map<number, {phrase: number[], others: number[][]}[]>} Lexicon by first symbol, the longest first
 */

/** Learn the words that mean the same. @param {string[][]} groups @returns {Lexicon} */
function lexiconOf(groups) {
  const lexicon = new Map();
  for (const group of groups) {
    const others = group.map(symbolsOf).filter((phrase) => phrase.length > 1);
    for (const phrase of others) {
      if (!lexicon.has(phrase[0])) lexicon.set(phrase[0], []);
      lexicon.get(phrase[0]).push({ phrase, others });
    }
  }
  for (const known of lexicon.values()) known.sort((a, b) => b.phrase.length - a.phrase.length);
  return lexicon;
}

/**
 * Rank the pages for a question.
 *
 * @param {Library} library
 * @param {Lexicon} lexicon
 * @param {string} question
 * @returns {{clues: Clue[], known: number, pages: {page: number, score: number, covers: number,
 *   sections: {section: number, score: number}[]}[]}} the best first; `known` is the share of the
 *   question that stands anywhere, and `covers` how much of that a page has, both from 0 to 1
 */
function rank(library, lexicon, question) {
  const symbols = asked(question);
  const spans = knownIn(lexicon, symbols);
  const clues = cluesIn(library, symbols, spans);
  const total = tallyOf(library);
  for (const span of [null, ...spans]) {
    const own = tallyOf(library);
    for (const clue of clues) if (clue.span === span) weigh(library, clue, own);
    if (span) weighOthers(library, span, own);
    include(total, own);
  }
  return { clues, known: knownShare(symbols, clues, spans), pages: total.weight ? pagesBy(library, total, clues) : [] };
}

/** The share of a question that stands anywhere, as more than single characters. */
function knownShare(symbols, clues, spans) {
  const said = [...symbols.keys()].filter((at) => symbols[at] !== BREAK);
  const held = clues.filter(({ worth, weight }) => worth && (weight > CLUE.single || said.length === 1));
  const parts = [...held, ...spans.filter((span) => span.held)];
  return said.filter((at) => parts.some(({ from, to }) => at >= from && at < to)).length / Math.max(1, said.length);
}

/** The symbols of a question without the words that only ask. */
function asked(question) {
  const start = question.slice(0, 10 * MOST);
  const symbols = symbolsOf(start.replace(ASKING, "\n"));
  return (symbols.some((symbol) => symbol !== BREAK) ? symbols : symbolsOf(start)).slice(0, MOST);
}

function knownIn(lexicon, symbols) {
  const spans = [];
  for (let i = 0; i < symbols.length; i += 1) {
    const known = (lexicon.get(symbols[i]) ?? []).find(({ phrase }) => phrase.every((each, j) => symbols[i + j] === each));
    if (!known) continue;
    spans.push({ from: i, to: i + known.phrase.length, others: known.others, held: false });
    i += known.phrase.length - 1;
  }
  return spans;
}

/** @returns {Clue[]} each once */
function cluesIn(library, symbols, spans) {
  const clues = new Map();
  const add = (at, phrase, weight) => {
    if (phrase.includes(BREAK) || clues.has(String(phrase))) return;
    const span = spans.find(({ from, to }) => at >= from && at + phrase.length <= to) ?? null;
    clues.set(String(phrase), { phrase, from: at, to: at + phrase.length, weight, worth: 0, span });
  };
  const alone = symbols.filter((symbol) => symbol !== BREAK).length === 1;
  symbols.forEach((symbol, i) => {
    const [last, next, after] = [symbols[i - 1] ?? BREAK, symbols[i + 1] ?? BREAK, symbols[i + 2] ?? BREAK];
    if (symbol >= FIRST_WORD) for (const word of begunBy(symbol)) add(i, [word], CLUE.pair);
    else if (alone || library.placesOf(symbol).length < FEW * library.text.length) add(i, [symbol], CLUE.single);
    add(i, [symbol, next], CLUE.pair);
    if (symbol === BREAK || next === BREAK || holds(library, [symbol, next])) return;
    add(i - 1, [last, ANY, next], CLUE.forgiven); // one of the two may be wrong
    add(i, [symbol, ANY, after], CLUE.forgiven);
  });
  return [...clues.values()];
}

/** A number as it is; a Latin word with those that begin with it, as it may not be all typed, or end before it. */
function begunBy(symbol) {
  const typed = [...words.keys()][symbol - FIRST_WORD];
  if (/^[0-9]/.test(typed)) return [symbol];
  return [...words].filter(([word]) => word.startsWith(typed) || (word.length > 3 && typed.startsWith(word))).map(([, each]) => each);
}

function holds(library, phrase) {
  let held = false;
  find(library, phrase, () => { held = true; });
  return held;
}

/** @returns {Tally} */
function tallyOf({ sections, lines, pages }) {
  const [inSections, inLines, inPages] = [sections, lines, pages].map(({ length }) => new Float64Array(length));
  return { sections: inSections, lines: inLines, pages: inPages, weight: 0 };
}

function include(total, part) {
  if (!part.weight) return;
  for (const key of ["sections", "lines", "pages"]) {
    for (let at = 0; at < part[key].length; at += 1) total[key][at] += part[key][at];
  }
  total.weight += part.weight;
}

/** Add a clue to a tally. */
function weigh(library, clue, tally) {
  const { sections, lines, pages, rarity } = count(library, [clue.phrase]);
  if (!sections.length) return;
  clue.worth = clue.weight * rarity;
  tally.weight += clue.worth;
  for (const { section, strength } of sections) tally.sections[section] += clue.worth * strength;
  for (const line of lines) tally.lines[line] += clue.worth;
  for (const page of pages) tally.pages[page] += clue.worth;
}

/** Where another word for a known one stands, the known one does, if a little less. */
function weighOthers(library, span, tally) {
  const { sections, lines, pages, rarity } = count(library, span.others);
  if (!sections.length) return;
  span.held = true;
  tally.weight = Math.max(tally.weight, rarity * (span.to - span.from - 0.5));
  const worth = CLUE.other * tally.weight;
  for (const { section, strength } of sections) raise(tally.sections, section, worth * strength);
  for (const line of lines) raise(tally.lines, line, worth);
  for (const page of pages) raise(tally.pages, page, worth);
}

function raise(numbers, at, least) {
  if (numbers[at] < least) numbers[at] = least;
}

/**
 * Count phrases, taken as one word.
 *
 * @returns {{sections: {section: number, strength: number}[], lines: Set<number>, pages: Set<number>, rarity: number}}
 *   `strength` from 0 to 1; `lines` are those that LIKE compares; `rarity` is BM25's idf
 */
function count(library, phrases) {
  const { times, lineAt, lines } = library;
  const found = [];
  const alike = new Set();
  for (const phrase of phrases) {
    find(library, phrase, (place) => {
      const line = lineAt[place];
      const { section, field } = lines[line];
      if (!times[section * FIELDS + SEEN]) found.push(section);
      times[section * FIELDS + SEEN] = 1;
      times[section * FIELDS + field] += 1;
      if (field in LIKE) alike.add(line);
    });
  }
  const all = library.sections.length;
  return {
    sections: found.map((section) => ({ section, strength: strengthOf(library, section) })),
    lines: alike,
    pages: new Set(found.map((section) => library.sections[section].page)),
    rarity: Math.log(1 + (all - found.length + 0.5) / (found.length + 0.5)),
  };
}

/** BM25 of what was counted in a section; the counts go back to 0. */
function strengthOf({ times, lengths, means }, section) {
  let sum = 0;
  times[section * FIELDS + SEEN] = 0;
  for (let field = TITLE; field < FIELDS; field += 1) {
    const at = section * FIELDS + field;
    const { boost, b } = FIELD[field];
    if (times[at]) sum += boost * times[at] / (1 - b + b * lengths[at] / means[field]);
    times[at] = 0;
  }
  return sum / (SATURATION + sum);
}

/** Sum up the sections of the likeliest pages, in shares of the question's weight. */
function pagesBy(library, tally, clues) {
  const { titles, parts } = likesBy(library, tally);
  const scores = parts.map((like, section) => like + tally.sections[section] / tally.weight);
  const pairs = pairsIn(clues);
  return likeliest(library, tally, titles, scores).map((page) => {
    const { url, first, end } = library.pages[page];
    const sections = [];
    for (let section = first; section < end; section += 1) {
      if (scores[section]) sections.push({ section, score: scores[section] });
    }
    for (const part of sections.sort(byScore).slice(0, NEAR.sections)) {
      part.score += NEAR.worth * nearness(library, library.sections[part.section], pairs) / tally.weight;
    }
    sections.sort(byScore);
    const sum = sections.reduce((all, { score }, i) => all + score * NEXT ** i, titles[page]);
    const covers = tally.pages[page] / tally.weight;
    const [, behind] = BEHIND.find(([folder]) => url.startsWith(folder)) ?? [null, 1];
    return { page, score: behind * covers * sum, covers, sections };
  }).sort(byScore);
}

/** The higher score first; sections and pages that score the same stay in the order of the site. */
function byScore(a, b) {
  return b.score - a.score || (a.section ?? a.page) - (b.section ?? b.page);
}

/** The pages whose best section promises most. @returns {number[]} */
function likeliest({ pages, sections }, tally, titles, scores) {
  const promise = titles.slice();
  const best = new Float64Array(pages.length);
  sections.forEach(({ page }, section) => raise(best, page, scores[section]));
  best.forEach((score, page) => { promise[page] = (score + promise[page]) * tally.pages[page]; });
  const found = [...promise.keys()].filter((page) => promise[page] > 0);
  return found.sort((a, b) => promise[b] - promise[a] || a - b).slice(0, NEAR.pages);
}

/** How much titles, and of each section the heading and its best question, resemble what was asked. */
function likesBy({ lines, sections, pages }, tally) {
  const titles = new Float64Array(pages.length);
  const headings = new Float64Array(sections.length);
  const answers = new Float64Array(sections.length);
  lines.forEach(({ section, field, length }, line) => {
    if (!tally.lines[line]) return;
    const like = LIKE[field] * likeness(tally.lines[line], tally.weight, length);
    if (field === TITLE) raise(titles, sections[section].page, like);
    else raise(field === ANSWER ? answers : headings, section, like);
  });
  return { titles, parts: headings.map((like, section) => like + answers[section]) };
}

/** Of all that a line and the question say, the share that both say. */
function likeness(both, question, length) {
  return Math.min(1, both / (question + Math.max(0, LACKING * length - both / 2))) ** 0.75;
}

/**
 * The most that stands together in a section: what the pairs within reach of each other weigh.
 *
 * @param {Library} library
 * @param {Section} section
 * @param {Map<number, Clue[]>} pairs by first symbol
 */
function nearness({ text }, { start, end }, pairs) {
  const inside = []; // the oldest first
  const times = new Map();
  let sum = 0;
  let most = 0;
  for (let place = start; place < end; place += 1) {
    const clue = pairs.get(text[place])?.find(({ phrase }) => phrase[1] === text[place + 1]);
    if (!clue) continue;
    inside.push({ place, clue });
    if (!times.get(clue)) sum += clue.worth;
    times.set(clue, (times.get(clue) ?? 0) + 1);
    while (place - inside[0].place > NEAR.reach) {
      const { clue: old } = inside.shift();
      times.set(old, times.get(old) - 1);
      if (!times.get(old)) sum -= old.worth;
    }
    most = Math.max(most, sum);
  }
  return most;
}

/** The pairs of a question that stand somewhere, by their first symbol. @param {Clue[]} clues */
function pairsIn(clues) {
  const pairs = new Map();
  for (const clue of clues) {
    const [first, second] = clue.phrase;
    if (clue.phrase.length !== 2 || !clue.worth) continue;
    pairs.set(first, [...(pairs.get(first) ?? []), clue]);
  }
  return pairs;
}
