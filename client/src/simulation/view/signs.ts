/** The signs that rows and results wear, so that none is told from another by its colour alone. */

import type { Mark, Tone } from "../display.ts";

const circle = "M8 1.75a6.25 6.25 0 1 0 0 12.5a6.25 6.25 0 1 0 0-12.5z";

export const marks: Readonly<Record<Mark, string>> = {
  match: "M3 8.5l3.5 3.5L13 5",
  "no-match": "M4.5 8h7",
  error: "M4 4l8 8M12 4l-8 8",
  unknown: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.4v.2",
  answer: "M5 3v6.5h6.5M9 7l2.5 2.5L9 12",
  record: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  more: "M4 8h.01M8 8h.01M12 8h.01",
};

export const tones: Readonly<Record<Tone, string>> = {
  good: `${circle}M5 8.2l2.2 2.2L11 6`,
  bad: `${circle}M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8`,
  warning: "M8 2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1",
  plain: `${circle}M5 8h6`,
  broken: "M5.2 1.75h5.6l3.45 3.45v5.6l-3.45 3.45H5.2L1.75 10.8V5.2zM8 4.6v4M8 11v.1",
  open: `${circle}M6.3 6.3a1.75 1.75 0 1 1 2.6 1.5c-.6.35-.9.7-.9 1.3M8 11.4v.1`,
};

export const again = "M13.2 8a5.2 5.2 0 1 1-1.6-3.75M13 1.8v2.9h-2.9";

export const twisty = "M6 4l4 4-4 4";
