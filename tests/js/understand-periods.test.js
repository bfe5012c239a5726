import assert from "node:assert/strict";
import test from "node:test";

import { periodAt } from "../../theme/assets/js/understand/periods.js";
import { tokensOf } from "../../theme/assets/js/understand/tokens.js";

const TODAY = "2026-11-21";

/** The period at the beginning of a text, as "start..end", and the words after it. */
const read = (text, today = TODAY) => {
  const tokens = tokensOf(text);
  const found = periodAt(tokens, 0, text, today);
  if (!found) return null;
  assert.ok(found.until <= tokens.length, text);
  const rest = tokens.slice(found.until).map((token) => token.word).join(" ");
  return `${found.start ?? ""}..${found.end ?? ""}${rest && ` | ${rest}`}`;
};

const CASES = {
  "1993": "1993-01-01..1993-12-31",
  "2003-07": "2003-07-01..2003-07-31",
  "2020-02-29": "2020-02-29..2020-02-29",
  "2010-2020": "2010-01-01..2020-12-31",
  "2010 – 2020": "2010-01-01..2020-12-31",
  "1998-99": "1998-01-01..1999-12-31",
  "de 1990 à 2000": "1990-01-01..2000-12-31",
  "entre 1990 et 2000": "1990-01-01..2000-12-31",
  "between 1990 and 2000": "1990-01-01..2000-12-31",
  "from 1990 to 2000": "1990-01-01..2000-12-31",
  "1990 to 2000 in France": "1990-01-01..2000-12-31 | in france",
  "1993 à aujourd’hui": "1993-01-01..",
  "1993-present": "1993-01-01..",
  "depuis 1993": "1993-01-01..",
  "depuis l’année 1993": "1993-01-01..",
  "depuis les années 90": "1990-01-01..",
  "since 1993": "1993-01-01..",
  "à partir de 2005": "2005-01-01..",
  "après 2000": "2001-01-01..",
  "before 1950": "..1949-12-31",
  "avant 1950": "..1949-12-31",
  "jusqu’en 2010": "..2010-12-31",
  "until 2010": "..2010-12-31",
  "été 2003": "2003-06-01..2003-08-31",
  "summer of 2003": "2003-06-01..2003-08-31",
  "hiver 2010": "2009-12-01..2010-02-28",
  "hiver 2003-2004": "2003-12-01..2004-02-29",
  "janvier 2020": "2020-01-01..2020-01-31",
  "12 mars 2020": "2020-03-12..2020-03-12",
  "1er mai 2020": "2020-05-01..2020-05-01",
  "january 2020 to march 2020": "2020-01-01..2020-03-31",
  "années 90": "1990-01-01..1999-12-31",
  "années 1980": "1980-01-01..1989-12-31",
  "années soixante-dix": "1970-01-01..1979-12-31",
  "années quatre-vingt-dix": "1990-01-01..1999-12-31",
  "années 2000": "2000-01-01..2009-12-31",
  "1990s": "1990-01-01..1999-12-31",
  "80s": "1980-01-01..1989-12-31",
  nineties: "1990-01-01..1999-12-31",
  "XXe siècle": "1901-01-01..2000-12-31",
  "20th century": "1901-01-01..2000-12-31",
  "last 10 years": "2016-11-21..2026-11-21",
  "past decade": "2016-11-21..2026-11-21",
  "10 dernières années": "2016-11-21..2026-11-21",
  "dix dernières années": "2016-11-21..2026-11-21",
  "dernières 10 années": "2016-11-21..2026-11-21",
  "année dernière": "2025-11-21..2026-11-21",
  "6 derniers mois": "2026-05-21..2026-11-21",
  "été dernier": "2026-06-01..2026-08-31",
  "last winter": "2025-12-01..2026-02-28",
  "automne dernier": "2025-09-01..2025-11-30",
  "il y a 20 ans": "2006-01-01..2006-12-31",
  "twenty years ago": "2006-01-01..2006-12-31",
};

for (const [text, period] of Object.entries(CASES)) {
  test(`"${text}" is ${period}`, () => assert.equal(read(text), period));
}

for (const text of ["", "depuis", "avant la mer", "1450", "2300", "30 m", "mars", "été", "années", "des rivières", "2.5", "de la mer", "last", "10", "à partir"]) {
  test(`"${text}" is no period`, () => assert.equal(read(text), null));
}

test("without a day of today nothing relative is understood", () => assert.equal(read("last 10 years", ""), null));

test("a range that ends before it begins is read as its first year", () => assert.match(read("2010-2005") ?? "", /^2010-01-01\.\.2010-12-31/));

test("a day that no month has is no day", () => assert.equal(read("31 février 2020"), null));
