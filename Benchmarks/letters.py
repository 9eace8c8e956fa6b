"""What letters cost as text: a model of three letters, counted in the words of the excerpts.

The labelled values are left out, so that nothing of them is learnt.
"""

import collections
import math
import re

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def words(excerpts):
    """How often each word stands in the excerpts, once for every doubling: no project rules."""
    counts = collections.Counter()
    for text in excerpts.without_values():
        for name in re.findall("[A-Za-z]{3,}", text):
            for word in re.findall("[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name):
                if 3 <= len(word) <= 20:
                    counts[word.lower()] += 1
    return {word: math.log2(1 + count) for word, count in counts.items() if count > 1}


def costs(excerpts):
    """Half bits by first, second and third letter; 0 is the start of the word."""
    one, two, three = (collections.Counter() for _ in range(3))
    for word, count in words(excerpts).items():
        first, second = 0, 0
        for letter in word:
            third = ord(letter) - 96
            one[third] += count
            two[second, third] += count
            three[first, second, third] += count
            first, second = second, third
    behind, behind_two = collections.Counter(), collections.Counter()
    for (second, _), count in two.items():
        behind[second] += count
    for (first, second, _), count in three.items():
        behind_two[first, second] += count
    total = sum(one.values())

    def cost(first, second, third):
        # Each model leans on the shorter one as much as on twenty sightings.
        share = 0.9 * one[third] / total + 0.1 / 26
        share = (two[second, third] + 20 * share) / (behind[second] + 20)
        share = (three[first, second, third] + 20 * share) / (behind_two[first, second] + 20)
        return min(35, round(-2 * math.log2(share)))

    return [[[0 if c == 0 else cost(a, b, c) for c in range(27)] for b in range(27)]
            for a in range(27)]


def rows(table):
    """Each first letter, `-` for none, with its 27 × 27 costs in base 36."""
    for first, row in zip("-abcdefghijklmnopqrstuvwxyz", table):
        yield first, "".join(DIGITS[cost] for costs in row for cost in costs)
