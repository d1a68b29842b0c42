// What the ranking can be tuned by, set on the `tuning` halves of tests/data/questions.yml and collected.yml. None of
// them alone matters much: half or twice any of them moves the right page in or out of first place for five in a hundred at most.

/** What parts of a question weigh. */
export const CLUE = {
  single: 0.5, // a character
  forgiven: 0.5, // two characters with another between
  other: 0.7, // another word for a known one
  guessed: 0.7, // a known word that only sounds like what was typed, in shares of it
  long: 4, // characters of a known word that count; what it is may be said in more
  most: 1.5, // what a known word weighs at most, in shares of what all words for the thing weigh: 客户 is no rarer than 买家
};

/** BM25: what one more mention is worth, and how much a long field counts less, for each field of a section. */
export const FIELD = {
  saturation: 1.8, // k1
  boost: { title: 0, heading: 3, answer: 1, also: 1.5, items: 0.7, text: 1 }, // a title is compared by LIKE alone
  b: { title: 0.5, heading: 0.5, answer: 0.5, also: 0.2, items: 0.6, text: 0.5 },
};

/** What it is worth that a line resembles the whole question. */
export const LIKE = {
  of: { title: 0.8, heading: 0.9, answer: 2, also: 1.5, items: 0, text: 0 },
  lacking: 2, // what each symbol of a line weighs that the question lacks
  same: 3, // what it adds that a line is nearly the question
  voices: 2, // the power in which the lines of a section are summed: 1 counts all, a large one only the likest
};

/** How a clue's rarity is changed by what it tells of a subject. */
export const SUBJECT = {
  gathered: 0.5, // how much it counts that a clue stands on fewer pages than chance would have it
  word: 3, // pointwise mutual information from which two characters are a word; less is cut across two words
  least: 0.3, // what such a pair still weighs
};

export const PAGE = {
  near: 0.2, // parts of the question that stand near each other
  reach: 40, // symbols
  looked: 20, // pages whose parts are compared so
  parts: 4, // sections of each
  next: 0.4, // each further section of a page counts by so much less
  lists: 0.6, // reference/ stands behind guides
  signposts: 0.8, // and so does start/
};
