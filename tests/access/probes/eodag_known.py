"""Which providers and collections does this release of EODAG know? `python eodag_known.py CONFIG < pairs.json`.

Prints, for each [provider, collection], "known", "any" (the provider takes any collection) or what is missing.
"""

import json
import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
os.environ["EODAG_EXT_COLLECTIONS_CFG_URI"] = ""
os.environ["HOME"] = tempfile.mkdtemp()
os.environ["EODAG_CFG_FILE"] = sys.argv[1]
from importlib.resources import files  # noqa: E402

import yaml  # noqa: E402
from eodag import EODataAccessGateway  # noqa: E402 - reads the environment

EODataAccessGateway()  # refuses a configuration that it cannot read
resources = files("eodag.resources")
# Not `dag.providers`: it leaves out those that ask for an account, until one is given.
providers = {}
for file in resources.joinpath("providers").iterdir():
    providers.update(yaml.safe_load(file.read_text("utf-8")))
shipped = json.loads(resources.joinpath("ext_collections.json").read_text("utf-8"))
answers = []
for provider, collection in json.load(sys.stdin):
    if provider not in providers:
        answers.append(f"no provider {provider}")
        continue
    products = {*providers[provider].get("products", {}), *shipped.get(provider, {}).get("providers_config", {})}
    known = "known" if collection in products else "any" if "GENERIC_COLLECTION" in products else "no collection"
    answers.append(known)
print(json.dumps(answers))
