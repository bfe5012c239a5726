import json
import re
from pathlib import Path

import jsonschema_rs
import pytest
from sound_record import THESAURUS

from terra_catalog.dataset import Dataset
from terra_catalog.load import Record, load_record
from terra_catalog.rule import CATALOGUE_RULES, RECORD_RULES
from terra_catalog.schema import FIELDS, record_schema
from terra_catalog.strict_yaml import read_yaml
from terra_vocab.rules import RULES
from terra_vocab.skos import read_thesaurus

ROOT = Path(__file__).parents[2]
README = (ROOT / "catalog/README.md").read_text(encoding="utf-8")
SCHEMA = ROOT / "catalog/schema/dataset.schema.json"
real_thesaurus = read_thesaurus(sorted((ROOT / "vocab/concepts").glob("*.ttl")))


def example() -> str:
    found = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("rule", [*RECORD_RULES, *CATALOGUE_RULES], ids=lambda rule: rule.name)
def test_every_rule_is_in_the_manual_with_its_level_and_sentence(rule):
    sentence = " ".join(rule.manual.partition("\n\n")[0].split())
    assert f"| `{rule.name}` | {rule.level} | {sentence} |" in README


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_of_the_thesaurus_is_in_the_manual(rule):
    assert f"| `{rule.__name__.replace('_', '-')}` | " in README
    assert str(rule.__doc__) in README


def test_the_manual_names_no_rule_that_is_gone():
    names = {rule.name for rule in (*RECORD_RULES, *CATALOGUE_RULES)} | {r.__name__.replace("_", "-") for r in RULES}
    names |= {"readable-file", "strict-yaml", "strict-json", "shape"}
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| (?:error|warning)", README, re.MULTILINE)) == names


@pytest.mark.parametrize("field", Dataset.__struct_fields__)
def test_every_field_is_in_the_manual_and_in_the_schema_with_one_sentence(field):
    assert f"| `{field}` | {FIELDS[field]} |" in README
    assert record_schema(THESAURUS)["properties"][field]["description"] == FIELDS[field]


def test_the_schema_describes_no_field_that_is_gone():
    assert set(FIELDS) == set(Dataset.__struct_fields__)


def test_the_example_of_the_manual_is_a_sound_record(tmp_path):
    file = tmp_path / "example.yml"
    file.write_text(example(), encoding="utf-8")
    record = load_record(file, tmp_path)
    assert isinstance(record, Record)
    found = [f for rule in RECORD_RULES for f in rule.check(record.dataset, real_thesaurus)]
    found += [f for rule in CATALOGUE_RULES if rule.name != "file-name" for f in rule.check([record], real_thesaurus)]
    assert found == []


def test_the_schema_accepts_the_example_and_every_curated_record():
    validator = jsonschema_rs.validator_for(record_schema(real_thesaurus))
    assert [e.message for e in validator.iter_errors(read_yaml(example()).value)] == []
    for file in (ROOT / "catalog/curated").rglob("*.yml"):
        value = read_yaml(file.read_text(encoding="utf-8")).value
        assert [f"{file.name}: {e.message}" for e in validator.iter_errors(value)] == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"id": "A"},
        {"pole": "moon"},
        {"compartments": ["moon"]},
        {"variables": [{"concept": "moon"}]},
        {"licence": "moon"},
        {"boxes": [[0, 0, 360, 0]]},
        {"distributions": [{"url": "https://example.org", "format": "moon"}]},
        {"colour": "red"},
        {"created": "2026"},
    ],
    ids=str,
)
def test_the_schema_underlines_what_the_rules_refuse(spoilt):
    validator = jsonschema_rs.validator_for(record_schema(real_thesaurus))
    assert not validator.is_valid({**read_yaml(example()).value, **spoilt})


def test_the_schema_is_the_same_each_time():
    assert json.dumps(record_schema(THESAURUS)) == json.dumps(record_schema(THESAURUS))


def test_the_schema_in_the_repository_is_fresh():
    if not SCHEMA.exists():
        pytest.skip("catalog/schema/dataset.schema.json is not written yet")
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == json.loads(json.dumps(record_schema(real_thesaurus)))
