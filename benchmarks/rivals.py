#!/usr/bin/env python3
"""The checker's grouping beside the usual ways of grouping texts: B-cubed F1, in one table.

    python benchmarks/rivals.py --shared ../shared
    pip install umap-learn                      for the row of BERTopic's recipe; without it that row is left out

The sets are gold (fixtures), gold with realsets/muc4 mixed in (not scored itself), realsets/gva and
realsets/ecbplus under the folder named by --shared or by the variable CHECKER_SHARED. Every rival has its best
threshold on each set; the checker has the same settings on all.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from grouping import GOLD, b_cubed, incidents_of

from checker import Report, Settings, read_reports
from checker.group import group_reports
from checker.group.embedding import SCALE, embed, embedded_text

WINDOW = 7
CUTS = [round(0.02 * step, 2) for step in range(5, 50)]
Labels = Iterable[tuple[str, Sequence[int]]]  # a setting and the clusters it gives


@dataclass
class Pool:
    """Reports to group, and what a rival may use of them."""

    name: str
    reports: list[Report]
    gold: Mapping[str, str]
    cache: Path | None

    @cached_property
    def minilm(self) -> Any:
        """Unit vectors of title and lead."""
        texts = [embedded_text(report) for report in self.reports]
        return embed(texts, Settings().model, cache_dir=self.cache).astype(np.float32) / SCALE

    @cached_property
    def tfidf(self) -> Any:
        """Likeness by TF-IDF over title and text."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        texts = [f"{report.title}\n{report.text}" for report in self.reports]
        table = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
        return (table @ table.T).toarray()

    @cached_property
    def days(self) -> Any:
        """Days between publications, 0 where one is not known."""
        day = np.array([r.published.toordinal() if r.published else np.nan for r in self.reports])
        return np.nan_to_num(np.abs(day[:, None] - day[None, :]))

    def score(self, labels: Sequence[int]) -> float:
        """B-cubed F1 over the reports that are scored."""
        found = {report.id: str(label) for report, label in zip(self.reports, labels, strict=True)}
        return b_cubed(self.gold, found)[2]


def alone(pool: Pool) -> Labels:
    """Each report an incident of its own."""
    yield "", range(len(pool.reports))


def linked(likeness: Any) -> Labels:
    """Average linkage, cut at many heights."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.maximum(0, 1 - likeness.astype(np.float64))
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), "average")
    for cut in CUTS:
        yield f"{cut:.2f}", fcluster(tree, cut, "distance").tolist()


def within_window(pool: Pool, likeness: Any) -> Any:
    """`likeness`, far below anything alike for reports more than WINDOW days apart."""
    return np.where(pool.days > WINDOW, -1.0, likeness)


def communities(pool: Pool) -> Labels:
    """sentence-transformers' community_detection."""
    from sentence_transformers.util import community_detection

    for cut in (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85):
        labels = list(range(len(pool.reports)))
        for number, members in enumerate(community_detection(pool.minilm, threshold=cut, min_community_size=2)):
            for at in members:
                labels[at] = -1 - number
        yield f"{cut:.2f}", labels


def bertopic(pool: Pool) -> Labels:
    """UMAP to five dimensions, then HDBSCAN; what it calls noise stands alone."""
    import umap
    from sklearn.cluster import HDBSCAN

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reducer = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine", random_state=42)
        points = reducer.fit_transform(pool.minilm)
    for least in (2, 3, 4, 5, 10):
        labels = HDBSCAN(min_cluster_size=least, copy=True).fit_predict(points).tolist()
        yield str(least), [label if label >= 0 else -1 - at for at, label in enumerate(labels)]


def ours(pool: Pool, model: str) -> Labels:
    """The checker as it comes."""
    grouping = group_reports(pool.reports, replace(Settings(), model=model), cache_dir=pool.cache)
    of = {name: number for number, cluster in enumerate(grouping.clusters) for name in cluster}
    yield "", [of[report.id] for report in pool.reports]


RIVALS: dict[str, Callable[[Pool], Labels]] = {
    "each report alone": alone,
    "MiniLM, UMAP, HDBSCAN (BERTopic's recipe)": bertopic,
    "MiniLM, community_detection": communities,
    "MiniLM, average linkage": lambda pool: linked(pool.minilm @ pool.minilm.T),
    "MiniLM, average linkage, 7 days": lambda pool: linked(within_window(pool, pool.minilm @ pool.minilm.T)),
    "TF-IDF, average linkage": lambda pool: linked(pool.tfidf),
    "TF-IDF, average linkage, 7 days": lambda pool: linked(within_window(pool, pool.tfidf)),
    "checker, static model": lambda pool: ours(pool, "static"),
    "checker": lambda pool: ours(pool, Settings().model),
}


def pools(shared: Path | None, cache: Path | None) -> list[Pool]:
    """The sets at hand, with a word on those that are not."""
    gold, reports = incidents_of(GOLD), list(read_reports([GOLD / "reports.jsonl"]))
    found = [Pool("gold", reports, gold, cache)]
    real = shared / "realsets" if shared else None
    if real is None or not real.is_dir():
        print(f"no folder {real or 'realsets'}: only the gold set; name the folder that holds it with --shared\n")
        return found
    mixed = [*reports, *read_reports([real / "muc4" / "reports.jsonl"])]
    found.append(Pool("gold with muc4", mixed, gold, cache))
    real_sets = (real / name for name in ("gva", "ecbplus"))
    return found + [
        Pool(folder.name, list(read_reports([folder / "reports.jsonl"])), incidents_of(folder), cache)
        for folder in real_sets
    ]


def main() -> None:
    """Print a Markdown table: F1, the threshold in brackets, and seconds of processor after embedding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=os.environ.get("CHECKER_SHARED"), metavar="DIR")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep embeddings here between runs")
    args = parser.parse_args()
    sets = pools(Path(args.shared) if args.shared else None, args.cache)
    print("| grouped by | " + " | ".join(pool.name for pool in sets) + " |\n|---|" + "---:|" * len(sets))
    for name, rival in RIVALS.items():
        row = []
        for pool in sets:
            _ = pool.minilm, pool.tfidf
            started = time.process_time()
            try:
                best, setting = max((pool.score(labels), setting) for setting, labels in rival(pool))
            except ImportError as problem:
                row.append(f"needs {problem.name}")
                continue
            bracket = f" ({setting})" if setting else ""
            row.append(f"{best:.3f}{bracket}, {time.process_time() - started:.1f} s")
        print(f"| {name} | " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
