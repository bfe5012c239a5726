"""The content of a dataset page as Markdown, section by section, for MkDocs to render.

It says what our page says, in the same order: crumbs, essentials with both drawings (the same SVG, as raw HTML), uses,
description, table of variables, ways of access, publications and neighbours, citations in both languages and BibTeX,
the whole checklist, history, machine formats, and the same schema.org description. Not there, because Material has no
such thing or it costs MkDocs nothing: the typed links of the head, copy buttons, the marks of facts for programs.
"""

from terra_build import schemaorg
from terra_build.catalogue import Catalogue
from terra_build.footprint import footprint_svg
from terra_build.pages import quality, related
from terra_build.period_bar import period_bar_svg
from terra_build.words import Words
from terra_catalog.dataset import Dataset
from terra_vocab.text import Lang


def markdown(dataset: Dataset, catalogue: Catalogue, words: Words) -> str:
    """One page in the language of `words`. Neighbours are linked as files, as MkDocs wants it."""
    thesaurus, lang = catalogue.thesaurus, words.lang
    other: Lang = "en" if lang == "fr" else "fr"
    title = dataset.title.shown(lang)[0]

    def label(scheme: str, concept_id: str) -> str:
        concept = thesaurus.find(scheme, concept_id)
        return concept.label.shown(lang)[0] if concept else concept_id

    variables = [(v, thesaurus.find("variables", v.concept)) for v in dataset.variables]
    rows = [
        f"| [{c.label.shown(lang)[0]}](../../variables/{c.id}/) "
        f"| {c.label.en} | {c.unit.symbol if c.unit else ''} | {c.notation or ''} |"
        for _, c in variables
        if c
    ]
    interval = dataset.intervals[0]
    west, south, east, north = dataset.boxes[0]
    protocols = thesaurus.of("protocols")
    explained = {p.id: f"### {p.label.shown(lang)[0]}\n\n{p.definition.shown(lang)[0]}\n\n" for p in protocols}
    places = "".join(
        f"{explained[way.protocol or 'http']}[{way.url}]({way.url})\n\n"
        for way in (*dataset.distributions, *dataset.services)
    )
    publications = "\n".join(f"- {r.kind}: [{r.doi or r.url}](https://doi.org/{r.doi})" for r in dataset.related)
    neighbours = "\n".join(f"- [{d.title.shown(lang)[0]}]({d.id}.md)" for d in related.similar(dataset, catalogue))
    met = quality.met(dataset)
    checks = "\n".join(f"- {words(name)}" for name in quality.words_of(met))
    period = f"{interval.start} – {interval.end or '…'}"
    where = f"{south}° – {north}°, {west}° – {east}°"
    keywords = dataset.keywords.fr if lang == "fr" else dataset.keywords.en
    address = f"https://doi.org/{dataset.identifiers.doi}" if dataset.identifiers.doi else dataset.landing_page
    producers = ", ".join(p.name for p in dataset.providers)
    crumbs = " › ".join(f"[{label('compartments', c)}](../../compartments/{c}/)" for c in dataset.compartments)
    return f"""---
title: "{title}"
description: "{dataset.summary.shown(lang)[0]}"
---

{crumbs}

# {title}

{" · ".join(dataset.names)}

**{dataset.summary.shown(lang)[0]}**

{" · ".join(label("platforms", p) for p in dataset.platforms)} · {dataset.status}

[{label("protocols", "http")}]({dataset.landing_page}) · [Citation](#citation)

## Essentials

<figure>{footprint_svg(dataset.boxes, where, "../../../")}</figure>

{period_bar_svg(dataset.intervals, period, this_year=2026)}

| | |
|---|---|
| Period | {period} |
| Where | {where} |
| Licence | {label("licences", dataset.licence) if dataset.licence else "not stated"} |
| Access | not stated |
| Variables | {", ".join(c.label.shown(lang)[0] for _, c in variables if c)} |
| Producers | {producers} |
| Data centre | [{label("data-centres", dataset.data_centre or "")}](../../centres/{dataset.data_centre}/) |
| Hub | [{label("poles", dataset.pole)}](../../poles/{dataset.pole}/) |
| DOI | {dataset.identifiers.doi or "not stated"} |

## Uses

{"".join(f"- {t.shown(lang)[0]}" + chr(10) for t in dataset.useful_for)}

## Limits

{"".join(f"- {t.shown(lang)[0]}" + chr(10) for t in dataset.not_for)}

## Description

{dataset.description.shown(lang)[0]}

## Variables

| Variable | English | Unit | CF |
|---|---|---|---|
{chr(10).join(rows)}

## Access

{places}
## Related

{publications}

### See also

{neighbours}

## Citation

> {producers}. {title}. {label("data-centres", dataset.data_centre or "")}. {address}

> {producers}. {dataset.title.shown(other)[0]}. {label("data-centres", dataset.data_centre or "")}. {address}

```
@misc{{{dataset.id},
  title = {{{title}}},
  author = {{{producers}}},
  publisher = {{{label("data-centres", dataset.data_centre or "")}}},
  doi = {{{dataset.identifiers.doi or ""}}},
  url = {{{address}}}
}}
```

## Quality

{sum(met)} of {len(met)} criteria met.

{checks}

## Origin and history

| | |
|---|---|
| Identifier | `{dataset.id}` |
| Created | {dataset.created} |
| Updated | {dataset.updated} |
| Keywords | {", ".join(keywords)} |
| Source | {dataset.provenance.source if dataset.provenance else ""} |
| Original identifier | {dataset.provenance.upstream_id if dataset.provenance else ""} |

<script type="application/ld+json">{schemaorg.script(dataset, catalogue, lang)}</script>

[STAC](../../../stac/collections/{dataset.id}/collection.json) ·
[GeoDCAT-AP](../../../dcat/datasets/{dataset.id}.jsonld)
"""
