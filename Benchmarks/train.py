#!/usr/bin/env python3
"""Trains the score of generic credentials: `rules/score/generic-credential.weights`.

Reads labelled excerpts of public repositories (CredData; `make train` says where they are), lets
`CredentialTraining` observe them with the product's own reader and features, fits a regularised
logistic regression, prints k folds by repository and a table of calibration, and writes the weights.
The same excerpts give the same file.

Needs numpy; `make train` installs it into .build/bench-venv.
"""

import argparse
import pathlib
import tempfile

import numpy

from excerpts import Excerpts
from human_passwords import HumanPasswords
from letters import costs, rows

PACKAGE = pathlib.Path(__file__).resolve().parents[1]
WEIGHTS = PACKAGE / "rules/score/generic-credential.weights"
FOLDS = 11
# The weight that holds back each step, chosen on the folds.
PENALTY = 3.0
# At most so many thresholds a feature, at quantiles of what was observed.
THRESHOLDS = 6
# A step is needed for this share of the observations at least, on either side.
RARE = 0.003
PASSWORD, VAGUE = 2, 0
# Made-up passwords of people that are learned from, and what each counts.
PEOPLE, PEOPLES_WEIGHT = 400, 0.07
# Where confidence begins. What is as likely as not is reported, so that recall does not suffer;
# medium stops a commit, and high is for what hardly ever fails: see the curve that is printed.
LEVELS = [("reported", 0.5), ("medium", 0.75), ("high", 0.98)]


class Model:
    """Steps for each feature: one weight for all names, more for passwords and for vague names."""

    def __init__(self, features, labels, weights):
        self.cuts = [self.thresholds(features[:, j]) for j in range(features.shape[1])]
        columns = self.columns(features)
        share = columns.mean(0)
        self.kept = (share > RARE) & (share < 1 - RARE)
        self.kept[0] = True
        columns = columns[:, self.kept]
        penalty = numpy.full(columns.shape[1], PENALTY)
        penalty[0] = 1e-3
        found = numpy.zeros(columns.shape[1])
        for _ in range(10):
            chance = 1 / (1 + numpy.exp(-(columns @ found).clip(-30, 30)))
            curve = chance * (1 - chance) * weights + 1e-9
            slope = columns.T @ ((labels - chance) * weights) - penalty * found
            matrix = (columns * curve[:, None]).T @ columns + numpy.diag(penalty)
            found += numpy.linalg.solve(matrix, slope)
        self.weights = numpy.zeros(len(self.kept))
        self.weights[self.kept] = found.round(2)

    @staticmethod
    def thresholds(values):
        seen = numpy.unique(values)
        if len(seen) > THRESHOLDS:
            quantiles = numpy.linspace(0, 1, THRESHOLDS + 1)[1:-1]
            cuts = numpy.unique(numpy.quantile(values, quantiles).round(3))
            return cuts[cuts > seen[0]]
        return ((seen[1:] + seen[:-1]) / 2).round(3)

    def columns(self, features):
        steps = [numpy.ones((len(features), 1))]
        steps += [features[:, [j]] >= cuts[None, :] for j, cuts in enumerate(self.cuts)]
        steps = numpy.concatenate(steps, 1).astype(float)
        strength = features[:, [0]]
        return numpy.concatenate(
            [steps, steps * (strength == PASSWORD), steps * (strength == VAGUE)], 1)

    def probability(self, features):
        return 1 / (1 + numpy.exp(-(self.columns(features) @ self.weights).clip(-30, 30)))

    def lines(self, names):
        """The entries of the file of weights; steps that weigh nothing are left out."""
        third = len(self.weights) // 3
        weights = self.weights.reshape(3, third).T
        yield "base " + " ".join(f"{w:g}" for w in weights[0])
        place = 1
        for name, cuts in zip(names, self.cuts):
            for cut in cuts:
                if numpy.abs(weights[place]).max() >= 0.02:
                    yield f"step {name} {cut:g} " + " ".join(f"{w:g}" for w in weights[place])
                place += 1


class Lesson:
    """What a model learns from: excerpts, and passwords of people."""

    def __init__(self, seen, people):
        self.seen, self.people = seen, people

    def model(self, known):
        """The model of the excerpts' candidates that `known` says, and of all people's."""
        seen, people = self.seen, self.people
        known = known & (seen.weights > 0)
        theirs = people.labels > 0
        return Model(
            numpy.concatenate([seen.features[known], people.features[theirs]]),
            numpy.concatenate([seen.labels[known], people.labels[theirs]]),
            numpy.concatenate([seen.weights[known], numpy.full(theirs.sum(), PEOPLES_WEIGHT)]))


def folded(seen, lesson):
    """What models that never saw a candidate's repository say of it."""
    repositories = {name: i % FOLDS for i, name in enumerate(sorted(set(seen.repositories)))}
    fold = numpy.array([repositories[name] for name in seen.repositories])
    chances = numpy.zeros(len(fold))
    for number in range(FOLDS):
        model = lesson.model(fold != number)
        chances[fold == number] = model.probability(seen.features[fold == number])
    return chances, fold


def calibration(seen, chances):
    print("\nprobability   candidates   said   real   (k-fold)")
    for low, high in zip([0, .05, .2, .4, .6, .8, .95], [.05, .2, .4, .6, .8, .95, 1.01]):
        chosen = (chances >= low) & (chances < high) & seen.is_labelled
        if chosen.any():
            print(f"{low:.2f} to {min(high, 1):.2f}  {chosen.sum():10}   {chances[chosen].mean():.2f}"
                  f"   {seen.labels[chosen].mean():.2f}")


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("data", type=pathlib.Path, help="labelled excerpts, *.jsonl.xz")
    options.add_argument("--observer", type=pathlib.Path, required=True)
    options = options.parse_args()
    excerpts = Excerpts.read(options.data)
    with tempfile.TemporaryDirectory() as folder:
        letters = [f"letters {letter} {row}" for letter, row in rows(costs(excerpts))]
        bare = pathlib.Path(folder) / "letters.weights"
        bare.write_text("\n".join(["version 1", "reported 1", *letters]) + "\n")
        seen = excerpts.observed(options.observer, bare, pathlib.Path(folder) / "files")
        people = Excerpts(HumanPasswords(PEOPLE).files).observed(
            options.observer, bare, pathlib.Path(folder) / "people")
    lesson = Lesson(seen, people)
    chances, fold = folded(seen, lesson)
    reported = dict(LEVELS)["reported"]
    print("fold   labelled credentials   precision   recall   F1")
    for number in range(FOLDS):
        names = set(numpy.array(seen.repositories)[fold == number])
        figures = seen.figures(chances >= reported, names)
        print(f"{number + 1:4}   {figures.real:20}   {figures.precision:9.3f}   "
              f"{figures.recall:.3f}    {figures.f1:.3f}")
    calibration(seen, chances)
    model = lesson.model(seen.weights > 0)
    fitted = model.probability(seen.features)
    told = model.probability(people.features[people.labels > 0])
    print(f"\npasswords of people: {PEOPLE} made up, {len(told)} read, "
          f"{(told >= reported).sum()} told (fitted)")
    print("\n                        precision   recall   F1")
    for name, chance in LEVELS + [("", chance / 10) for chance in range(2, 10)]:
        for kind, said in [("k-fold", chances), ("fitted", fitted)][:2 if name else 1]:
            figures = seen.figures(said >= chance)
            print(f"{name:9} {chance:.2f} {kind}   {figures.precision:9.3f}   {figures.recall:.3f}"
                  f"    {figures.f1:.3f}")
    WEIGHTS.write_text("\n".join([
        "# The score of generic credentials: what ScoreModel.swift describes.",
        f"# Written by make train from {len(seen.labels)} candidates of "
        f"{len(set(seen.repositories))} repositories; do not edit.",
        "version 1", *(f"{name} {chance:g}" for name, chance in LEVELS), *model.lines(seen.names), *letters]) + "\n")


if __name__ == "__main__":
    main()
