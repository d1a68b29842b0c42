// Deadlines as a calendar file (RFC 5545). No DOM, no clock of its own.

import { instantOf } from "./wall-time.js";

const HOUR = 3_600_000;
const ALARMS = { "-P3D": 72 * HOUR, "-P1D": 24 * HOUR, "-PT3H": 3 * HOUR };
const LAST = { "-PT15M": HOUR / 4 };
const FIRST = Date.UTC(2026, 0, 1); // before any file; in seconds since then a sequence fits until 2094

/**
 * @typedef {object} Event
 * @property {string} uid the same for the same deadline of the same case, so that a calendar updates it
 * @property {string} title
 * @property {string} due China wall time
 * @property {string} text what to do, and what if it is missed
 */

/**
 * Write a calendar: one event a deadline, each with alarms three days, one day and three hours before,
 * as far as those are still to come, or else one a quarter of an hour before: some run for an hour only.
 *
 * @param {Event[]} events those whose `due` is no real wall time are left out
 * @param {number} now milliseconds since the epoch
 * @returns {string} text of a `.ics` file: CRLF, lines of at most 75 octets
 */
export function calendarOf(events, now) {
  const real = events.filter(({ due }) => Number.isFinite(instantOf(due)));
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//shensu-youju//deadlines//ZH",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    ...real.flatMap((event) => eventLines(event, now)),
    "END:VCALENDAR",
  ];
  return `${lines.map(folded).join("\r\n")}\r\n`;
}

/** @param {Event} event @param {number} now */
function eventLines({ uid, title, due, text }, now) {
  const end = instantOf(due);
  /** @param {Record<string, number>} alarms trigger → milliseconds before the end */
  const still = (alarms) => Object.keys(alarms).filter((trigger) => end - alarms[trigger] > now);
  const ahead = still(still(ALARMS).length ? ALARMS : LAST);
  return [
    "BEGIN:VEVENT",
    `UID:${uid}@shensu-youju`,
    `DTSTAMP:${utc(now)}`,
    `LAST-MODIFIED:${utc(now)}`,
    `SEQUENCE:${Math.max(0, Math.floor((now - FIRST) / 1000))}`, // a later file corrects an earlier one
    `DTSTART:${utc(end)}`,
    "DURATION:PT1M",
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    "TRANSP:TRANSPARENT",
    ...ahead.flatMap((trigger) => alarmLines(trigger, title)),
    "END:VEVENT",
  ];
}

/** @param {string} trigger @param {string} title */
function alarmLines(trigger, title) {
  return ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${escaped(title)}`, `TRIGGER:${trigger}`, "END:VALARM"];
}

/** @param {number} instant */
function utc(instant) {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

/** @param {string} text */
function escaped(text) {
  const safe = text.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
  return safe.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\n/g, "\\n");
}

/** Fold a line at 75 octets of UTF-8, never inside a character. @param {string} line */
function folded(line) {
  const parts = [""];
  let room = 75;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (size > room) {
      parts.push("");
      room = 74; // the space that opens a continued line counts
    }
    parts[parts.length - 1] += character;
    room -= size;
  }
  return parts.join("\r\n ");
}
