"""Average linkage on a sparse graph: no number of clusters, no luck, no dependence on order."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

# A report is weighed against a few dozen others, not against all: in clusters larger than this, pairs that were
# never weighed are no evidence that the clusters differ.
_PARTNERS = 20

_Edge = tuple[int, int]  # sum of chances, pairs weighed


def average_linkage(count: int, edges: Iterable[tuple[int, int, int]], threshold: int) -> list[list[int]]:
    """Clusters of 0..count-1, each and the whole sorted.

    `edges` are (a, b, chance), chances and `threshold` whole numbers on one scale; a pair without an edge has
    chance 0. The two clusters with the highest mean chance are merged first, the lower positions first
    among equals, as long as that mean reaches `threshold`. Time grows with the edges, times their logarithm.
    """
    size = [1] * count
    near: list[dict[int, _Edge]] = [{} for _ in range(count)]
    for a, b, chance in edges:
        near[a][b] = near[b][a] = (chance, 1)
    members: list[list[int]] = [[node] for node in range(count)]

    def entry(a: int, b: int) -> tuple[float, int, int, _Edge] | None:
        total, weighed = edge = near[a][b]
        small, large = sorted((size[a], size[b]))
        pairs = max(weighed, small * min(large, _PARTNERS))
        return (-total / pairs, min(a, b), max(a, b), edge) if total >= threshold * pairs else None

    heap = [found for a in range(count) for b in near[a] if a < b and (found := entry(a, b))]
    heapq.heapify(heap)
    while heap:
        popped = heapq.heappop(heap)
        _, a, b, edge = popped
        # Stale: one of the two has been merged since, or has grown.
        if near[a].get(b) != edge or entry(a, b) != popped:
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        _merge(a, b, near)
        size[a] += size[b]
        members[a] += members[b]
        members[b] = []
        for c in near[a]:
            if found := entry(a, c):
                heapq.heappush(heap, found)
    return sorted(sorted(cluster) for cluster in members if cluster)


def _merge(a: int, b: int, near: list[dict[int, _Edge]]) -> None:
    """Hang b's edges on a, the one with more of them."""
    for c, (total, weighed) in near[b].items():
        if c == a:
            continue
        del near[c][b]
        own, known = near[a].get(c, (0, 0))
        near[a][c] = near[c][a] = (own + total, known + weighed)
    del near[a][b]
    near[b] = {}
