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

const LONGEST_FILE = 1_000_000;
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
    this.tools = make("div", { class: "basket-tools" });
    this.list = make("ol", { class: "basket-list" });
    this.use = make("section", { class: "use" });
    element.append(this.received, this.trouble, this.tools, this.list, this.use, make("p", { class: "section-text" }, words["basket-private"] ?? ""), this.said);
  }

  async open() {
    this.store.addEventListener("change", () => this.show());
    window.addEventListener("hashchange", () => void this.receive());
    this.show();
    await this.receive();
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
      this.change((baskets) => B.opened(baskets, { ...found, name: found.name || (words["basket-mine"] ?? "") }));
      done();
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
    const typing = document.activeElement?.closest("[data-typing]");
    if (!typing || !this.tools.contains(typing)) this.tools.replaceChildren(...this.toolsOf(basket));
    if (!typing || !this.list.contains(typing)) this.showList(basket);
    void this.showUse(basket);
  }

  /** @param {import("../basket/baskets.js").Basket} basket */
  showList(basket) {
    const focus = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.act : undefined;
    if (!basket.choices.length) {
      this.list.replaceChildren(make("li", { class: "note" }, this.words["basket-empty"] ?? ""));
      return;
    }
    this.list.replaceChildren(...basket.choices.map((choice) => choiceItem(choice, this.context((change) => this.change(change)))));
    // The button that moved a dataset moves with it, and keeps the keyboard.
    if (focus) this.list.querySelector(`[data-act="${CSS.escape(focus)}"]`)?.dispatchEvent(new Event("terra-focus"));
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
    const undo = button(words["basket-undo"] ?? "", () => this.undo());
    undo.disabled = !this.past.length;
    return [
      make("p", { class: "basket-field" }, make("label", { for: "basket-choice" }, words["basket-list"] ?? ""), choice),
      make("p", { class: "basket-field" }, make("label", { for: "basket-name" }, words["basket-name"] ?? ""), name),
      make("p", { class: "basket-field wide" }, make("label", { for: "basket-note" }, words["basket-note"] ?? ""), note),
      make(
        "div",
        { class: "actions" },
        this.shareButton(),
        button(words["basket-save"] ?? "", () => offer("basket.json", B.basketFile(basket), "application/json")),
        this.loadButton(),
        button(words["basket-new"] ?? "", () => this.change((baskets) => B.opened(baskets, { name: words["basket-new"] ?? "" }))),
        this.proposeButton(),
        button(words["basket-discard"] ?? "", () => this.change(B.discarded)),
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
      const said = make("p", { class: "notice", role: "status" }, words["basket-propose-text"] ?? "");
      if (this.address) said.append(" ", make("a", { href: `mailto:${this.address}?subject=${encodeURIComponent(file)}` }, this.address));
      this.received.replaceChildren(said);
    }, { "data-act": "propose" });
  }

  loadButton() {
    const { words } = this;
    const input = make("input", { type: "file", accept: ".json,application/json", class: "visually-hidden", tabindex: "-1", "aria-hidden": "true" });
    input.addEventListener("change", async () => {
      const file = input.files?.[0];
      const basket = file && file.size <= LONGEST_FILE ? B.readBasketFile(await file.text()) : null;
      if (basket) this.change((baskets) => B.opened(baskets, { ...basket, name: basket.name || (words["basket-mine"] ?? "") }));
      else this.received.replaceChildren(make("p", { class: "notice", role: "alert" }, words["basket-not-a-file"] ?? ""));
      input.value = "";
    });
    return make("span", {}, button(words["basket-load"] ?? "", () => input.click()), input);
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
    this.use.replaceChildren(make("h2", {}, words["use-title"] ?? ""), make("p", { class: "section-text" }, words["use-text"] ?? ""), panel);
  }
}
