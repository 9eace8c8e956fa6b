#!/usr/bin/env python3
"""Measures how many kinds of credentials a build finds that were made up without a look at its rules.

`coverage.jsonl.xz` holds one text an entry: what a file of `path` says, with the `secret` in it, or,
where there is none, what only looks like a credential. Six authors wrote it, each blind, from the
providers' documentation: sets A and B of the providers of ../shared/providers.txt, C and E of others,
D and F of passwords, keys, commands and configuration files of every kind. It was worked on
afterwards: what it says of a build since is how far that is from a step back.
"""

import argparse
import base64
import binascii
import collections
import json
import lzma
import pathlib
import subprocess
import tempfile

PACKAGE = pathlib.Path(__file__).resolve().parents[1]


def found(shrike, entries):
    """For each entry, the secrets that the rules for secrets find in it."""
    listed = subprocess.run([shrike, "rules", "list"], check=True, stdout=subprocess.PIPE, text=True)
    policies = [line.split()[0] for line in listed.stdout.splitlines() if line.startswith("ZT")]
    skipped = [word for policy in policies for word in ("--skip", policy)]
    secrets = collections.defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number, entry in enumerate(entries):
            name = entry["path"].lstrip("/").replace("..", "up").replace("~", "home")
            path = pathlib.Path(folder, str(number), name)
            path.parent.mkdir(parents=True)
            path.write_bytes(entry["text"].encode())
        output = subprocess.run(
            [shrike, "files", "--format", "jsonl", "--show-secrets", *skipped, "."], cwd=folder,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        if output.returncode not in (0, 1, 3):
            raise SystemExit(f"{shrike} ended with status {output.returncode}")
        for line in output.stdout.decode(errors="replace").splitlines():
            finding = json.loads(line)
            secret = (finding.get("secret") or {}).get("text")
            for place in finding.get("occurrences", []) if secret else []:
                secrets[int(place["path"].split("/")[0])].append(secret)
    return secrets


def is_hit(secret, told):
    """Whether one of `told` is the secret, half of it or more, or what it is a part of.

    What is found in base64 is told as what it encodes.
    """
    try:
        plain = base64.b64decode(secret, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        plain = secret
    if len(plain) > 3 and any(plain in other or 2 * len(other) >= len(plain) and other in plain
                              for other in told):
        return True
    return any(secret in other or 2 * len(other) >= len(secret) and other in secret
               for other in told)


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--shrike", type=pathlib.Path, default=PACKAGE / ".build/release/shrike")
    options.add_argument("--missed", action="store_true", help="print each text that is missed")
    options = options.parse_args()
    data = lzma.open(pathlib.Path(__file__).with_name("coverage.jsonl.xz"), "rt", encoding="utf8")
    entries = [json.loads(line) for line in data]
    secrets = found(options.shrike.resolve(), entries)
    print(f"{'set':<6}{'texts':>8}{'found':>8}{'kinds':>8}{'found':>8}{'clean':>8}{'told':>6}")
    for name in sorted({entry["set"] for entry in entries}):
        kinds = collections.defaultdict(list)
        clean = told = 0
        for number, entry in enumerate(entries):
            if entry["set"] != name:
                continue
            if "secret" not in entry:
                clean += 1
                told += bool(secrets[number])
                continue
            hit = is_hit(entry["secret"], secrets[number])
            kinds[entry["provider"], entry["kind"]].append(hit)
            if options.missed and not hit:
                print(f"  {entry['provider']}, {entry['kind']}, {entry['path']}: {entry['text']!r}")
        texts = [hit for hits in kinds.values() for hit in hits]
        print(f"{name:<6}{len(texts):>8}{sum(texts) / len(texts):>8.3f}{len(kinds):>8}"
              f"{sum(map(any, kinds.values())) / len(kinds):>8.3f}{clean:>8}{told:>6}")


if __name__ == "__main__":
    main()
