/** Says when what the page shows is old: the build knows no clock, the reader's machine does. */

import { fill, readWords } from "../words.js";

const HOURS = 48;

/** @param {Element} element */
export function start(element) {
  const time = element.querySelector("time");
  const warning = element.querySelector("[data-part=warning]");
  const from = Date.parse(time?.getAttribute("datetime") ?? "");
  if (!(warning instanceof HTMLElement) || Number.isNaN(from)) return;
  const days = Math.floor((Date.now() - from) / 86_400_000);
  if (days * 24 < HOURS) return;
  warning.textContent = fill(readWords(element).old ?? "", { n: String(days) });
  warning.hidden = false;
}
