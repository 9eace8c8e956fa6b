"""The labelled excerpts, and what Shrike observes in them."""

import bisect
import collections
import json
import lzma
import pathlib
import subprocess

import numpy


class Figures:
    """How often a real credential was found and a finding was real, counted as score.py does."""

    def __init__(self, found, missed, wrong):
        self.real = found + missed
        self.precision = found / max(1, found + wrong)
        self.recall = found / max(1, self.real)
        self.f1 = 2 * found / max(1, 2 * found + missed + wrong)


class Excerpts:
    """One entry a source file: its name, text, and labels with line, columns and truth."""

    def __init__(self, files):
        self.files = files

    @classmethod
    def read(cls, path):
        """Those of a file `*.jsonl.xz`."""
        return cls([json.loads(line) for line in lzma.open(path, "rt", encoding="utf8")])

    def without_values(self):
        """The texts, with blanks for whatever carries a label."""
        for file in self.files:
            lines = file["text"].split("\n")
            for label in file["labels"]:
                start, stop = label["start"], label["stop"]
                for index in range(label["line"] - 1, label["end"]):
                    if start < 0:
                        continue
                    if label["line"] < label["end"]:
                        lines[index] = ""
                    else:
                        line = lines[index]
                        lines[index] = line[:start] + " " * (stop - start) + line[stop:]
            yield "\n".join(lines)

    def observed(self, observer, weights, folder):
        for file in self.files:
            path = pathlib.Path(folder) / file["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file["text"], encoding="utf8", newline="")
        names = "".join(file["file"] + "\n" for file in self.files)
        output = subprocess.run(
            [observer, weights, folder], input=names.encode(), stdout=subprocess.PIPE, check=True)
        return Observed(self.files, output.stdout.decode().split("\n"))


class Observed:
    """The candidates of the generic rule, and where the other rules found something."""

    def __init__(self, files, output):
        self.text = {file["file"]: Text(file["text"]) for file in files}
        self.spans = [(file["file"], label) for file in files for label in file["labels"]]
        self.by_line = collections.defaultdict(list)
        for path, label in self.spans:
            for line in range(label["line"], label["end"] + 1):
                self.by_line[path, line].append(label)
        self.others, self.places, features = set(), [], []
        for fields in (line.split("\t") for line in output):
            if fields[0] == "features":
                self.names = fields[1:]
            elif fields[0] == "finding":
                self.others.add((fields[1], int(fields[2])))
            elif fields[0] == "candidate":
                self.places.append((fields[1], *self.text[fields[1]].place(*fields[2:4])))
                features.append([float(number) for number in fields[5:]])
        self.features = numpy.array(features)
        self.repositories = [path.split("/")[0] for path, *_ in self.places]
        truths = [self.truth(*place) for place in self.places]
        self.labels = numpy.array([truth == "T" for truth in truths], float)
        self.is_labelled = numpy.array([truth in ("T", "F") for truth in truths])
        weights = {"T": 1.0, "F": 1.0, "unlabelled": 0.3, "unclear": 0.0}
        self.weights = numpy.array([weights[truth] for truth in truths])

    def truth(self, path, line, start, stop):
        """T or F as labelled; unclear where only another value of the line is a credential."""
        labels = self.by_line[path, line]
        if not labels:
            return "unlabelled"
        own = [label["truth"] for label in labels
               if label["line"] == label["end"] and label["start"] >= 0
               and label["start"] < stop and label["stop"] > start]
        if own:
            return "T" if "T" in own else "F"
        return "unclear" if any(label["truth"] == "T" for label in labels) else "F"

    def figures(self, kept, repositories=None):
        """Precision and recall of all rules together, with the candidates that are kept."""
        found = self.others | {place[:2] for place, keep in zip(self.places, kept) if keep}
        counts = collections.Counter()
        for path, label in self.spans:
            if repositories is not None and path.split("/")[0] not in repositories:
                continue
            hit = any((path, line) in found for line in range(label["line"], label["end"] + 1))
            counts[label["truth"] == "T", hit] += 1
        return Figures(counts[True, True], counts[True, False], counts[False, True])


class Text:
    """Turns byte offsets into lines, from 1, and columns in characters, from 0."""

    def __init__(self, text):
        self.bytes = text.encode()
        self.starts = [0] + [i + 1 for i, byte in enumerate(self.bytes) if byte == 0x0A]

    def place(self, start, stop):
        start, stop = int(start), int(stop)
        line = bisect.bisect_right(self.starts, start)
        column = len(self.bytes[self.starts[line - 1]:start].decode())
        return line, column, column + len(self.bytes[start:stop].decode("utf8", "replace"))
