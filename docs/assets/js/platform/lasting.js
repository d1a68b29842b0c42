// Asking the browser not to clear what it keeps.

import { tried } from "./refused.js";

/**
 * Firefox asks the reader, and answers when the reader does, which may be never.
 *
 * @returns {Promise<boolean> | null} null where nobody can be asked; false where the browser refuses
 */
export function askToLast() {
  const asked = tried(() => navigator.storage.persist());
  return asked && Promise.resolve(asked).then(Boolean, () => false);
}
