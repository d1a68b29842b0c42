// A browser may lack a part, or refuse it: it throws, it rejects, or it never answers. Whatever is asked of
// one stands in this room, and nowhere else; a test asks each function in all these cases.

/**
 * @template Answer
 * @param {() => Answer} ask
 * @returns {NonNullable<Answer> | null} null where the browser lacks it or refuses
 */
export function tried(ask) {
  try {
    return ask() ?? null;
  } catch {
    return null;
  }
}

/**
 * As `tried`, for what is promised.
 *
 * @template Answer
 * @param {() => Promise<Answer> | undefined} ask
 * @param {number} [patience] ms, after which nothing is expected any more
 * @returns {Promise<NonNullable<Answer> | null>}
 */
export function promised(ask, patience = 5000) {
  return new Promise((resolve) => {
    const giveUp = () => resolve(null);
    const timer = setTimeout(giveUp, patience);
    Promise.resolve(tried(ask)).then((answer) => resolve(answer ?? null), giveUp).then(() => clearTimeout(timer));
  });
}
