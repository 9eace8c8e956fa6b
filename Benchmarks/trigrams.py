#!/usr/bin/env python3
"""Writes Sources/Rules/TrigramFrequency.swift: how often three bytes stand together in text.

The literal filter looks for the rarest three bytes of each literal, so what is common in real text
has to be known. Counted are the Python standard library (`*.py`), C and C++ headers, and the
documents of the system (text, Markdown, YAML, JSON, HTML, shell), a third each, with a little random
hexadecimal and base64 for the hashes and lock files that repositories hold. Bytes are folded into
the 64 classes of Sources/Rules/LiteralAnchor.swift, which this must match.

Usage: trigrams.py [--headers FOLDER …] [--documents FOLDER …] > Sources/Rules/TrigramFrequency.swift
"""

import argparse
import collections
import math
import os
import random
import sysconfig

OWN = b"abcdefghijklmnopqrstuvwxyz0123456789 _-.:/=+$\"'<>()[]{}#@*,;&|~"[:63]
CLASS = [63] * 256
for number, byte in enumerate(OWN):
    CLASS[byte] = number
for byte in range(65, 91):
    CLASS[byte] = CLASS[byte | 32]
# Rarer ones are all alike: a table of them would be long, and no literal would gain.
SHARE = 5e-5
A_LINE = 23


def files(folders, endings, limit=30_000_000):
    """Up to `limit` bytes of the files that end so, in a fixed order."""
    total = 0
    for folder in folders:
        for path, names, leaves in os.walk(folder):
            names.sort()
            for leaf in sorted(leaves):
                if leaf.endswith(endings) and total < limit:
                    try:
                        with open(os.path.join(path, leaf), "rb") as file:
                            data = file.read(400_000)
                    except OSError:
                        continue
                    total += len(data)
                    yield data


def shares(texts):
    counts = collections.Counter()
    for text in texts:
        folded = bytes(CLASS[byte] for byte in text)
        counts.update(zip(folded, folded[1:], folded[2:]))
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--headers", nargs="*", default=["/usr/include"])
    parser.add_argument("--documents", nargs="*", default=["/usr/share/doc", "/usr/share"])
    options = parser.parse_args()
    python = sysconfig.get_paths()["stdlib"]
    rng = random.Random(1)
    base64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    sources = [
        (0.3, files([python], (".py",))),
        (0.3, files(options.headers, (".h", ".hpp"))),
        (0.3, files([python, *options.documents],
                    (".txt", ".rst", ".md", ".yaml", ".yml", ".json", ".html", ".sh"))),
        (0.06, [bytes(rng.choices(b"0123456789abcdef", k=2_000_000))]),
        (0.04, [bytes(rng.choices(base64, k=2_000_000))]),
    ]
    total = collections.Counter()
    for weight, texts in sources:
        for key, share in shares(texts).items():
            total[key] += weight * share
    entries = []
    for key in sorted(key for key, share in total.items() if share > SHARE):
        level = 1 + round(3 * math.log2(total[key] / SHARE))
        entries.append("".join(chr(0x30 + digit) for digit in (*key, level)))
    lines = "\n    ".join(
        "".join(entries[at:at + A_LINE]) for at in range(0, len(entries), A_LINE))
    print(f'''\
/// How often three bytes stand together in source code and documents.
///
/// Counted by Benchmarks/trigrams.py, which says in what; it writes this file.
enum TrigramFrequency {{
  /// 0 for three classes that are rare, else a third of the doublings of a share of {SHARE:.5f}.
  ///
  /// - Parameter key: the classes of `LiteralAnchor`, six bits each.
  static func level(of key: Int) -> Int {{
    let bytes = table.utf8.span
    var low = 0
    var high = count
    while low < high {{
      let middle = (low + high) / 2
      let offset = middle * 4 + middle / perLine
      let found = SixBits.value(in: bytes, at: offset, digits: 3)
      if found == key {{ return SixBits.value(in: bytes, at: offset + 3, digits: 1) }}
      if found < key {{ low = middle + 1 }} else {{ high = middle }}
    }}
    return 0
  }}

  private static let count = {len(entries)}
  /// Entries of a line of `table`.
  private static let perLine = {A_LINE}
  /// Three classes and the level, a digit of `SixBits` each, in ascending order.
  private static let table: String = #"""
    {lines}
    """#
}}''')


if __name__ == "__main__":
    main()
