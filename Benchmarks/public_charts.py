#!/usr/bin/env python3
"""Measures the policies on public charts, manifests, Terraform and scripts.

Fetches a fixed list of packages from PyPI into .build/bench/public-charts (nothing of them is kept in
the repository, nothing is installed), lints each, and prints how many templates of charts were read
as a whole, what was not and why, the findings of each policy, and how many of them are true by the
labels in public-charts-labels.tsv (key, rule, verdict, reason; no secret stands there).
`--unlabelled` prints the findings that nobody has judged: all of the policies that look for literals,
a seeded sample of ten of each other one.

Needs Python 3 with venv and pip. A source archive's metadata is built by pip, so its build script
runs: use a machine that may run code from PyPI.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
LABELS = PACKAGE / "Benchmarks/public-charts-labels.tsv"
FOLDER = PACKAGE / ".build/bench/public-charts"
WHEELS = """
ansible==12.3.0
cloudtik==1.6.0
dask-kubernetes==2026.3.0
determined==0.38.1
epik8s-tools==0.17.0
jina==3.34.0
kube-compose==0.11.4
kubetorch==0.5.1
mage-ai==0.9.80
nebari==2025.10.1
nvflare==2.9.0
qhub==0.4.5
ragleap-app-chart==0.3.2
ragleap-observability==0.8.4
ragleap-ops==0.6.2
ragleap-terraform==0.1.1
sematic==0.41.0
skypilot==0.14.1
xpk==1.16.0
""".split()
SOURCES = """
blueapi==1.21.1
chartpress==2.4.0
cognee==1.6.5
daq-config-server==1.6.0
feast==0.67.0
jupyter-enterprise-gateway==3.3.0
kapitan==0.36.3
kolla-ansible==22.2.0
kolla-kubernetes==0.6.0
kopf==1.45.2
kuryr-kubernetes==10.0.0
magnum==23.0.0
mcp-contextforge-gateway==1.0.7.post20260921
reana-cluster==0.6.1
sextant==0.5.0
tutor==22.0.3
zuul==14.3.0
""".split()
# What the build scripts of the archives import.
BUILDERS = ["setuptools==80.9.0", "wheel", "setuptools_scm", "pbr", "hatchling", "hatch-vcs",
            "hatch-fancy-pypi-readme", "hatch-requirements-txt", "poetry-core", "flit-core", "numpy"]
ENDINGS = (".yaml", ".yml", ".tpl", ".tf", ".tfvars", ".sh", ".json", ".env", ".txt", ".md")
# The policies of which every finding is judged.
LITERAL = {"ZT101", "ZT105", "ZT106", "ZT115", "ZT201", "ZT202", "ZT204", "ZT205"}
SAMPLE = 10


def fetch(packages, form, python):
    """Downloads what is not there yet, and unpacks what a policy may read."""
    for package in packages:
        name = package.split("==")[0]
        target = FOLDER / f"{name}-{form}"
        if target.is_dir():
            continue
        with tempfile.TemporaryDirectory() as folder:
            flags = ["--only-binary", ":all:"] if form == "wheel" else [
                "--no-binary", ":all:", "--no-build-isolation"]
            done = subprocess.run(
                [python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
                 "--no-deps", *flags, "--dest", folder, package], capture_output=True, text=True)
            archives = list(pathlib.Path(folder).iterdir())
            if done.returncode or not archives:
                print(f"  not fetched: {package}", file=sys.stderr)
                continue
            unpack(archives[0], target)


def unpack(archive, target):
    """Writes the members with a known ending below `target`; none can leave it."""
    def keep(name, data):
        path = pathlib.PurePosixPath(name)
        isHarmless = not path.is_absolute() and ".." not in path.parts
        if isHarmless and (path.name.endswith(ENDINGS) or path.name in ("Makefile", "Dockerfile")):
            file = target / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data())

    target.mkdir(parents=True)
    if archive.suffix in (".whl", ".zip"):
        with zipfile.ZipFile(archive) as members:
            for member in members.infolist():
                if not member.is_dir():
                    keep(member.filename, lambda: members.read(member))
    else:
        with tarfile.open(archive) as members:
            for member in members:
                if member.isfile():
                    keep(member.name, lambda: members.extractfile(member).read())


def lint(binary, folder):
    """The report of one package, as JSON, its paths from `folder`.

    Secrets are shown, since a masked word may be one of a path, which names the finding.
    """
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        done = subprocess.run([binary, "lint", "--show-secrets", "--format", "json", "--output",
                               report.name, folder.name], cwd=FOLDER, capture_output=True, text=True)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"shrike ended with {done.returncode}: {done.stderr[-500:]}")
        report = json.load(open(report.name))
    places = [place for finding in report["findings"] for place in finding["occurrences"]]
    for place in places:
        place["path"] = place["path"].removeprefix(folder.name + "/")
    for notice in report["notices"]:
        notice["subject"] = notice["subject"].removeprefix(folder.name + "/")
    return report


def key(package, finding):
    """What names a finding here, on any machine."""
    place = finding["occurrences"][0]
    text = "\t".join([package, finding["rule"], place["path"], str(place["startLine"]),
                      str(place["startColumn"]), finding["message"].split(" (also")[0]])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def chartTemplates(folder):
    """The templates of charts, helpers included, by their path from `folder`."""
    found = set()
    for chart in folder.rglob("Chart.yaml"):
        for file in (chart.parent / "templates").rglob("*"):
            if file.suffix in (".yaml", ".yml", ".tpl") and file.is_file():
                found.add(str(file.relative_to(folder)))
    return found


def labels():
    known = {}
    for line in LABELS.read_text().splitlines() if LABELS.is_file() else []:
        name, rule, verdict, reason = line.split("\t")
        known[name] = (rule, verdict, reason)
    return known


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shrike", default=PACKAGE / ".build/release/shrike")
    parser.add_argument("--unlabelled", action="store_true")
    options = parser.parse_args()
    binary = str(pathlib.Path(options.shrike).resolve())
    builder = PACKAGE / ".build/bench/public-charts-venv"
    if not builder.is_dir():
        venv.create(builder, with_pip=True)
        subprocess.run([builder / "bin/python", "-m", "pip", "install", "--quiet", *BUILDERS],
                       check=True)
    # A repository of its own: the configuration of this one is not meant for the packages.
    subprocess.run(["git", "init", "--quiet", FOLDER], check=True)
    fetch(WHEELS, "wheel", builder / "bin/python")
    fetch(SOURCES, "source", builder / "bin/python")

    charts = templates = files = 0
    unread, others = [], []
    findings = collections.defaultdict(list)
    for folder in sorted(FOLDER.glob("*-*")):
        report = lint(binary, folder)
        own = chartTemplates(folder)
        charts += len(list(folder.rglob("Chart.yaml")))
        templates += len(own)
        files += report["coverage"]["policyFiles"]
        broken = {n["subject"]: n for n in reversed(report["notices"])
                  if n["kind"] == "incomplete" and n["subject"]}
        for path, notice in sorted(broken.items()):
            line = f"{folder.name}/{path}:{notice['line']}: {notice['message']}"
            (unread if path in own else others).append(line)
        for finding in report["findings"]:
            findings[finding["rule"]].append((folder.name, finding))
    if not templates:
        sys.exit("no chart was fetched")

    share = (templates - len(unread)) / templates
    print(f"{charts} charts, {templates} templates: {share:.2%} read as a whole; {files} files")
    for title, lines in (("templates not read", unread), ("other files not read", others)):
        print(f"\n{title}: {len(lines)}", *lines, sep="\n  ")
    known = labels()
    judge(findings, known, options.unlabelled)
    return 0 if share >= 0.99 else 1


def judge(findings, known, showsUnlabelled):
    """Prints how many findings of each rule are true, and those that nobody has judged."""
    print(f"\n{'rule':<8}{'findings':>9}{'judged':>8}{'true':>6}")
    unjudged = []
    for rule, found in sorted(findings.items()):
        sample = found
        if rule not in LITERAL and len(found) > SAMPLE:
            sample = random.Random(rule).sample(found, SAMPLE)
        judged = [known[key(*pair)] for pair in sample if key(*pair) in known]
        true = sum(verdict == "true" for _, verdict, _ in judged)
        print(f"{rule:<8}{len(found):>9}{len(judged):>8}{true:>6}")
        unjudged += [pair for pair in sample if key(*pair) not in known]
    print(f"\nnot judged: {len(unjudged)}")
    for package, finding in unjudged if showsUnlabelled else []:
        place = finding["occurrences"][0]
        print(f"{key(package, finding)}\t{finding['rule']}\t{package}/{place['path']}:"
              f"{place['startLine']}\t{finding['message']}\t{place['snippet']['text'].strip()}")


if __name__ == "__main__":
    sys.exit(main())
