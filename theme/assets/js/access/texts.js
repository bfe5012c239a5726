/** The sentences of the exports, in both languages: they leave the site, so they cannot come from its pages. */

/** @typedef {import("./entry.js").Lang} Lang */

export const TEXTS = /** @type {const} */ ({
  fr: {
    basket: "Panier de jeux de données",
    made: "Carnet préparé par le catalogue Terra. Chaque valeur vient de la notice du jeu de données, dont le lien est donné.",
    page: "Notice complète",
    licence: "Licence",
    notStated: "non renseignée",
    cite: "Comment citer",
    period: "Période",
    footprint: "Où ? L’emprise du jeu de données",
    noFootprint: "L’emprise de ce jeu de données n’est pas renseignée.",
    packages: "Paquets nécessaires : retirez le signe # pour les installer.",
    eodag: "Accès par EODAG",
    eodagAccount: "Le fournisseur peut demander un compte : EODAG lit vos identifiants dans son fichier de configuration.",
    direct: "Accès direct",
    listing: "Ce service donne la liste de ce qu’il contient ; choisissez-y ce qu’il vous faut.",
    portal: "Ces données s’obtiennent sur le portail de leur producteur ; aucun programme ne les ouvre à une adresse connue.",
    plot: "Premier aperçu",
    plotNote: "La première variable qui s’y prête, à la première date et au premier niveau.",
    noPlot: "Aucune grandeur ne se prête à une carte ou à une courbe simple.",
    deprecated: "Ce jeu de données n’est plus tenu à jour.",
    ongoing: "en cours",
    unknown: "?",
    since: "depuis",
    until: "jusqu’à",
  },
  en: {
    basket: "Basket of datasets",
    made: "Notebook prepared by the Terra catalogue. Every value comes from the record of the dataset, whose link is given.",
    page: "Full record",
    licence: "Licence",
    notStated: "not stated",
    cite: "How to cite",
    period: "Period",
    footprint: "Where? The footprint of the dataset",
    noFootprint: "The footprint of this dataset is not stated.",
    packages: "Packages needed: remove the # sign to install them.",
    eodag: "Access with EODAG",
    eodagAccount: "The provider may ask for an account: EODAG reads your credentials in its configuration file.",
    direct: "Direct access",
    listing: "This service lists what it holds; choose what you need in it.",
    portal: "These data are obtained from their producer’s portal; no program opens them at a known address.",
    plot: "A first look",
    plotNote: "The first variable that suits, at the first date and the first level.",
    noPlot: "No quantity suits a simple map or curve.",
    deprecated: "This dataset is no longer maintained.",
    ongoing: "ongoing",
    unknown: "?",
    since: "since",
    until: "until",
  },
});

/**
 * "1993-01-01 – 2020-12-31", "depuis 1993-01-01", or "" when nothing is stated.
 * @param {readonly import("./entry.js").Interval[]} intervals
 * @param {Lang} lang
 */
export function periodText(intervals, lang) {
  const words = TEXTS[lang];
  return intervals
    .map(({ start, end }) => {
      const [from, to] = [start?.slice(0, 10), end?.slice(0, 10)];
      if (from && to) return `${from} – ${to}`;
      return from ? `${words.since} ${from}` : to ? `${words.until} ${to}` : "";
    })
    .filter(Boolean)
    .join(", ");
}
