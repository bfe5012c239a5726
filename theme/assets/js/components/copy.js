/** A button that copies a text: its `data-copy`, or the text of the element that `data-copy-from` points to. */

import { readWords } from "../words.js";

const SHOWN = 2000;

/** @param {Element} element */
export function start(element) {
  if (!(element instanceof HTMLElement) || !navigator.clipboard) return;
  const words = readWords(element);
  const label = element.querySelector("[data-part=label]") ?? element;
  const before = label.textContent ?? "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let back;
  label.setAttribute("aria-live", "polite");
  element.hidden = false;
  element.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(textOf(element));
    } catch (error) {
      console.error("the text cannot be copied:", error);
      return;
    }
    label.textContent = words.done ?? before;
    clearTimeout(back);
    back = setTimeout(() => {
      label.textContent = before;
    }, SHOWN);
  });
}

/** @param {HTMLElement} element */
function textOf(element) {
  const from = element.dataset.copyFrom;
  if (from === undefined) return element.dataset.copy ?? "";
  return document.getElementById(from.replace(/^#/, ""))?.textContent?.trim() ?? "";
}
