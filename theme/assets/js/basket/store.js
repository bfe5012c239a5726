/** Where a browser keeps the baskets, and what is known when it keeps nothing. */

import { firstBaskets, readBaskets } from "./baskets.js";

/** @typedef {import("./baskets.js").Baskets} Baskets */
/** @typedef {"" | "blocked" | "full"} Trouble */

const KEY = "terra-baskets";

/** The baskets of this reader, shared by every part of a page and by the other tabs. */
export class Store extends EventTarget {
  /** @param {string} name of the first basket */
  constructor(name) {
    super();
    /** @type {Trouble} */
    this.trouble = "";
    this.baskets = this.#read() ?? firstBaskets(name);
    window.addEventListener("storage", (event) => {
      const baskets = event.key === KEY ? readBaskets(event.newValue) : null;
      if (baskets) this.#show(baskets);
    });
  }

  /**
   * Other baskets from now on. They are shown even when the browser cannot keep them.
   * @param {Baskets} baskets
   */
  change(baskets) {
    if (baskets === this.baskets) return;
    try {
      localStorage.setItem(KEY, JSON.stringify(baskets));
      this.trouble = "";
    } catch (error) {
      this.trouble = error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "blocked";
    }
    this.#show(baskets);
  }

  /** @param {Baskets} baskets */
  #show(baskets) {
    this.baskets = baskets;
    this.dispatchEvent(new Event("change"));
  }

  #read() {
    try {
      return readBaskets(localStorage.getItem(KEY));
    } catch {
      this.trouble = "blocked";
      return null;
    }
  }
}

/** @type {Store | null} */
let shared = null;

/**
 * The one store of a page.
 * @param {string} name of the first basket, where there is none yet
 */
export function storeOf(name) {
  shared ??= new Store(name);
  return shared;
}
