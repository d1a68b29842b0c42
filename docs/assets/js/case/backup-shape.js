// The shape of a backup file; docs/data/backup.schema.json publishes it (a test compares the two). No DOM.

import { CASES, MOMENT, shape, VERSION } from "./shape.js";

export const FORMAT = "shensu-youju.backup";

/** What a backup holds of use. */
export const BACKUP = shape({ cases: CASES });

/** The published JSON Schema. */
export const BACKUP_SCHEMA = {
  title: "申诉有据备份",
  ...shape({
    format: { const: FORMAT },
    version: { const: VERSION },
    exported: MOMENT,
    sum: { type: "string", pattern: "^[0-9a-f]{64}$" }, // SHA-256 of `cases`, as JSON without spaces
    cases: CASES,
  }, ["format", "version", "cases"]),
};
