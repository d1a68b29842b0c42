// A case as a list of tasks: what each is at, and which comes next. No DOM, no clock of its own.

import { leftUntil } from "../deadline/wall-time.js";
import { progress } from "./cases.js";
import { hasOwn } from "./shape.js";

/** @import { Case } from "./shape.js" */

/**
 * @typedef {object} Known what the handbook says of a task
 * @property {string} title
 * @property {string} page where it stands, below the site's root
 * @property {number} [steps] of a checklist
 * @property {string[]} [gone] steps it had once
 * @property {string[]} [blanks] of a letter
 * @property {string[]} [none] those of its blanks that may have nothing to fill in
 * @property {boolean} [chosen] whether a choice decides which of its blanks are asked for
 *
 * @typedef {object} Around what a case does not hold itself
 * @property {number} now milliseconds since the epoch
 * @property {string} backup when the last copy was made, or ""
 * @property {Record<string, string>} typed blank → what stands in it, personal blanks too
 *
 * @typedef {object} At how far a task is
 * @property {"todo"|"begun"|"open"|"done"} stage open: it goes on by itself, such as a deadline that runs
 * @property {string} words
 * @property {string} [soon] wall time of an end that is less than a day away
 * @property {boolean} [past] its time is over
 *
 * @typedef {{name: string, href: string} & Known & At} Task its address is below the site's root
 */

/** @type {At} */
const NOT_BEGUN = { stage: "todo", words: "还没开始" };
/** @type {At} */
const DONE = { stage: "done", words: "已完成" };

/**
 * The tasks of a case: those planned in their order, then what was begun without a plan.
 *
 * @param {Case} current
 * @param {Record<string, Known>} known task → what the handbook says of it; others are left out
 * @param {Around} around
 * @returns {Task[]}
 */
export function tasksOf(current, known, around) {
  const planned = current.plan.tasks.filter((name) => hasOwn(known, name));
  const dues = Object.keys(current.deadlines).map((id) => `deadline.${id}`);
  const begun = Object.keys(known).filter((name) => isBegunBeside(current, name));
  return [...new Set([...planned, ...dues, ...begun])].map((name) => {
    const said = hasOwn(known, name) ? known[name] : ownDeadline(current, name);
    return { name, ...said, href: addressOf(name, said), ...taskAt(current, name, known, around) };
  });
}

/** A tool is a page; any other task is a part of one. @param {string} name @param {Known} known */
function addressOf(name, { page }) {
  return page.startsWith("tools/") ? page : `${page}#${name.replace(".", "-")}`;
}

/**
 * The task to do next: an end that is near comes first, then the first that is not finished. A deadline that
 * runs asks for nothing yet, and who has gone on past one without a time had none to set.
 *
 * @param {Task[]} tasks
 * @returns {Task | undefined}
 */
export function nextTask(tasks) {
  const [urgent] = tasks.filter(({ soon }) => soon).sort((a, b) => ((a.soon ?? "") < (b.soon ?? "") ? -1 : 1));
  return urgent ?? tasks.find((task, index) => isAsked(task, tasks.slice(index + 1))) ??
    tasks.find(({ name, stage }) => isDeadline(name) && stage !== "done");
}

/** @param {Task} task @param {Task[]} later */
function isAsked({ name, stage }, later) {
  if (stage !== "todo") return stage === "begun";
  return !isDeadline(name) || later.every((each) => each.stage === "todo");
}

/** @param {string} name */
function isDeadline(name) {
  return name.startsWith("deadline.");
}

/** @param {Case} current @param {string} name */
function isBegunBeside({ marks, letters }, name) {
  const [kind, id] = name.split(".");
  if (kind === "checklist") return Object.keys(marks).some((item) => item.startsWith(`${id}.`));
  return kind === "template" && hasOwn(letters, id);
}

/** A deadline that the seller named. @param {Case} current @param {string} name @returns {Known} */
function ownDeadline({ deadlines }, name) {
  return { title: deadlines[name.slice("deadline.".length)].title, page: "tools/deadlines/" };
}

/** @type {Record<string, (current: Case, id: string, said: Partial<Known>, around: Around) => At>} */
const READERS = { checklist: listAt, template: letterAt, deadline: deadlineAt, tool: toolAt };

/**
 * How far a task of a case is.
 *
 * @param {Case} current
 * @param {string} name
 * @param {Record<string, Known>} known
 * @param {Around} around
 * @returns {At}
 */
export function taskAt(current, name, known, around) {
  const [kind] = name.split(".");
  return READERS[kind](current, name.slice(kind.length + 1), hasOwn(known, name) ? known[name] : {}, around);
}

/** @param {Case} current @param {string} id @param {Partial<Known>} said @returns {At} */
function listAt(current, id, { steps = 0, gone = [] }) {
  const marked = Object.keys(current.marks).filter((item) => item.startsWith(`${id}.`) && !gone.includes(item));
  const { done, skipped } = progress(current, marked);
  const total = steps - skipped;
  if (done >= total) return DONE;
  return done + skipped ? { stage: "begun", words: `${done}/${total}` } : NOT_BEGUN;
}

/** @param {Case} current @param {string} id @param {Partial<Known>} said @param {Around} around @returns {At} */
function letterAt({ letters, answers }, id, { blanks = [], none = [], chosen = false }, { typed }) {
  if (hasOwn(letters, id)) return DONE;
  const isAnswered = (/** @type {string} */ blank) =>
    hasOwn(answers, blank) && (answers[blank] === "follow" || none.includes(blank));
  const filled = blanks.filter((blank) => (hasOwn(typed, blank) && typed[blank].trim()) || isAnswered(blank)).length;
  return filled
    ? { stage: "begun", words: chosen ? `已填 ${filled} 处` : `已填 ${filled}/${blanks.length}` }
    : NOT_BEGUN;
}

/** @param {Case} current @param {string} id @param {unknown} _ @param {Around} around @returns {At} */
function deadlineAt({ deadlines }, id, _, { now }) {
  const { due = "", met = "" } = hasOwn(deadlines, id) ? deadlines[id] : {};
  if (met) return DONE;
  const { words, soon, past } = leftUntil(due, now);
  if (!words) return { stage: "todo", words: "还没填时间" };
  return { stage: "open", words, past, soon: soon ? due : "" };
}

/** @param {Case} current @param {string} id @param {unknown} _ @param {Around} around @returns {At} */
function toolAt({ exhibits, log, letters, orders, changed }, id, _, { backup }) {
  if (id === "orders") return ordersAt(Object.values(orders));
  if (id === "exhibits") return exhibits.length ? { stage: "open", words: `${exhibits.length} 份` } : NOT_BEGUN;
  if (id === "log") return log.length ? { stage: "open", words: `${log.length} 条` } : NOT_BEGUN;
  if (id === "package") return hasOwn(letters, "tool.package") ? DONE : NOT_BEGUN;
  if (!backup || backup >= changed) return backup ? DONE : NOT_BEGUN;
  return { stage: "todo", words: "有新的改动" };
}

/** @param {import("./shape.js").Order[]} orders @returns {At} */
function ordersAt(orders) {
  const judged = orders.filter(({ verdict }) => verdict).length;
  if (judged === orders.length) return orders.length ? DONE : NOT_BEGUN;
  return { stage: "begun", words: `${judged}/${orders.length}` };
}
