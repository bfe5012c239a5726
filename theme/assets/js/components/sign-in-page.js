/** The page of the sign-in: it leads to the issuer, takes its answer, says what went wrong, and leads out again. */

import { launchUrl } from "../access/sites.js";
import { fetchSites } from "../basket/fetched.js";
import { button, linkable, make } from "../dom.js";
import { ask, begin, finish, leave } from "../session/flow.js";
import * as kept from "../session/kept.js";
import { isAnswer, said } from "../session/messages.js";
import { secret } from "../session/proof.js";
import { readSettings } from "../session/settings.js";
import { Trouble } from "../session/trouble.js";
import { fill, readWords } from "../words.js";

/** @typedef {import("../session/settings.js").Settings} Settings */

/** @param {Element} element */
export async function start(element) {
  if (!(element instanceof HTMLElement)) return;
  const page = new SignInPage(element);
  const { search } = location;
  // The code leaves the address bar, the history and every later referrer before anything else happens.
  if (search) history.replaceState(null, "", location.pathname);
  try {
    await page.open(search);
  } catch (error) {
    page.fail(error);
  }
}

class SignInPage {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.root = new URL(element.dataset.root ?? "./", document.baseURI);
    /** @type {"fr" | "en"} */
    this.lang = element.dataset.lang === "en" ? "en" : "fr";
    this.words = readWords(element);
    this.said = make("p", { role: "status", class: "sign-in-said", tabindex: "-1" });
    this.body = make("div", { class: "sign-in-body" });
    element.replaceChildren(this.said, this.body);
    this.fetch = globalThis.fetch.bind(globalThis);
    /** @type {Settings | null} */
    this.settings = null;
  }

  /** @param {string} search what stood in the address */
  async open(search) {
    const from = kept.takeFrom() ?? this.cameFrom();
    this.say("wait");
    const answer = await ask(this.fetch, new URL("access/sign-in.json", this.root).href);
    if (!answer.ok) throw new Trouble("unreachable", `access/sign-in.json answers ${answer.status}`);
    this.settings = readSettings(await answer.json().catch(() => null));
    if (isAnswer(search)) await this.answered(search);
    else if (from !== null && !kept.readSession(seconds())) await this.enter(from);
    else this.show(this.left(search) ? "left" : kept.hasEnded(seconds()) ? "ended" : "");
  }

  /**
   * The page of this site whose link was followed before its script had loaded; null when the reader came otherwise,
   * or went back here from the issuer, who must not be met again at once.
   */
  cameFrom() {
    const [entry] = performance.getEntriesByType("navigation");
    const followed = entry instanceof PerformanceNavigationTiming && entry.type === "navigate";
    return (followed && this.ours(document.referrer)) || null;
  }

  /** @param {string} back */
  async enter(back) {
    if (!this.settings) return;
    this.say("leading");
    const redirect = new URL(`${this.lang}/sign-in/`, this.root).href;
    const { address, pending } = await begin(this.settings, { redirect, back, lang: this.lang, fetch: this.fetch, now: seconds() });
    kept.keepPending(pending);
    location.assign(address);
  }

  /** @param {string} search */
  async answered(search) {
    if (!this.settings) return;
    this.say("checking");
    const pending = kept.takePending();
    kept.keepSession(await finish(this.settings, search, pending, { fetch: this.fetch, now: seconds }));
    const back = this.ours(pending?.back ?? "");
    if (back) location.replace(back);
    // Here too the page is asked for again: the header and the baskets begin anew with the session.
    else location.reload();
  }

  /**
   * The page to return to, when it is one of this site and not this one.
   * @param {string} address
   */
  ours(address) {
    if (!URL.canParse(address)) return "";
    const url = new URL(address);
    return url.origin === this.root.origin && url.pathname.startsWith(this.root.pathname) && url.pathname !== location.pathname ? url.href : "";
  }

  /**
   * Whether the issuer sends the reader back from the end of the session that we asked for.
   * @param {string} search
   */
  left(search) {
    const state = kept.takeLeaving();
    return state !== null && new URLSearchParams(search).get("state") === state;
  }

  async exit() {
    const session = kept.readSession(seconds());
    kept.forgetSession();
    if (!session || !this.settings) return this.show("left-here");
    const state = secret();
    const back = new URL(`${this.lang}/sign-in/`, this.root).href;
    let address = "";
    try {
      address = await leave(this.settings, session, { back, state, fetch: this.fetch });
    } catch (error) {
      console.warn("the session goes on at the issuer:", error);
    }
    if (!address) return this.show("left-here");
    kept.keepLeaving(state);
    location.assign(address);
  }

  /** @param {string} word what to say first, or "" */
  show(word) {
    const session = kept.readSession(seconds());
    if (word) this.say(word);
    else this.said.textContent = session ? fill(this.words.in, { name: session.name || (this.words.account ?? "") }) : (this.words.out ?? "");
    if (session) {
      this.body.replaceChildren(make("p", {}, button(this.words.leave ?? "", () => void this.exit(), { class: "button" })));
      void this.showSites();
    } else this.body.replaceChildren(make("p", {}, this.entry()));
  }

  entry() {
    // Without its settings the page can only be asked for again.
    const act = () => (this.settings ? void this.enter("").catch((error) => this.fail(error)) : location.reload());
    return button(this.words.enter ?? "", act, { class: "button primary" });
  }

  /** The hubs of the same account: the browser shows them the issuer's own session, so that a plain link is enough. */
  async showSites() {
    const ids = this.settings?.sites ?? [];
    if (!ids.length) return;
    const sites = (await fetchSites(this.root)).filter((site) => ids.includes(site.id));
    const links = sites.map((site) => make("li", {}, make("a", { href: linkable(launchUrl(site, "").url), rel: "noopener" }, site.title[this.lang])));
    if (links.length) this.body.append(make("h2", {}, this.words.sites ?? ""), make("p", {}, this.words["sites-text"] ?? ""), make("ul", {}, ...links));
  }

  /** @param {string} word */
  say(word) {
    this.said.textContent = this.words[word] ?? "";
    this.said.dataset.said = word;
  }

  /** @param {unknown} error */
  fail(error) {
    const kind = error instanceof Trouble ? error.kind : "unreachable";
    console.warn("the sign-in stopped:", error);
    this.said.setAttribute("role", "alert");
    this.said.classList.add("notice");
    this.said.dataset.said = kind;
    this.said.textContent = this.words[`trouble.${kind}`] ?? this.words["trouble.unreachable"] ?? "";
    const detail = error instanceof Trouble && (kind === "refused" || kind === "exchange") ? said(error.detail) : "";
    const quoted = detail ? [make("p", { class: "sign-in-detail" }, this.words["issuer-said"] ?? "", " ", make("q", {}, detail))] : [];
    this.body.replaceChildren(...quoted, make("p", {}, kind === "insecure" || kind === "blocked" ? "" : this.entry()));
  }
}

function seconds() {
  return Math.floor(Date.now() / 1000);
}
