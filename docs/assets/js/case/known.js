// What tasks are called and where they stand. `macros/publish/known_tasks.py` fills it from the handbook.

/** @import { Known } from "./tasks.js" */

/** @type {Record<string, Known>} task, such as `checklist.first-day` → what is known of it */
export const TASKS = {};

/** @type {Record<string, string>} guide that a triage leads to → its title */
export const GUIDES = {};
