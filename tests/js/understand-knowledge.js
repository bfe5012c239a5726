/** A small thesaurus and gazetteer, as the build would write them. */

import { readKnowledge } from "../../theme/assets/js/understand/knowledge.js";

const CONCEPTS = [
  // key, label, other, alternatives, broader, datasets
  ["variables/sea-level", "Niveau de la mer", "Sea level", ["hauteur d’eau", "tide gauge"], [6, 8], 4],
  ["variables/sea-surface-temperature", "Température de surface de la mer", "Sea surface temperature", ["SST"], [8], 5],
  ["variables/salinity", "Salinité de l’eau de mer", "Sea water salinity", ["salinité", "salinity", "PSS-78"], [8], 9],
  ["variables/pm25", "Particules fines PM2,5", "Fine particulate matter PM2.5", ["PM2.5", "particules fines"], [], 3],
  ["variables/carbon-dioxide", "Dioxyde de carbone", "Carbon dioxide", ["CO2", "CO₂"], [], 2],
  ["variables/ocean-pco2", "Pression partielle de CO2", "pCO2", ["CO2"], [8], 2],
  ["subdomains/sea-level-topography", "Niveau de la mer et topographie", "Sea level and topography", [], [8], 6],
  ["platforms/satellite", "Satellite", "Satellite", ["spatial", "remote sensing"], [], 7],
  ["compartments/oceans", "Océans", "Oceans", ["mer", "sea"], [], 20],
  ["formats/netcdf", "NetCDF", "NetCDF", [], [], 1],
  ["platforms/in-situ", "In situ", "In situ", ["terrain"], [], 7],
  ["data-centres/coriolis", "Coriolis", "Coriolis", [], [], 3],
  ["licences/cc-by-4.0", "CC BY 4.0", "CC BY 4.0", [], [], 3],
  ["variables/river-discharge", "Débit des cours d’eau", "River discharge", ["débit", "eaux courantes"], [], 0],
];
const PLACES = [
  ["mediterranean-sea", "sea", "Mer Méditerranée", "Mediterranean Sea", ["Méditerranée", "Mediterranean"], [-6, 30, 36.5, 46]],
  ["west-africa", "continent", "Afrique de l’Ouest", "West Africa", [], [-18, 4, 16, 25]],
  ["africa", "continent", "Afrique", "Africa", [], [-18, -35, 51.5, 37.5]],
  ["congo-1", "country", "République du Congo", "Republic of the Congo", ["Congo"], [11, -5, 18, 3]],
  ["congo-2", "country", "RDC", "DR Congo", ["Congo"], [12, -13, 31, 5]],
  ["fiji", "country", "Fidji", "Fiji", [], [176, -21, -178, -12]],
];

const column = (rows, at) => rows.map((row) => row[at]);

export const FILE = {
  concepts: {
    keys: column(CONCEPTS, 0), labels: column(CONCEPTS, 1), other: column(CONCEPTS, 2),
    alt: column(CONCEPTS, 3).map((names) => names.join("\n")), above: column(CONCEPTS, 4), counts: column(CONCEPTS, 5),
  },
  places: {
    keys: column(PLACES, 0), kinds: column(PLACES, 1), labels: column(PLACES, 2), other: column(PLACES, 3),
    alt: column(PLACES, 4).map((names) => names.join("\n")), boxes: column(PLACES, 5).flat(),
  },
  words: ["daily", "quotidien"],
  told: { terms: "bord flottent", concepts: [[0], [2, 0]] },
};

export const KNOWLEDGE = readKnowledge(FILE);
