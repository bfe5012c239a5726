"""The content of a dataset page as Markdown, section by section, for MkDocs to render."""

from terra_catalog.dataset import Dataset
from terra_vocab.concept import Thesaurus
from terra_vocab.text import Lang


def markdown(dataset: Dataset, thesaurus: Thesaurus, lang: Lang) -> str:
    """One page with what ours says: essentials, uses, description, variables, access, related, citation, origin."""
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
    places = "".join(
        f"### {label('protocols', d.protocol or 'http')}\n\n[{d.url}]({d.url})\n\n```\ncurl -O {d.url}\n```\n\n"
        for d in dataset.distributions
    ) + "".join(f"### {label('protocols', s.protocol)}\n\n[{s.url}]({s.url})\n\n" for s in dataset.services)
    related = "\n".join(f"- {r.kind}: [{r.doi or r.url}](https://doi.org/{r.doi})" for r in dataset.related)
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

| | |
|---|---|
| Period | {interval.start} – {interval.end or "…"} |
| Where | {south}° – {north}°, {west}° – {east}° |
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

{related}

## Citation

{producers}. *{title}*. {dataset.updated[:4]}. {dataset.identifiers.doi or ""}

```
@misc{{{dataset.id},
  title = {{{title}}},
  author = {{{producers}}},
  year = {{{dataset.updated[:4]}}}
}}
```

## Quality

- title and summary in both languages
- description in both languages
- variables named with the thesaurus
- period stated
- place stated
- licence: {"stated" if dataset.licence else "not stated"}
- DOI: {"stated" if dataset.identifiers.doi else "not stated"}

## Origin and history

| | |
|---|---|
| Created | {dataset.created} |
| Updated | {dataset.updated} |
| Source | {dataset.provenance.source if dataset.provenance else ""} |

[STAC](../../../stac/collections/{dataset.id}/collection.json) ·
[GeoDCAT-AP](../../../dcat/datasets/{dataset.id}.jsonld)
"""
