/** The French stems of lunr-languages: Snowball's algorithm, for words that carry no accents any more. */

const VOWELS = "aeiouy";
/** @param {string | undefined} letter */
const vowel = (letter) => letter !== undefined && VOWELS.includes(letter);

/** @param {Record<string, string>} rows */
const table = (rows) =>
  new Map(Object.entries(rows).flatMap(([kind, endings]) => endings.split(" ").map((e) => /** @type {const} */ ([e, kind]))));

const STANDARD = table({
  delete: "iqUe iqUes ance ances able ables isme ismes iste istes eux",
  ation: "atrice atrices ation ations ateur ateurs",
  log: "logie logies",
  u: "usion usions ution utions",
  ent: "ence ences",
  ement: "ement ements",
  if: "ive ives if ifs",
  eau: "eaux",
  al: "aux",
  eux: "euse euses",
  issement: "issement issements",
  amment: "amment",
  emment: "emment",
  ment: "ment ments",
});
const I_VERBS = table({
  delete:
    "ira ie isse issante i irai ir iras ies isses issantes is irais issais irions issions irons issons issants it " +
    "irait issait issant iraIent issaIent irent issent iront iriez issiez irez issez",
});
const VERBS = table({
  ions: "ions",
  er: "era erai er eras erais erions erons erait eraIent eront ez iez eriez erez",
  ant: "a asse ante ai as asses antes ais assions ants ait ant aIent assent assiez",
});
const LONGEST = "issements".length;

/** @typedef {{rv: number, r1: number, r2: number}} Regions where the regions of the algorithm begin */

/**
 * The stem of a folded word of plain letters.
 * @param {string} word
 */
export function stemFrench(word) {
  const marked = mark(word);
  const regions = regionsOf(marked);
  let [found, stem] = standard(marked, regions);
  if (!found) [found, stem] = verb(stem, regions);
  if (!found) stem = residual(stem, regions);
  else stem = stem.replace(/Y$/, "i");
  return (/(ell|eill|enn|onn|ett)$/.test(stem) ? stem.slice(0, -1) : stem).toLowerCase();
}

/**
 * The word with a capital for each u, i or y that is a consonant there.
 * @param {string} word
 */
function mark(word) {
  const letters = [...word];
  for (let i = 0; i < letters.length - 1; i++) {
    const after = letters[i + 1] ?? "";
    if (vowel(letters[i])) {
      if (("ui".includes(after) && vowel(letters[i + 2])) || after === "y") letters[i + 1] = after.toUpperCase();
      else if (letters[i] === "y" && vowel(after)) letters[i] = "Y";
    } else if (letters[i] === "q" && after === "u") letters[i + 1] = "U";
  }
  return letters.join("");
}

/**
 * @param {string} word
 * @returns {Regions}
 */
function regionsOf(word) {
  let rv = 3;
  if (!(word.length > 2 && vowel(word[0]) && vowel(word[1])) && !/^(col|par|tap)/.test(word)) {
    rv = 1;
    while (rv < word.length && !vowel(word[rv])) rv++;
    rv = Math.min(rv + 1, word.length);
  }
  const r1 = afterSyllable(word, 0);
  return { rv, r1, r2: afterSyllable(word, r1) };
}

/**
 * After the first consonant that follows a vowel.
 * @param {string} word
 * @param {number} start
 */
function afterSyllable(word, start) {
  const found = /[aeiouy][^aeiouy]/.exec(word.slice(start));
  return found ? start + found.index + 2 : word.length;
}

/**
 * The kind of the longest ending that begins at `start` or later, and the word before it.
 * @param {string} word
 * @param {Map<string, string>} endings
 * @param {number} start
 * @returns {[string, string]}
 */
function longest(word, endings, start) {
  for (let at = Math.max(start, word.length - LONGEST); at < word.length; at++) {
    const kind = endings.get(word.slice(at));
    if (kind) return [kind, word.slice(0, at)];
  }
  return ["", word];
}

/**
 * Whether a noun's or adjective's ending was taken, and what is left.
 * @param {string} word
 * @param {Regions} regions
 * @returns {[boolean, string]}
 */
function standard(word, { rv, r1, r2 }) {
  const [kind, stem] = longest(word, STANDARD, 0);
  const at = stem.length;
  const before = stem.slice(-1);
  if (at >= r2) {
    if (kind === "delete") return [true, stem];
    if (kind === "ation") return [true, withoutIc(stem, r2)];
    if (kind === "if") return [true, stem.endsWith("at") && at - 2 >= r2 ? withoutIc(stem.slice(0, -2), r2) : stem];
    if (kind === "log" || kind === "u" || kind === "ent") return [true, stem + kind];
  }
  if (kind === "ement" && at >= rv) return [true, afterEment(stem, r1, r2)];
  if (kind === "eau" || (kind === "al" && at >= r1)) return [true, stem + kind];
  if (kind === "eux" && at >= r1) return [true, at >= r2 ? stem : stem + kind];
  if (kind === "issement" && at >= r1 && at > 0 && !vowel(before)) return [true, stem];
  // The ending of an adverb is taken, then what is left is looked at as a verb.
  if (kind === "amment" && at >= rv) return [false, `${stem}ant`];
  if (kind === "emment" && at >= rv) return [false, `${stem}ent`];
  return [false, kind === "ment" && at > rv && vowel(before) ? stem : word];
}

/**
 * @param {string} stem
 * @param {number} r2
 */
function withoutIc(stem, r2) {
  if (!stem.endsWith("ic")) return stem;
  return stem.slice(0, -2) + (stem.length - 2 >= r2 ? "" : "iqU");
}

/**
 * @param {string} stem
 * @param {number} r1
 * @param {number} r2
 */
function afterEment(stem, r1, r2) {
  const two = stem.length - 2;
  const three = stem.length - 3;
  if (stem.endsWith("iv") && two >= r2) {
    const rest = stem.slice(0, two);
    return rest.endsWith("at") && two - 2 >= r2 ? rest.slice(0, -2) : rest;
  }
  if (stem.endsWith("eus") && three >= r1) return stem.slice(0, three) + (three >= r2 ? "" : "eux");
  return /(iqU|abl)$/.test(stem) && three >= r2 ? stem.slice(0, three) : stem;
}

/**
 * Whether a verb's ending was taken from RV, and what is left.
 * @param {string} word
 * @param {Regions} regions
 * @returns {[boolean, string]}
 */
function verb(word, { rv, r2 }) {
  let [kind, stem] = longest(word, I_VERBS, rv);
  if (kind && stem.length > rv && !vowel(stem.slice(-1))) return [true, stem];
  [kind, stem] = longest(word, VERBS, rv);
  if (!kind || (kind === "ions" && stem.length < r2)) return [false, word];
  return [true, kind === "ant" && stem.length > rv && stem.endsWith("e") ? stem.slice(0, -1) : stem];
}

/**
 * The word without a plural, a final e or -ion.
 * @param {string} word
 * @param {Regions} regions
 */
function residual(word, { rv, r2 }) {
  if (/[^aious]s$/.test(word)) word = word.slice(0, -1);
  const at = word.length - 3;
  if (at >= rv && word.endsWith("ion")) {
    return at >= r2 && at > rv && /[st]ion$/.test(word) ? word.slice(0, at) : word;
  }
  if (at >= rv && /[iI]er$/.test(word)) return `${word.slice(0, at)}i`;
  return word.length - 1 >= rv && word.endsWith("e") ? word.slice(0, -1) : word;
}
