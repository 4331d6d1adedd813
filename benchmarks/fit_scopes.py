#!/usr/bin/env python3
"""Fit the weights by which the scope of a figure is settled over its report.

    python benchmarks/fit_scopes.py [--write]

Run after train_reader.py. Each of the reader's two networks reads the cases that were kept from its training, so
that its logits are those of unseen text. Prints how often the scope is right by the network alone and,
cross-validated by case, by both; `--write` stores checker/extract/data/scope_weights.json.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from reader_anchors import Annotated, kept_from, read_set
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from train_reader import DATA, MEMBERS, SETS

from checker.extract.attribution import attribution_context
from checker.extract.learned_reader import anchors_of, guesses_of
from checker.extract.reader_rows import load_network
from checker.extract.scope_settling import SCOPES, features_of
from checker.extract.sentences import sentence_spans
from checker.reading_cache import ReadingCache
from checker.settings import Settings

OUT = Path(__file__).resolve().parent.parent / "checker" / "extract" / "data" / "scope_weights.json"
# Figures at odds are commoner there than in life, and the weights would expect them everywhere.
LEFT_OUT = "train-voices"
ORDINARY = [folder for folder in SETS if folder.is_dir() and folder.name != LEFT_OUT]
INVERSE_PENALTY = 0.1  # the C of scikit-learn; .03 to 3 gave the same within half a point


def rows_of(one: Annotated, network: Any) -> list[tuple[dict[str, float], str, str]]:
    """Features, the annotated scope and the network's, of each figure that the network finds rightly."""
    sentences = sentence_spans(one.report.text)
    anchors, _, ruled = anchors_of(one.report, sentences, Settings(), ReadingCache(), network)
    said = attribution_context(one.report.text, sentences, one.report.source)
    guesses = guesses_of(anchors, ruled, said)
    true = {(anchor.start, label[0]): label[1] for anchor in one.anchors for label in anchor.labels}
    features = features_of(guesses, one.report.text, one.report.body_end, sentences)
    return [
        (values, true[guess.start, guess.attribute], guess.scope)
        for guess, values in zip(guesses, features, strict=True)
        if (guess.start, guess.attribute) in true
    ]


def main() -> None:
    """Fit, say how good, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path, nargs="+", default=ORDINARY)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    reports = [one for folder in args.sets for one in read_set(folder)]
    rows = []
    for member in MEMBERS:
        unseen, network = kept_from(reports, member), load_network(DATA / f"reader-{member}.safetensors")
        rows += [(one.case, *row) for one in reports if one.case in unseen for row in rows_of(one, network)]
    names = sorted({name for _, features, _, _ in rows for name in features})
    data = np.array([[features.get(name, 0.0) for name in names] for _, features, _, _ in rows])
    true = np.array([SCOPES.index(scope) for _, _, scope, _ in rows])
    alone = np.array([SCOPES.index(scope) for _, _, _, scope in rows])
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=5000, fit_intercept=False)
    both = cross_val_predict(model, data, true, cv=GroupKFold(8), groups=[case for case, *_ in rows])
    print(f"{len(rows)} figures of unseen cases")
    for told, said in (("network alone", alone), ("network and report, cross-validated", both)):
        hit = ((said == 0) & (true == 0)).sum()
        whole = 2 * hit / ((said == 0).sum() + (true == 0).sum())
        print(f"{told}: scope right {(said == true).mean():.3f}, whole incident F1 {whole:.3f}")
    if args.write:
        model.fit(data, true)
        weights = {name: [round(float(w), 4) for w in model.coef_[:, at]] for at, name in enumerate(names)}
        about = f"benchmarks/fit_scopes.py, {len(rows)} figures"
        OUT.write_text(json.dumps({"made by": about, "order": SCOPES, "weights": weights}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
