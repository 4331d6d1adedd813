"""Average linkage on a sparse graph: no number of clusters, no luck, no dependence on order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence


def average_linkage(
    count: int, edges: Iterable[tuple[int, int, int]], threshold: int, weights: Sequence[int] | None = None
) -> list[list[int]]:
    """Clusters of 0..count-1, each and the whole sorted.

    `edges` are (a, b, chance), chances and `threshold` whole numbers on one scale; a pair without an edge has
    chance 0. The two clusters with the highest mean chance are merged first, the lower positions first
    among equals, as long as that mean reaches `threshold`. `weights` says for how many reports each node stands.
    """
    size = list(weights) if weights else [1] * count
    near: list[dict[int, int]] = [{} for _ in range(count)]
    for a, b, chance in edges:
        near[a][b] = near[b][a] = chance * size[a] * size[b]
    members: list[list[int]] = [[node] for node in range(count)]
    heap = []
    for a in range(count):
        for b, total in near[a].items():
            if a < b and total >= threshold * size[a] * size[b]:
                heap.append((-total / (size[a] * size[b]), a, b, total))
    heapq.heapify(heap)
    while heap:
        _, a, b, total = heapq.heappop(heap)
        # Stale entries: one of the two has been merged since, or grew.
        if near[a].get(b) != total or total < threshold * size[a] * size[b]:
            continue
        _merge(a, b, near)
        size[a] += size[b]
        members[a] += members[b]
        members[b] = []
        for c, shared in near[a].items():
            if shared >= threshold * size[a] * size[c]:
                heapq.heappush(heap, (-shared / (size[a] * size[c]), min(a, c), max(a, c), shared))
    return sorted(sorted(cluster) for cluster in members if cluster)


def _merge(a: int, b: int, near: list[dict[int, int]]) -> None:
    """Hang b's edges on a."""
    for c, shared in near[b].items():
        if c == a:
            continue
        del near[c][b]
        near[a][c] = near[c][a] = near[a].get(c, 0) + shared
    del near[a][b]
    near[b] = {}
