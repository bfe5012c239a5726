/** A search box with suggestions: a combobox as ARIA describes it, whose list is loaded when someone comes to the box. */

import { openSuggester } from "../discovery/suggester.js";
import { counted } from "../words.js";

/** @typedef {import("../discovery/suggester.js").Group} Group */
/** @typedef {import("../discovery/suggester.js").Suggestion} Suggestion */

const ANNOUNCE = 600;
/** Datasets are looked up when the typing pauses: they cost a file. */
const PAUSE = 120;
let boxes = 0;

/** @param {Element} form a form with a field `q`, whose address is the search page */
export function start(form) {
  const field = form.querySelector("input[name=q]");
  if (!(form instanceof HTMLFormElement) || !(field instanceof HTMLInputElement)) return;
  const name = `suggestions-${++boxes}`;
  const place = field.closest(".combo") ?? wrap(field);
  const list = document.createElement("div");
  list.id = name;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  const spoken = document.createElement("p");
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  place.append(list, spoken);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", name);

  /** @type {ReturnType<typeof openSuggester> | undefined} */
  let opening;
  /** @type {HTMLElement[]} */
  let options = [];
  /** @type {Suggestion[]} */
  let suggestions = [];
  let at = -1;
  let typed = field.value;
  let asked = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let announcing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let looking;

  const load = () => (opening ??= openSuggester(new URL(form.action)));
  field.addEventListener("focus", () => void load(), { once: true });
  field.addEventListener("input", () => {
    typed = field.value;
    show();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return void show();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape" && !list.hidden) {
      // The first Escape only closes the list; the browser's own, which empties the field, comes after.
      event.preventDefault();
      field.value = typed;
      close();
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(at);
    } else if (event.key === "Tab") close();
  });
  field.addEventListener("blur", () => close());
  form.addEventListener("submit", () => close());
  // The field must not lose the focus before a click on an option is done.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    const chosen = option instanceof HTMLElement ? options.indexOf(option) : -1;
    if (chosen >= 0) choose(chosen);
  });

  async function show() {
    const text = typed.trim();
    asked = text;
    if (!text) return close();
    const suggester = await load().catch((error) => {
      // Without suggestions the box still searches.
      console.warn(error);
      opening = undefined;
      return null;
    });
    if (!suggester || asked !== text || document.activeElement !== field) return;
    const groups = suggester.suggest(text);
    draw(groups, suggester);
    clearTimeout(looking);
    looking = setTimeout(async () => {
      const more = await suggester.datasets(text).catch(() => []);
      // They come last, and not under the hand of someone who already moves through the list.
      if (more.length && asked === text && at < 0) draw([...groups, ...more], suggester);
    }, PAUSE);
  }

  /**
   * @param {readonly Group[]} groups
   * @param {import("../discovery/suggester.js").Suggester} suggester
   */
  function draw(groups, { words, lang }) {
    options = [];
    suggestions = [];
    at = -1;
    field?.removeAttribute("aria-activedescendant");
    list.setAttribute("aria-label", words.suggestions ?? "");
    list.replaceChildren(
      ...groups.map((group, g) => {
        const section = document.createElement("div");
        section.setAttribute("role", "group");
        const title = document.createElement("div");
        title.className = "suggestions-title";
        title.id = `${name}-${g}`;
        title.textContent = words[`group-${group.kind}`] ?? "";
        section.setAttribute("aria-labelledby", title.id);
        section.append(title, ...group.items.map(option));
        return section;
      }),
    );
    const any = options.length > 0;
    list.hidden = !any;
    field?.setAttribute("aria-expanded", String(any));
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      spoken.textContent = any ? counted(words, "suggested", options.length, lang) : "";
    }, ANNOUNCE);
  }

  /** @param {Suggestion} suggestion */
  function option(suggestion) {
    const element = document.createElement("div");
    element.className = "suggestion";
    element.setAttribute("role", "option");
    element.setAttribute("aria-selected", "false");
    element.id = `${name}-option-${options.length}`;
    const label = document.createElement("span");
    label.append(...marked(suggestion.label));
    if (suggestion.lang) label.lang = suggestion.lang;
    element.append(label);
    if (suggestion.note) {
      const note = document.createElement("small");
      note.append(...marked(suggestion.note));
      element.append(" ", note);
    }
    if (suggestion.count) {
      const count = document.createElement("small");
      count.className = "suggestion-count";
      count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(suggestion.count);
      element.append(" ", count);
    }
    options.push(element);
    suggestions.push(suggestion);
    return element;
  }

  /** @param {number} step */
  function move(step) {
    if (!options.length || !(field instanceof HTMLInputElement)) return;
    options[at]?.setAttribute("aria-selected", "false");
    // One step beyond either end is the text as typed.
    at = ((at + 1 + step + options.length + 1) % (options.length + 1)) - 1;
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    field.value = suggestions[at]?.text ?? typed;
  }

  /** @param {number} index */
  function choose(index) {
    const suggestion = suggestions[index];
    if (!suggestion || !(field instanceof HTMLInputElement)) return;
    field.value = typed = suggestion.text;
    close();
    const address = new URL(suggestion.href, /** @type {HTMLFormElement} */ (form).action);
    if (address.pathname === location.pathname) {
      const event = new CustomEvent("terra-choose", { bubbles: true, cancelable: true, detail: address.search });
      if (!form.dispatchEvent(event)) return;
    }
    location.assign(address);
  }

  function close() {
    asked = "";
    at = -1;
    list.hidden = true;
    field?.setAttribute("aria-expanded", "false");
    field?.removeAttribute("aria-activedescendant");
  }
}

/**
 * A text with the letters that were typed set off.
 * @param {import("../discovery/suggester.js").Piece} piece
 */
function marked({ text, mark }) {
  if (!mark) return [text];
  const typed = document.createElement("mark");
  typed.textContent = text.slice(...mark);
  return [text.slice(0, mark[0]), typed, text.slice(mark[1])];
}

/** @param {HTMLInputElement} field */
function wrap(field) {
  const place = document.createElement("div");
  place.className = "combo";
  field.replaceWith(place);
  place.append(field);
  return place;
}
