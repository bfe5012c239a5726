/** The button of the colour theme: as the system, the opposite, the same but fixed. The choice stays on this device. */

import { fill, readWords } from "../words.js";

const THEMES = ["system", "light", "dark"];
const KEY = "theme";

/** @param {Element} element */
export function start(element) {
  if (!(element instanceof HTMLElement)) return;
  const words = readWords(element);
  let now = stored();
  show();
  element.hidden = false;
  element.addEventListener("click", () => {
    // The first click always shows: from the system's theme it goes to the other one.
    const order = matchMedia("(prefers-color-scheme: dark)").matches ? THEMES : ["system", "dark", "light"];
    now = order[(order.indexOf(now) + 1) % order.length] ?? "system";
    store(now);
    show();
  });

  function show() {
    if (!(element instanceof HTMLElement)) return;
    const root = document.documentElement;
    if (now === "system") delete root.dataset.theme;
    else root.dataset.theme = now;
    element.dataset.state = now;
    const label = fill(words[now] ?? now, {});
    element.setAttribute("aria-label", label);
    element.title = label;
  }
}

/** The theme chosen before; storage may be forbidden, and may hold anything. */
function stored() {
  try {
    const value = localStorage.getItem(KEY) ?? "";
    return THEMES.includes(value) ? value : "system";
  } catch {
    return "system";
  }
}

/** @param {string} theme */
function store(theme) {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
