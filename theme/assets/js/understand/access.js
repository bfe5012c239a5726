/** The words by which people ask for an access condition, in both languages. */

import { keyOf, tokensOf } from "./tokens.js";

const NAMES = {
  open: [
    "libre", "accès libre", "libre accès", "accès ouvert", "données ouvertes", "données libres", "gratuit", "gratuite",
    "gratuits", "gratuites", "téléchargement libre", "open", "open access", "open data", "free", "freely available",
    "free of charge", "free download",
  ],
  account: ["avec compte", "sur inscription", "après inscription", "with account", "with registration", "login required"],
  request: ["sur demande", "accès restreint", "on request", "upon request", "restricted access"],
  embargo: ["embargo", "sous embargo", "under embargo"],
};

/** @type {ReadonlyMap<string, {id: string, name: string}>} key -> access condition and the words for it */
export const ACCESS = new Map(
  Object.entries(NAMES).flatMap(([id, names]) => names.map((name) => /** @type {const} */ ([keyOf(tokensOf(name)), { id, name }]))),
);
