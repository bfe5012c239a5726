/** The basket page: the baskets of this reader, what they hold, and the ways to share them and to use the data. */

import * as B from "../basket/baskets.js";
import { fetchEntry, fetchWords } from "../basket/fetched.js";
import { basketFragment, readFragment } from "../basket/link.js";
import { choiceItem } from "../basket/list.js";
import { proposal } from "../basket/proposal.js";
import { storeOf } from "../basket/store.js";
import { button, make, offer } from "../dom.js";
import { takeAway } from "../take-away.js";
import { counted } from "../words.js";

/** @typedef {import("../basket/baskets.js").Baskets} Baskets */
/** @typedef {Record<string, string>} Words */

const LONGEST_FILE = 4_000_000;
const UNDONE = 100;

/** @param {Element} element */
export async function start(element) {
  if (!(element instanceof HTMLElement)) return;
  const lang = element.dataset.lang === "en" ? "en" : "fr";
  const root = new URL(element.dataset.root ?? "./", document.baseURI);
  const words = await fetchWords(root, lang);
  await new Page(element, root, lang, words).open();
  navigator.serviceWorker?.register(new URL("offline.js", root)).catch((error) => console.error("no reading offline:", error));
}

class Page {
  /**
   * @param {HTMLElement} element
   * @param {URL} root
   * @param {"fr" | "en"} lang
   * @param {Words} words
   */
  constructor(element, root, lang, words) {
    this.root = root;
    this.lang = lang;
    this.words = words;
    this.address = element.dataset.address ?? "";
    this.store = storeOf(words["basket-mine"] ?? "");
    /** @type {Baskets[]} */
    this.past = [];
    this.said = make("p", { class: "visually-hidden", role: "status" });
    this.trouble = make("p", { class: "notice", role: "alert", hidden: true });
    this.received = make("div");
    this.told = make("div");
    this.tools = make("div", { class: "basket-tools" });
    this.list = make("ol", { class: "basket-list" });
    this.use = make("section", { class: "use" });
    element.append(this.received, this.told, this.trouble, this.tools, this.list, this.use, make("p", { class: "section-text" }, words["basket-private"] ?? ""), this.said);
  }

  async open() {
    this.store.addEventListener("change", () => this.show());
    window.addEventListener("hashchange", () => void this.receive());
    this.show();
    await this.receive();
  }

  /**
   * A basket that comes from elsewhere, as the current one.
   * @param {{name: string, note?: string, choices?: readonly B.Choice[]}} basket
   * @returns {boolean} false when there is no room for it, which is said
   */
  take(basket) {
    const full = this.store.baskets.baskets.length >= B.MOST_BASKETS;
    if (full) this.tell("basket-too-many", "alert");
    else this.change((baskets) => B.opened(baskets, { ...basket, name: basket.name || (this.words["basket-mine"] ?? "") }));
    return !full;
  }

  /**
   * @param {string} word
   * @param {"alert" | "status"} role
   */
  tell(word, role) {
    const said = make("p", { class: "notice", role }, this.words[word] ?? "");
    this.told.replaceChildren(said);
    return said;
  }

  /**
   * A change that can be undone.
   * @param {(baskets: Baskets) => Baskets} change
   */
  change(change) {
    const before = this.store.baskets;
    const after = change(before);
    if (after === before) return;
    this.past = [...this.past.slice(-UNDONE), before];
    this.said.textContent = this.words["basket-changed"] ?? "";
    this.told.replaceChildren();
    this.store.change(after);
  }

  /** A basket that came in the address is shown and asked about: nothing of the reader's is touched before. */
  async receive() {
    const found = await readFragment(location.hash);
    this.received.replaceChildren();
    if (found === null) return;
    const { words } = this;
    if (found === "broken") {
      this.received.append(make("p", { class: "notice", role: "alert" }, words["basket-broken"] ?? ""));
      return;
    }
    const done = () => {
      history.replaceState(null, "", location.pathname);
      this.received.replaceChildren();
    };
    const keep = () => {
      if (this.take(found)) done();
    };
    this.received.append(
      make(
        "section",
        { class: "basket-received", "aria-label": words["basket-received"] ?? "" },
        make("h2", {}, words["basket-received"] ?? ""),
        make("p", {}, make("strong", {}, found.name), ` – ${counted(words, "basket-count", found.choices.length, this.lang)}`),
        found.note ? make("p", {}, found.note) : "",
        make("ol", { class: "basket-list" }, ...found.choices.map((choice) => choiceItem(choice, this.context(null)))),
        make("p", { class: "actions" }, button(words["basket-keep"] ?? "", keep, { class: "button primary" }), button(words["basket-ignore"] ?? "", done)),
      ),
    );
  }

  show() {
    const basket = B.currentOf(this.store.baskets);
    const { words, store } = this;
    this.trouble.hidden = !store.trouble;
    this.trouble.textContent = store.trouble ? (words[`basket-${store.trouble}`] ?? "") : "";
    // What the reader types in keeps its place: only what changed elsewhere is made anew.
    const active = document.activeElement;
    const typing = active?.closest("[data-typing]");
    if (!typing || !this.tools.contains(typing)) this.tools.replaceChildren(...this.toolsOf(basket));
    if (!typing || !this.list.contains(typing)) this.showList(basket);
    if (active instanceof HTMLElement && !active.isConnected) this.focusAgain(active);
    void this.showUse(basket);
  }

  /**
   * The keyboard stays where it was: on the same button made anew, or where that has gone, on the one that undoes it.
   * @param {HTMLElement} before
   */
  focusAgain(before) {
    const wanted = [before.dataset.act, "undo", "share"].map((act) => act && `[data-act="${CSS.escape(act)}"]:enabled`);
    if (before.id) wanted.unshift(`#${CSS.escape(before.id)}`);
    for (const selector of wanted) {
      const found = selector ? this.tools.querySelector(selector) ?? this.list.querySelector(selector) : null;
      if (!(found instanceof HTMLElement)) continue;
      found.focus();
      return;
    }
  }

  /** @param {import("../basket/baskets.js").Basket} basket */
  showList(basket) {
    if (!basket.choices.length) {
      this.list.replaceChildren(make("li", { class: "note" }, this.words["basket-empty"] ?? ""));
      return;
    }
    this.list.replaceChildren(...basket.choices.map((choice) => choiceItem(choice, this.context((change) => this.change(change)))));
  }

  /** @param {((change: (baskets: Baskets) => Baskets) => void) | null} change */
  context(change) {
    return { words: this.words, lang: this.lang, root: this.root, change };
  }

  /** @param {import("../basket/baskets.js").Basket} basket */
  toolsOf(basket) {
    const { words, store } = this;
    const choice = make("select", { id: "basket-choice" });
    for (const one of store.baskets.baskets) {
      const option = make("option", { value: one.key }, one.name);
      option.selected = one === basket;
      choice.append(option);
    }
    choice.addEventListener("change", () => store.change(B.chosen(store.baskets, choice.value)));
    const name = make("input", { id: "basket-name", type: "text", maxlength: String(B.LONGEST_NAME), "data-typing": true });
    name.value = basket.name;
    name.addEventListener("change", () => this.change((baskets) => B.described(baskets, { name: name.value })));
    const note = make("textarea", { id: "basket-note", rows: "2", maxlength: String(B.LONGEST_NOTE), "data-typing": true });
    note.value = basket.note;
    note.addEventListener("change", () => this.change((baskets) => B.described(baskets, { note: note.value })));
    const undo = button(words["basket-undo"] ?? "", () => this.undo(), { "data-act": "undo" });
    undo.disabled = !this.past.length;
    return [
      make("p", { class: "basket-field" }, make("label", { for: "basket-choice" }, words["basket-list"] ?? ""), choice),
      make("p", { class: "basket-field" }, make("label", { for: "basket-name" }, words["basket-name"] ?? ""), name),
      make("p", { class: "basket-field wide" }, make("label", { for: "basket-note" }, words["basket-note"] ?? ""), note),
      make(
        "div",
        { class: "actions" },
        this.shareButton(),
        button(words["basket-save"] ?? "", () => offer("basket.json", B.basketFile(basket), "application/json"), { "data-act": "save" }),
        this.loadButton(),
        button(words["basket-new"] ?? "", () => this.take({ name: words["basket-new"] ?? "" }), { "data-act": "new" }),
        this.proposeButton(),
        button(words["basket-discard"] ?? "", () => this.change(B.discarded), { "data-act": "discard" }),
        undo,
      ),
      make("p", { class: "count" }, counted(words, "basket-count", basket.choices.length, this.lang)),
    ];
  }

  undo() {
    const before = this.past.pop();
    if (before) this.store.change(before);
  }

  shareButton() {
    const { words } = this;
    const share = button(words["basket-share"] ?? "", async () => {
      const url = new URL(location.href);
      url.hash = await basketFragment(B.currentOf(this.store.baskets));
      share.dataset.url = url.href;
      try {
        await navigator.clipboard.writeText(url.href);
        share.textContent = words.copied ?? "";
        this.said.textContent = words["basket-share-text"] ?? "";
      } catch {
        // Without the right to copy, the address bar holds the link.
        history.replaceState(null, "", url);
        this.tell("basket-share-by-hand", "status");
      }
    }, { class: "button small primary", "data-act": "share" });
    return share;
  }

  proposeButton() {
    const { words } = this;
    return button(words["basket-propose"] ?? "", () => {
      const basket = B.currentOf(this.store.baskets);
      const { file, text } = proposal(basket, this.lang, new Date().toISOString().slice(0, 10));
      offer(file, text, "application/yaml");
      const said = this.tell("basket-propose-text", "status");
      if (this.address) said.append(" ", make("a", { href: `mailto:${this.address}?subject=${encodeURIComponent(file)}` }, this.address));
    }, { "data-act": "propose" });
  }

  loadButton() {
    const { words } = this;
    const input = make("input", { type: "file", accept: ".json,application/json", class: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      const basket = file && file.size <= LONGEST_FILE ? B.readBasketFile(await file.text()) : null;
      if (basket) this.take(basket);
      else this.tell("basket-not-a-file", "alert");
      input.value = "";
    });
    return make("span", {}, button(words["basket-load"] ?? "", () => input.click(), { "data-act": "load" }), input);
  }

  /** @param {import("../basket/baskets.js").Basket} basket */
  async showUse(basket) {
    const found = await Promise.all(basket.choices.map(({ id }) => fetchEntry(id, this.root)));
    const entries = found.filter((entry) => typeof entry === "object");
    if (basket !== B.currentOf(this.store.baskets)) return;
    if (!entries.length) {
      this.use.replaceChildren();
      return;
    }
    const { words, lang, root } = this;
    const panel = await takeAway(entries, { words, lang, root, stem: "basket", name: basket.name, note: basket.note });
    if (basket !== B.currentOf(this.store.baskets)) return;
    this.use.replaceChildren(make("h2", {}, words["use-title"] ?? ""), make("p", { class: "section-text" }, words["use-text"] ?? ""), panel);
  }
}
