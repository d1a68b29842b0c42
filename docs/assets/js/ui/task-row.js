// What a task is at, in words: on 我的案件, at a triage's result, in the bar and on home.

import { make } from "./dom.js";

/** @import { At } from "../case/tasks.js" */

/** @type {Record<string, string>} */
export const TASK_KINDS = { checklist: "清单", template: "模板", deadline: "期限", tool: "工具" };

/** @param {At} at */
export function taskState({ stage, words, soon, past }) {
  const tone = soon || past ? "kb-due__left--soon" : stage === "begun" ? "kb-task__at--begun" : "";
  return make("span", { className: `kb-task__at ${tone}` }, words);
}
