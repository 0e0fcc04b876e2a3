#!/usr/bin/env python3
"""Fits the weights of the rename matcher and writes RenameCoefficients.swift.

  DRIFT_FEATURES_OUT=features.jsonl swift test --filter RenameTrainingExport
  python3 Tests/Training/fit.py features.jsonl                 # measures only: leave-one-repository-out
  python3 Tests/Training/fit.py features.jsonl --write FILE    # fits on everything and writes the Swift file

The features are those of the shipped code; nothing is computed a second time here. The fit has no random part: L-BFGS from zero on a convex
objective (softmax over the row and over the column, each with "none", plus a ridge).
"""
import argparse
import collections
import hashlib
import json

import numpy as np
from scipy.optimize import minimize

RIDGE = 1.0
PLATT_RIDGE = 1.0  # few claims say little about calibration: it stays near none
# More likeness must never count against a pair, whatever a few cases say.
AT_LEAST_ZERO = {
    "caseOnly", "letters", "words", "likest", "pattern", "follows", "sameSlot", "sameRank", "near", "sameType",
    "onlyOfType", "sameNeed", "sameDefault", "equalDescription", "description", "closeDescription", "label", "values",
    "children", "sameReference", "alone", "sameContent", "fields", "closeFields", "sameOperation", "path", "samePath",
}
AT_MOST_ZERO = {
    "opposite", "bothKnown", "inside", "tail", "otherFamily", "otherDefault", "otherReference", "unsupported", "unrelated", "rival",
    "otherMethod",
}
# Of values nearly nothing is known but the spelling; that one went and one came is weak (see EnumValueMatcher).
ZERO = {"values": {"alone", "onlyOfType", "sameType", "sameNeed"}}
# What the labelled cases hardly show, but what is known: an operationId is chosen to last; definitions whose fields nearly all agree are one
# (those with equal content are not in the fit); a few cases with long series of names must not set the weight of a series.
AT_LEAST = {
    "definitions": {
        "sameOperation": 3.0, "samePath": 3.0, "path": 2.0, "description": 2.0, "closeFields": 3.0, "removedCount": -1.0,
        "addedCount": -1.0,
    }
}
# `min_price` and `max_price` agree in all but what they mean, so that nothing else can tell them apart; the few labelled cases cannot say how
# much that has to outweigh. The cases are excerpts, in which few of a system's words stand, so that a word known elsewhere weighs more than they
# show. What stands inside an object that was added beside it has moved there.
AT_MOST = {
    "fields": {"opposite": -12.0, "inside": -8.0, "bothKnown": -2.5},
    "values": {"opposite": -12.0, "unrelated": -6.0},  # without likeness of the spelling there is no claim
    "definitions": {"pattern": 1.5, "removedCount": 0.0, "addedCount": 0.0},
}
BOUNDS = []
FIGURES = []  # what the generated file says about its own quality
FAMILY = {"auto": 1.0, "read": 2.0}  # hand-read API versions are few, and are what the tool is for
SHARE = 0.10  # no repository may hold more of the positives


def load(path):
    lines = open(path, encoding="utf-8").read().splitlines()
    features = json.loads(lines[0])["features"]
    groups = []
    for line in lines[1:]:
        case = json.loads(line)
        by_block = collections.defaultdict(list)
        for pair in case["pairs"]:
            by_block[pair[0]].append(pair)
        for number, block in enumerate(case["blocks"]):
            pairs = by_block.get(number, [])
            truth = {tuple(t) for t in block["truth"]}
            if not pairs and not truth:
                if not block["removed"]:
                    continue
            unsure = {tuple(t) for t in block["unsure"]} - truth
            # A row or a column with something unsure in it says nothing about its other pairs either.
            groups.append(
                dict(
                    case=case["case"], family=case["family"], format=case["format"], repo=case["repository"],
                    mask=case["mask"], removed=block["removed"], added=block["added"], parent=block["parent"][0],
                    truth=truth, unsure=unsure,
                    r=np.array([p[1] for p in pairs], int), a=np.array([p[2] for p in pairs], int),
                    shipped=np.array([p[3] for p in pairs], float),
                    x=np.array([p[4:] for p in pairs], float).reshape(len(pairs), len(features)),
                )
            )
    return features, groups


def weigh(groups):
    """A weight a group so that no repository dominates, and masked copies share it."""
    positives = collections.Counter()
    for g in groups:
        positives[g["repo"]] += len(g["truth"])
    total = sum(positives.values())
    most = SHARE * total
    masks = len({g["mask"] for g in groups})
    return np.array([FAMILY[g["family"]] * min(1.0, most / max(positives[g["repo"]], 1)) / masks for g in groups])


class Stack:
    """All groups as one table with row and column segments."""

    def __init__(self, groups, weights):
        xs, rows, cols, truth, w = [], [], [], [], []
        self.row_none, self.col_none = [], []
        nrow = ncol = 0
        row_w, col_w = [], []
        row_keep, col_keep = [], []
        for g, weight in zip(groups, weights):
            R, A = len(g["removed"]), len(g["added"])
            unsure_r = {r for r, _ in g["unsure"]} - {r for r, _ in g["truth"]}
            unsure_a = {a for _, a in g["unsure"]} - {a for _, a in g["truth"]}
            if len(g["r"]):
                xs.append(g["x"])
                rows.append(g["r"] + nrow)
                cols.append(g["a"] + ncol)
                truth.append(np.array([(r, a) in g["truth"] for r, a in zip(g["r"], g["a"])], float))
            row_w += [0.0 if r in unsure_r else weight for r in range(R)]
            col_w += [0.0 if a in unsure_a else weight for a in range(A)]
            nrow += R
            ncol += A
        self.x = np.concatenate(xs)
        self.rows, self.cols = np.concatenate(rows), np.concatenate(cols)
        self.truth = np.concatenate(truth)
        self.row_w, self.col_w = np.array(row_w), np.array(col_w)
        self.nrow, self.ncol = nrow, ncol

    def standardise(self):
        self.scale = self.x.std(axis=0)
        self.scale[self.scale == 0] = 1
        self.scale = np.maximum(self.scale, 0.2)  # what is rare must not be given a large weight by a few cases
        self.z = self.x / self.scale
        return self

    def objective(self, w):
        s = np.clip(self.z @ w, -60, 60)
        e = np.exp(s)
        value, grad_s = 0.0, np.zeros_like(s)
        for ids, n, weight in ((self.rows, self.nrow, self.row_w), (self.cols, self.ncol, self.col_w)):
            total = 1 + np.bincount(ids, e, n)
            value += np.sum(weight * np.log(total)) - np.sum(weight[ids] * self.truth * s)
            grad_s += weight[ids] * (e / total[ids] - self.truth)
        ridge = RIDGE * np.r_[0.0, w[1:]]
        return value + 0.5 * np.dot(ridge, w), self.z.T @ grad_s + ridge

    def fit(self, start=None):
        self.standardise()
        start = np.zeros(self.x.shape[1]) if start is None else start * self.scale
        bounds = [
            tuple(None if bound is None else bound * k for bound in pair) for pair, k in zip(BOUNDS, self.scale)]
        result = minimize(
            self.objective, start, jac=True, method="L-BFGS-B", bounds=bounds, options=dict(maxiter=2000, ftol=1e-10))
        return result.x / self.scale


def log_mean(g, w):
    s = g["x"] @ w
    total = []
    for ids, n in ((g["r"], len(g["removed"])), (g["a"], len(g["added"]))):
        top = np.zeros(n)
        np.maximum.at(top, ids, s)
        total.append((top + np.log(np.exp(-top) + np.bincount(ids, np.exp(s - top[ids]), n)))[ids])
    return s - (total[0] + total[1]) / 2


def probability(g, w, slope, intercept):
    if not len(g["r"]):
        return np.zeros(0)
    mean = np.clip(np.exp(log_mean(g, w)), 1e-12, 1 - 1e-12)
    logit = np.log(mean / (1 - mean))
    return np.minimum(1 / (1 + np.exp(-(slope * logit + intercept))), 0.999)


def claims(g, p, bar=0.0):
    """Mutual best pairs with their lead over the runner-up: what the matcher would claim."""
    out = []
    order = sorted(range(len(p)), key=lambda i: (-round(p[i], 9), g["removed"][g["r"][i]], g["added"][g["a"][i]]))
    best_r, best_a = collections.defaultdict(list), collections.defaultdict(list)
    for i in order:
        best_r[g["r"][i]].append(i)
        best_a[g["a"][i]].append(i)
    for i in order:
        if best_r[g["r"][i]][0] != i or best_a[g["a"][i]][0] != i:
            continue
        rival = max([p[j] for j in best_r[g["r"][i]][1:2] + best_a[g["a"][i]][1:2]], default=0.0)
        rival = min(rival, 1 - p[i])
        if p[i] > bar:
            out.append((p[i], rival, int(g["r"][i]), int(g["a"][i])))
    return out


def platt(groups, ws):
    xs, ys, weights = [], [], []
    group_weights = weigh(groups)
    for g, w, weight in zip(groups, ws, group_weights):
        if not len(g["r"]):
            continue
        for p, _, r, a in claims(g, probability(g, w, 1, 0), 0.01):
            if (r, a) in g["unsure"]:
                continue
            xs.append(np.log(p / (1 - p)))
            ys.append(float((r, a) in g["truth"]))
            weights.append(weight)
    xs, ys, weights = map(np.array, (xs, ys, weights))

    def loss(t):
        z = t[0] * xs + t[1]
        return np.sum(weights * (np.logaddexp(0, z) - ys * z)) + PLATT_RIDGE * ((t[0] - 1) ** 2 + t[1] ** 2)

    return minimize(loss, [1.0, 0.0], method="BFGS").x


def report(title, groups, ps, unsure_is_false=False):
    found, labels = [], 0
    for g, p in zip(groups, ps):
        labels += len(g["truth"])
        for probability_, rival, r, a in claims(g, p, 0.05):
            right = (r, a) in g["truth"]
            if (r, a) in g["unsure"] and not unsure_is_false:
                continue
            found.append((probability_, probability_ >= 3 * rival, right, g["repo"]))
    if not labels and not found:
        return
    said = [f for f in found if f[0] >= 0.5 and f[1]]
    right = sum(f[2] for f in said)
    precision = right / max(len(said), 1)
    recall = right / max(labels, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    high = [f for f in said if f[0] >= 0.9]
    hp = sum(f[2] for f in high) / max(len(high), 1)
    hr = sum(f[2] for f in high) / max(labels, 1)
    ece, n = 0.0, len(found)
    for b in range(10):
        part = [f for f in found if b / 10 <= f[0] < (b + 1) / 10 or (b == 9 and f[0] == 1)]
        if part:
            ece += len(part) / n * abs(np.mean([f[0] for f in part]) - np.mean([f[2] for f in part]))
    brier = np.mean([(f[0] - f[2]) ** 2 for f in found]) if found else 0
    if not title.startswith("  "):
        FIGURES.append(f"{title}: n {labels}, F1 {f1:.3f} (P {precision:.3f}, R {recall:.3f}); at 0.9: P {hp:.3f}, R {hr:.3f}; ECE {ece:.3f}")
    print(
        f"{title:34s} labels {labels:5d} claims {len(said):5d}  F1 {f1:.3f} (P {precision:.3f} R {recall:.3f})"
        f"  at 0.9: P {hp:.3f} R {hr:.3f} n {len(high):4d}  ECE {ece:.3f} (n {n}) Brier {brier:.3f}")


def report_all(groups, ps):
    for mask in ("none", "order", "texts", "both"):
        for family in ("auto", "read"):
            pick = [i for i, g in enumerate(groups) if g["mask"] == mask and g["family"] == family]
            report(f"{family}, mask {mask}", [groups[i] for i in pick], [ps[i] for i in pick])
    kinds = sorted({(g["family"], g["format"] if g["family"] == "read" else g["case"].split("-")[0]) for g in groups})
    for family, kind in kinds:
        pick = [
            i for i, g in enumerate(groups)
            if g["mask"] == "none" and g["family"] == family
            and (g["format"] if family == "read" else g["case"].split("-")[0]) == kind
        ]
        report(f"  {family} {kind}", [groups[i] for i in pick], [ps[i] for i in pick])
    pick = [i for i, g in enumerate(groups) if g["mask"] == "none"]
    report("all, unsure counted as false", [groups[i] for i in pick], [ps[i] for i in pick], True)


def cross(groups, weights, folds):
    """The weights for each group, fitted without its repository; with `folds` repositories are left out in bunches."""
    repos = sorted({g["repo"] for g in groups})
    bunch = {repo: at % folds if folds else at for at, repo in enumerate(repos)}
    ws = [None] * len(groups)
    whole = Stack(groups, weights).fit()  # where each fold starts: the objective is convex, the end is the same
    for out in sorted(set(bunch.values())):
        train = [i for i, g in enumerate(groups) if bunch[g["repo"]] != out]
        w = Stack([groups[i] for i in train], weights[train]).fit(whole)
        for i, g in enumerate(groups):
            if bunch[g["repo"]] == out:
                ws[i] = w
    return ws, whole


def write(path, name, features, w, slope, intercept, source):
    digest = hashlib.sha256(open(source, "rb").read()).hexdigest()[:16]
    with open(path, "w", encoding="utf-8") as out:
        out.write("// Generated by Tests/Training/fit.py. Do not edit.\n")
        out.write(f"// Fitted on the features of every labelled case of the corpus (sha256 {digest}).\n")
        out.write("// With the repository of each case left out of the fit, claims at 0.5 with a threefold lead:\n")
        for line in FIGURES:
            out.write(f"//   {line}\n")
        out.write("\nextension ScoringModel {\n")
        out.write(f"  /// What tells that two {name} are one.\n  static let {name} = ScoringModel(\n    weights: [\n")
        for feature, value in zip(features, w):
            out.write(f"      {float(f'{value:.6g}')},  // {feature}\n")
        out.write(f"    ], slope: {slope:.6g}, intercept: {intercept:.6g})\n}}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("features")
    parser.add_argument("--write")
    parser.add_argument("--name", default="fields", help="what is matched: fields, definitions, values")
    parser.add_argument("--folds", type=int, default=0, help="leave repositories out in so many bunches, not one by one")
    parser.add_argument("--shipped", action="store_true", help="measure the shipped weights only")
    arguments = parser.parse_args()
    features, groups = load(arguments.features)
    print(len(groups), "groups,", sum(len(g["r"]) for g in groups), "pairs")
    if arguments.shipped:
        report_all(groups, [g["shipped"] for g in groups])
        return
    for feature in features:
        low = AT_LEAST.get(arguments.name, {}).get(feature, 0 if feature in AT_LEAST_ZERO else None)
        high = AT_MOST.get(arguments.name, {}).get(feature, 0 if feature in AT_MOST_ZERO else None)
        BOUNDS.append((0, 0) if feature in ZERO.get(arguments.name, ()) else (low, high))
    weights = weigh(groups)
    ws, w = cross(groups, weights, arguments.folds)
    slope, intercept = platt(groups, ws)
    print(f"Platt {slope:.3f} {intercept:.3f}")
    ps = [probability(g, w, slope, intercept) for g, w in zip(groups, ws)]
    report_all(groups, ps)
    for name, value in zip(features, w):
        print(f"  {name:18s} {value:8.3f}")
    if arguments.write:
        write(arguments.write, arguments.name, features, w, slope, intercept, arguments.features)


if __name__ == "__main__":
    main()
