// What a triage planned for a case. No DOM.

/**
 * @param {"checklist"|"template"|"deadline"|"tool"} kind
 * @param {string[]} tasks each is `kind.id`
 * @returns {string[]} ids of the tasks of this kind
 */
export function idsOf(kind, tasks) {
  return tasks.filter((task) => task.startsWith(`${kind}.`)).map((task) => task.slice(kind.length + 1));
}
