/** Periods and dates in the words of both languages: "depuis 1993", "été 2003", "années 90", "last 10 years". */

import { DECADES, MONTHS, NUMBERS, SEASONS } from "./calendar.js";

/** @typedef {import("./tokens.js").Token} Token */
/**
 * @typedef {object} Period
 * @property {string | null} start first day, "2003-06-01"; null is open
 * @property {string | null} end last day; null is open
 */
/** @typedef {Period & {until: number}} Found `until` is the place of the token after it */

const YEAR = /^(?:1[5-9]|20|21)\d\d$/;
const SINCE = new Set(["depuis", "since", "from", "des", "starting", "partir"]);
const AFTER = new Set(["apres", "after"]);
const BEFORE = new Set(["avant", "before"]);
const UNTIL = new Set(["jusque", "until", "till", "d'ici", "ici"]);
const BETWEEN = new Set(["entre", "between", "de", "from", "du", "des"]);
const AND = new Set(["a", "au", "et", "to", "and", "until", "through", "aux"]);
const NOW = new Set(["aujourd'hui", "aujourd", "present", "now", "today", "maintenant", "nos"]);
const LAST = new Set(["derniere", "dernieres", "dernier", "derniers", "last", "past", "recent", "recentes", "passees", "passes"]);
const UNITS = new Map(
  /** @type {[string, number][]} */ ([
    ["an", 12], ["ans", 12], ["annee", 12], ["annees", 12], ["year", 12], ["years", 12], ["mois", 1], ["month", 1], ["months", 1],
    ["decennie", 120], ["decennies", 120], ["decade", 120], ["decades", 120], ["siecle", 1200], ["century", 1200],
  ]),
);
const CONNECTED = /^\s*[-–—/]\s*$/;

/**
 * The period that begins at a token, or null.
 * @param {readonly Token[]} tokens
 * @param {number} at
 * @param {string} text the whole text, for the signs between words
 * @param {string | undefined} today "2026-11-21"; without it nothing relative is understood
 * @returns {Found | null}
 */
export function periodAt(tokens, at, text, today) {
  const query = new Reading(tokens, text, today);
  return query.lastSeason(at) ?? query.relative(at) ?? query.open(at) ?? query.range(at) ?? query.date(at);
}

class Reading {
  /** @param {readonly Token[]} tokens @param {string} text @param {string | undefined} today */
  constructor(tokens, text, today) {
    this.tokens = tokens;
    this.text = text;
    this.today = today;
  }

  /** @param {number} at */
  word(at) {
    return this.tokens[at]?.word ?? "";
  }

  /** @param {number} at what stands between this token and the one before */
  gap(at) {
    return this.text.slice(this.tokens[at - 1]?.end ?? 0, this.tokens[at]?.start ?? 0);
  }

  /** "depuis 1993", "avant 1950", "après 2000", "jusqu'en 2010", "à partir de 1990". @param {number} at @returns {Found | null} */
  open(at) {
    const word = this.word(at);
    const from = word === "a" && this.word(at + 1) === "partir" ? at + 2 : at + 1;
    const until = UNTIL.has(word) || /jusqu['’]\s*$/i.test(this.gap(at)) || (word === "up" && this.word(at + 1) === "to");
    if (!(SINCE.has(word) || AFTER.has(word) || BEFORE.has(word) || until || from === at + 2)) return null;
    const date = this.date(this.skip(from)) ?? this.date(this.skip(from + 1));
    if (!date || this.joined(date.until)) return null;
    if (BEFORE.has(word)) return { start: null, end: dayBefore(date.start), until: date.until };
    if (until) return { start: null, end: date.end, until: date.until };
    if (AFTER.has(word)) return { start: dayAfter(date.end), end: null, until: date.until };
    return { start: date.start, end: null, until: date.until };
  }

  /** The place after an article. @param {number} at */
  skip(at) {
    return /^(?:le|la|les|l|de|du|des|en|the|in|of|year|annee)$/.test(this.word(at)) ? at + 1 : at;
  }

  /** "2010-2020", "de 1990 à 2000", "entre 1990 et 2000", "1993 à aujourd'hui". @param {number} at @returns {Found | null} */
  range(at) {
    const introduced = BETWEEN.has(this.word(at)) ? this.skip(at + 1) : at;
    const first = this.date(introduced) ?? this.date(this.skip(introduced));
    if (!first) return null;
    const next = first.until;
    if (next >= this.tokens.length) return null;
    const signed = CONNECTED.test(this.gap(next));
    if (!signed && !AND.has(this.word(next)) && !UNTIL.has(this.word(next))) return null;
    const second = signed ? next : this.skip(next + 1);
    if (NOW.has(this.word(second))) {
      const until = this.word(second) === "nos" || this.word(second) === "aujourd" ? second + 2 : second + 1;
      return { start: first.start, end: null, until: Math.min(until, this.tokens.length) };
    }
    const last = this.date(second) ?? (signed ? this.shortYear(second, first) : null);
    if (!last?.end || !first.start || last.end < first.start) return null;
    return { start: first.start, end: last.end, until: last.until };
  }

  /** Whether a date goes on: "from 1990 to 2000". @param {number} at */
  joined(at) {
    if (at >= this.tokens.length) return false;
    const next = CONNECTED.test(this.gap(at)) ? at : AND.has(this.word(at)) || UNTIL.has(this.word(at)) ? this.skip(at + 1) : -1;
    return next >= 0 && (this.date(next) !== null || NOW.has(this.word(next)));
  }

  /** "2003-04" after 2003 is a month or a winter; "1998-99" is a year. @param {number} at @param {Period} first @returns {Found | null} */
  shortYear(at, first) {
    const word = this.word(at);
    if (!/^\d\d$/.test(word) || !first.start) return null;
    const year = `${first.start.slice(0, 2)}${word}`;
    return year > first.start.slice(0, 4) ? { ...whole(year, year), until: at + 1 } : null;
  }

  /** One date: a day, a month, a season, a year, a decade, a century. @param {number} at @returns {Found | null} */
  date(at) {
    return this.decade(at) ?? this.season(at) ?? this.month(at) ?? this.year(at);
  }

  /** "1993", "2003-07", "2003-07-15". @param {number} at @returns {Found | null} */
  year(at) {
    const year = this.word(at);
    if (!YEAR.test(year)) return null;
    const month = this.word(at + 1);
    const isMonth = /^(?:0[1-9]|1[0-2])$/.test(month) && this.gap(at + 1) === "-";
    if (!isMonth) return { ...whole(year, year), until: at + 1 };
    const day = this.word(at + 2);
    if (/^\d\d$/.test(day) && this.gap(at + 2) === "-" && Number(day) >= 1 && Number(day) <= daysIn(year, month)) {
      return { start: `${year}-${month}-${day}`, end: `${year}-${month}-${day}`, until: at + 3 };
    }
    return { ...months(year, month, month), until: at + 2 };
  }

  /** "janvier 2020", "12 mars 2020", "January 2020". @param {number} at @returns {Found | null} */
  month(at) {
    const day = /^(?:[1-9]|[12]\d|3[01]|1er)$/.test(this.word(at)) ? parseInt(this.word(at), 10) : 0;
    const place = day ? at + 1 : at;
    const month = MONTHS.get(this.word(place));
    const year = this.word(place + 1) === "of" ? place + 2 : place + 1;
    if (!month || !YEAR.test(this.word(year))) return null;
    if (!day || day > daysIn(this.word(year), month)) return day ? null : { ...months(this.word(year), month, month), until: year + 1 };
    const date = `${this.word(year)}-${month}-${String(day).padStart(2, "0")}`;
    return { start: date, end: date, until: year + 1 };
  }

  /** "été 2003", "summer of 2003", "hiver 2003-2004". @param {number} at @returns {Found | null} */
  season(at) {
    const season = SEASONS.get(this.word(at));
    const place = this.skip(at + 1);
    const word = this.word(place);
    if (!season || !YEAR.test(word)) return null;
    const [first, last] = season;
    if (first < last) return { ...months(word, first, last), until: place + 1 };
    // A winter is named by its two years, or by the one in which it ends.
    const two = /^\d{2,4}$/.test(this.word(place + 1)) && CONNECTED.test(this.gap(place + 1));
    const end = two ? Number(word) + 1 : Number(word);
    return { start: `${end - 1}-${first}-01`, end: months(String(end), last, last).end, until: place + (two ? 2 : 1) };
  }

  /** "années 90", "années 1990", "1990s", "the nineties", "XXe siècle", "20th century". @param {number} at @returns {Found | null} */
  decade(at) {
    const word = this.word(at);
    const plural = /^((?:1[5-9]|20)\d0|\d0)s$/.exec(word);
    if (plural?.[1]) return { ...decadeOf(plural[1]), until: at + 1 };
    if (DECADES.has(word)) return { ...decadeOf(DECADES.get(word) ?? ""), until: at + 1 };
    if (word === "annees" || word === "decennie") {
      const short = /^(?:(?:1[5-9]|20)\d)?\d?0$/.exec(this.word(at + 1));
      if (short && short[0].length !== 1 && short[0].length !== 3) return { ...decadeOf(short[0]), until: at + 2 };
      const two = `${this.word(at + 1)} ${this.word(at + 2)} ${this.word(at + 3)}`;
      for (const [name, tens] of NUMBERS) {
        if (tens >= 20 && tens % 10 === 0 && tens < 100 && `${two} `.startsWith(`${name} `)) {
          return { ...decadeOf(String(tens)), until: at + 1 + name.split(" ").length };
        }
      }
    }
    const century = /^(?:(\d\d)(?:e|eme|th|st)|(xviii|xix|xx|xxi)e)$/.exec(word);
    if (century && /^(?:siecle|century)$/.test(this.word(at + 1))) {
      const number = Number(century[1] ?? { xviii: 18, xix: 19, xx: 20, xxi: 21 }[century[2] ?? ""] ?? 0);
      if (number >= 16 && number <= 22) return { ...whole(`${number - 1}01`, `${number}00`), until: at + 2 };
    }
    return null;
  }

  /** "10 dernières années", "last 10 years", "past decade", "il y a 20 ans", "20 years ago". @param {number} at @returns {Found | null} */
  relative(at) {
    if (!this.today) return null;
    const ago = this.word(at) === "il" && this.word(at + 1) === "y" && this.word(at + 2) === "a" ? at + 3 : -1;
    const start = ago >= 0 ? ago : LAST.has(this.word(at)) ? at + 1 : at;
    const [amount, after] = this.amount(start);
    const unit = LAST.has(this.word(after)) ? after + 1 : after;
    const step = UNITS.get(this.word(unit));
    const said = start > at || unit > after;
    if (!step) return null;
    if (ago >= 0 && amount) return this.yearsAgo(amount * step, unit + 1);
    if (amount && this.word(unit + 1) === "ago") return this.yearsAgo(amount * step, unit + 2);
    const trailing = !said && LAST.has(this.word(unit + 1));
    if (!said && !trailing) return null;
    return { start: monthsBefore(this.today, (amount || 1) * step), end: this.today, until: unit + (trailing ? 2 : 1) };
  }

  /** "l'été dernier", "last winter": the latest one that is over. @param {number} at @returns {Found | null} */
  lastSeason(at) {
    const before = LAST.has(this.word(at));
    const season = SEASONS.get(this.word(before ? at + 1 : at));
    if (!this.today || !season || !(before || LAST.has(this.word(at + 1)))) return null;
    const [first, last] = season;
    const thisYear = Number(this.today.slice(0, 4));
    const end = months(String(thisYear), last, last).end < this.today ? thisYear : thisYear - 1;
    return { start: `${first < last ? end : end - 1}-${first}-01`, end: months(String(end), last, last).end, until: at + 2 };
  }

  /** @param {number} count months @param {number} until @returns {Found} */
  yearsAgo(count, until) {
    const year = monthsBefore(this.today ?? "", count).slice(0, 4);
    return { ...whole(year, year), until };
  }

  /** A number in digits or words, and the place after it. @param {number} at @returns {[number, number]} */
  amount(at) {
    const word = this.word(at);
    if (/^\d{1,3}$/.test(word)) return [Number(word), at + 1];
    const named = NUMBERS.get(word);
    return named ? [named, at + 1] : [0, at];
  }
}

/** @param {string} first year @param {string} last year @returns {Period} */
function whole(first, last) {
  return { start: `${first}-01-01`, end: `${last}-12-31` };
}

/** @param {string} year @param {string} first month @param {string} last month @returns {{start: string, end: string}} */
function months(year, first, last) {
  return { start: `${year}-${first}-01`, end: `${year}-${last}-${daysIn(year, last)}` };
}

/** @param {string} year @param {string} month */
function daysIn(year, month) {
  return new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** "90", "1990": the twenties and earlier ones without a century are those of this one. @param {string} tens @returns {Period} */
function decadeOf(tens) {
  const first = tens.length === 2 ? (Number(tens) < 30 ? 2000 : 1900) + Number(tens) : Number(tens);
  return whole(String(first), String(first + 9));
}

/** @param {string | null} day */
function dayBefore(day) {
  return day && moved(day, -1);
}

/** @param {string | null} day */
function dayAfter(day) {
  return day && moved(day, 1);
}

/** @param {string} day @param {number} days */
function moved(day, days) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** @param {string} day @param {number} count */
function monthsBefore(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1000 ? "1000-01-01" : date.toISOString().slice(0, 10);
}
