// A question in traditional characters or in pinyin, as the handbook writes it.

import { pinyinReader } from "./pinyin.js";

/** @import { Library } from "./count.js" */
/** @import { Index } from "./read-index.js" */
/** @import { Sounds } from "./pinyin.js" */

/**
 * Make the function that writes a question in the simplified characters of the handbook.
 *
 * @param {Index} index
 * @param {Library} library
 * @param {Sounds} sounds
 * @returns {(typed: string) => string}
 */
export function scriptReader({ traditional: [forms, meant], words }, library, sounds) {
  const simplified = new Map(Array.from(forms, (form, nth) => [form, meant[nth]]));
  const read = pinyinReader(library, sounds, Object.values(words).flat());
  return (typed) => read(Array.from(typed, (each) => simplified.get(each) ?? each).join(""));
}
