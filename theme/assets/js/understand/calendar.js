/** Months, seasons, decades and numbers in words, folded, in both languages. */

const MONTH_NAMES = [
  "janvier january jan", "fevrier february feb fev", "mars march", "avril april apr avr", "mai may", "juin june jun",
  "juillet july jul juil", "aout august aug", "septembre september sept sep", "octobre october oct",
  "novembre november nov", "decembre december dec",
];

/** @type {ReadonlyMap<string, string>} name -> "01" to "12" */
export const MONTHS = new Map(
  MONTH_NAMES.flatMap((names, at) => names.split(" ").map((name) => /** @type {const} */ ([name, String(at + 1).padStart(2, "0")]))),
);

/** @type {ReadonlyMap<string, readonly [string, string]>} name -> first and last month, of the northern half of the Earth */
export const SEASONS = new Map([
  ["printemps", ["03", "05"]], ["spring", ["03", "05"]], ["ete", ["06", "08"]], ["summer", ["06", "08"]],
  ["automne", ["09", "11"]], ["autumn", ["09", "11"]], ["fall", ["09", "11"]], ["hiver", ["12", "02"]], ["winter", ["12", "02"]],
]);

/** @type {ReadonlyMap<string, string>} */
export const DECADES = new Map([
  ["twenties", "20"], ["thirties", "30"], ["forties", "40"], ["fifties", "50"], ["sixties", "60"], ["seventies", "70"],
  ["eighties", "80"], ["nineties", "90"],
]);

/** @type {ReadonlyMap<string, number>} the longest names first, since they begin as others do */
export const NUMBERS = new Map([
  ["quatre vingt dix", 90], ["soixante dix", 70], ["quatre vingts", 80], ["quatre vingt", 80], ["deux", 2], ["trois", 3],
  ["quatre", 4], ["cinq", 5], ["six", 6], ["sept", 7], ["huit", 8], ["neuf", 9], ["dix", 10], ["quinze", 15], ["vingt", 20],
  ["trente", 30], ["quarante", 40], ["cinquante", 50], ["soixante", 60], ["cent", 100], ["two", 2], ["three", 3], ["four", 4],
  ["five", 5], ["seven", 7], ["eight", 8], ["nine", 9], ["ten", 10], ["fifteen", 15], ["twenty", 20], ["thirty", 30],
  ["forty", 40], ["fifty", 50], ["sixty", 60], ["hundred", 100],
]);

/** Every word here and those that go with them: they are spelt right, and no name of a concept is meant. */
export const CALENDAR = [
  ...MONTHS.keys(), ...SEASONS.keys(), ...DECADES.keys(), ...[...NUMBERS.keys()].flatMap((name) => name.split(" ")),
  ..."depuis since partir apres after avant before jusque until between entre aujourd aujourd'hui present today maintenant".split(" "),
  ..."derniere dernieres dernier derniers passees passes annee annees decennie decennies decade decades siecle century".split(" "),
];
