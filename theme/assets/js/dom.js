/** Elements made by script: texts enter as texts, never as markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | boolean>} [attributes] `true` is an empty attribute, `false` and "" none
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value) element.setAttribute(key, value);
  }
  element.append(...inside);
  return element;
}

/**
 * A button with a text, and what it does.
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string | boolean>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const element = make("button", { type: "button", class: "button small", ...attributes }, text);
  element.addEventListener("click", act);
  return element;
}

/**
 * Gives a text to the reader as a file.
 * @param {string} name
 * @param {string} text
 * @param {string} type
 */
export function offer(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: url, download: name });
  link.click();
  // The browser reads the blob after this turn: given back at once, some would find it gone.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/**
 * An address that may stand in a link, or "".
 * @param {string} url
 */
export function linkable(url) {
  return /^https?:\/\//.test(url) ? url : "";
}
