// The index as it is fetched, and as the engine reads it: with what stands in several sections in each of them.

/**
 * @typedef {object} Index the file that `macros/publish/search_index.py` writes
 * @property {number} version
 * @property {Record<string, string[]>} words that mean the same, by the section of their term
 * @property {Record<string, string>} pinyin syllable → the characters that are said so
 * @property {[string, string]} traditional forms, and the character that each is written as here
 * @property {string[]} lines that stand in several sections: there a tab and the number of the line stand for one
 * @property {{url: string, title: string, tags: string[], sections: number}[]} pages each with how many of the sections
 * @property {Record<Field, string[]>} sections of all pages in order, a column for each field; lines end on a line break
 *
 * @typedef {"id" | "title" | "answers" | "also" | "items" | "text"} Field
 *
 * @typedef {object} Part a section
 * @property {string} id its anchor; empty for the opening of a page
 * @property {string} title
 * @property {string[]} answers questions it answers
 * @property {string[]} also what else is typed for it
 * @property {string} items lines
 * @property {string} text lines
 *
 * @typedef {{url: string, title: string, tags: string[], sections: Part[]}} Page
 */

/** @param {Index} index @returns {Page[]} */
export function pagesIn({ pages, sections: columns, lines, words }) {
  /** @param {string} text */
  const whole = (text) => text.replace(/\t(\d+)/g, (_, number) => lines[number]);
  const sections = columns.id.map((id, nth) => ({
    id,
    title: columns.title[nth],
    answers: linesOf(whole(columns.answers[nth])),
    also: linesOf(whole(columns.also[nth])),
    items: [...linesOf(whole(columns.items[nth])), ...words[id] ? [words[id].join("、")] : []].join("\n"),
    text: whole(columns.text[nth]),
  }));
  let from = 0;
  return pages.map(({ sections: many, ...page }) => {
    from += many;
    return { ...page, sections: sections.slice(from - many, from) };
  });
}

/** @param {string} text */
function linesOf(text) {
  return text.split("\n").filter(Boolean);
}
