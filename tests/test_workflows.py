"""The workflows can do no more than they must: pinned actions, stated permissions, no secrets, apart publication."""

import re
from pathlib import Path

import pytest
import yaml
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_a_workflow_pins_its_actions_and_states_its_permissions(file: Path) -> None:
    text = file.read_text("utf-8")
    workflow = yaml.safe_load(text)
    used = re.findall(r"uses: (\S+)", text)
    assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action) for action in used), used
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())
    assert "pull_request_target" not in text
    assert "secrets." not in text
    assert text.count("actions/checkout@") == text.count("persist-credentials: false")


def test_only_the_job_that_runs_nothing_of_ours_may_publish() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/pages.yml").read_text("utf-8"))["jobs"]
    may = {name for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert may == {"deploy"}
    assert not [step for step in jobs["deploy"]["steps"] if "run" in step]
