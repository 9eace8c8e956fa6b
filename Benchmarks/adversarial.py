"""Text that is made to cost a scanner time: for each rule, what nearly matches, over and over.

Of each rule in rules/secrets: its literals repeated; a literal and a long run of each kind of
character that its pattern knows; its examples with the last byte of the secret changed.
"""

import pathlib
import re

LENGTHS = {"short": 60, "long": 4_000}
CLASSES = {"d": "7", "w": "k", "s": " ", "S": "k", "D": "k", "W": "-", "h": "\t", "R": "\n"}


def repeated(piece, size):
    data = piece.encode()
    return (data * (size // max(1, len(data)) + 1))[:size]


def alphabet(pattern):
    """A character of each class of `pattern`, and of the ends of each range."""
    found = []
    for body in re.findall(r"\[\^?((?:\\.|[^\]\\])+)\]", pattern):
        ends = re.findall(r"(\w)-(\w)", body)
        plain = re.sub(r"\w-\w|\\[dwsSDWhR]|\\x..|\\", "", body)
        names = [CLASSES[name] for name in re.findall(r"\\([dwsSDWhR])", body)]
        found += [first for first, _ in ends] + names + list(plain[:2])
    found += [CLASSES[name] for name in re.findall(r"\\([dwsSDWhR])", pattern)]
    if re.search(r"(?<!\\)\.", pattern):
        found.append("x")
    return list(dict.fromkeys(found))[:8]


def unmarked(text):
    """An example's text, and the end of its first secret."""
    plain, end = "", 0
    for part in re.split("([«»])", text):
        if part == "»" and not end:
            end = len(plain)
        elif part not in "«»":
            plain += part
    end = end or len(plain)
    return plain, end


def texts(rule, size):
    """What is tried on `rule`: a name and the bytes."""
    literals = rule.get("literals", [])
    pattern = str(rule.get("pattern", ""))
    for literal in literals[:3]:
        yield f"{literal!r} repeated", repeated(literal, size)
        yield f"{literal!r} a line", repeated(literal + "\n", size)
    for character in alphabet(pattern) if literals else []:
        for name, length in LENGTHS.items():
            run = literals[0] + character * length
            yield f"{literals[0]!r} and a {name} run of {character!r}", repeated(run + "\n", size)
    for example in rule.get("examples", {}).get("match", [])[:2]:
        text = example["text"] if isinstance(example, dict) else example
        plain, end = unmarked(text)
        for name, last in (("changed", "~"), ("left out", "")):
            yield f"an example, its last byte {name}", repeated(
                plain[:max(0, end - 1)] + last + plain[end:] + "\n", size)


def rules(folder):
    """The entries of every rule file, by id; needs PyYAML."""
    import yaml
    for path in sorted(pathlib.Path(folder).glob("*.yaml")):
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        for rule in yaml.load(path.read_text(), Loader=loader)["rules"]:
            yield rule["id"], rule
