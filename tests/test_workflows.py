"""The workflows can do no more than they must: pinned actions, stated permissions, no secrets, apart publication."""

import re
import subprocess
import sysconfig
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


def test_only_the_job_that_takes_data_and_runs_nothing_may_write_to_the_repository() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text("utf-8"))["jobs"]
    may = {name: job["permissions"] for name, job in jobs.items() if "write" in job["permissions"].values()}
    assert may == {"commit": {"contents": "write"}, "deploy": {"pages": "write", "id-token": "write"}}
    commands = "".join(step.get("run", "") for name in may for step in jobs[name]["steps"])
    assert not re.search(r"\b(terra|python|pip|make|npm)\b(?! harvest)", commands)


def test_a_night_asks_each_source_in_a_job_of_its_own_and_never_twice_at_once() -> None:
    nightly = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text("utf-8"))
    strategy = nightly["jobs"]["harvest"]["strategy"]
    assert strategy["fail-fast"] is False
    assert strategy["max-parallel"] == 4
    assert nightly["concurrency"] == {"group": "nightly", "cancel-in-progress": False}


@pytest.mark.parametrize("persona", ["pedantic", "auditor"])
def test_an_auditor_of_workflows_finds_nothing(persona: str) -> None:
    auditor = Path(sysconfig.get_path("scripts")) / "zizmor"
    if not auditor.is_file():
        pytest.skip("zizmor is not installed: it has no build for this machine")
    command = [str(auditor), "--offline", f"--persona={persona}", "--no-progress", str(ROOT / ".github/workflows")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hostile", ["code", "link"])
def test_a_night_that_touches_more_than_data_is_not_pushed(tmp_path: Path, hostile: str) -> None:
    """The commands of the commit job, run on a repository of the test."""
    origin, work = tmp_path / "origin.git", tmp_path / "work"
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    _git(tmp_path, "clone", "--quiet", str(origin), str(work))
    _commit(work, "README.md", "first")
    _git(work, "push", "--quiet", "origin", "HEAD:main")
    base = _git(work, "rev-parse", "HEAD")
    jobs = yaml.safe_load((ROOT / ".github/workflows/nightly.yml").read_text("utf-8"))["jobs"]
    script = next(step["run"] for step in jobs["commit"]["steps"] if "run" in step)
    script = script.replace('"https://x-access-token:$TOKEN@github.com/$GITHUB_REPOSITORY.git"', "origin")
    for attempt, sound in (("hostile", False), ("sound", True)):
        _git(work, "checkout", "--quiet", "--detach", base)
        _commit(work, "catalog/records/x/a.json", "{}")
        if not sound and hostile == "code":
            _commit(work, "build/terra_build/cli.py", "import os")
        if not sound and hostile == "link":
            (work / "catalog/records/x/b.json").symlink_to("/etc/hostname")
            _commit(work)
        _git(work, "bundle", "create", "--quiet", "night.bundle", "origin/main..HEAD")
        _git(work, "checkout", "--quiet", "-B", "main", base)
        done = subprocess.run(["bash", "-e", "-c", script], cwd=work, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is sound, (attempt, done.stderr)
        pushed = _git(origin, "rev-parse", "main")
        assert (pushed != base) is sound


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@t.example"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def _commit(work: Path, name: str | None = None, text: str = "") -> None:
    if name:
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text)
        _git(work, "add", name)
    else:
        _git(work, "add", "--all", "catalog")
    _git(work, "commit", "--quiet", "--message", "x")
