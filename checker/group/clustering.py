"""Average linkage on a sparse graph: no number of clusters, no luck, no dependence on order."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

# A report is weighed against a few dozen others, not against all: in clusters larger than this, pairs that were
# never weighed are no evidence that the clusters differ.
_PARTNERS = 20
# Two clusters stay apart when the pairs across are weaker than the pairs within both by this much, in thousandths
# of log-odds: two look-alike incidents, each told by several reports, are alike across but more so within.
_CONTRAST = 2500
_NEVER_WEIGHED = -6000
_SURE, _HOPELESS = 0.9995, 0.001

_Edge = tuple[int, int, int]
_Sums = tuple[int, int, int]  # sum of chances, pairs weighed, sum of log-odds


def joined(count: int, edges: Sequence[_Edge], threshold: int) -> list[list[int]]:
    """Clusters of 0..count-1 for `edges` (a, b, chance in millionths) and a threshold in millionths.

    At a threshold of 0 whatever has an edge is joined, evidence against it or not.
    """
    if threshold <= 0:
        edges = [(a, b, 1_000_000) for a, b, _ in edges]
    return settled(average_linkage(count, edges, threshold), edges, threshold)


def average_linkage(count: int, edges: Iterable[_Edge], threshold: int, one: int = 1_000_000) -> list[list[int]]:
    """Clusters of 0..count-1, each and the whole sorted.

    `edges` are (a, b, chance), chances and `threshold` whole numbers of which `one` is certainty; a pair without
    an edge has chance 0. The two clusters with the highest mean chance are merged first, the lower positions first
    among equals, as long as that mean reaches `threshold`. Time grows with the edges, times their logarithm.
    """
    size = [1] * count
    within: list[tuple[int, int]] = [(0, 0)] * count  # log-odds inside a cluster, and of how many pairs
    near: list[dict[int, _Sums]] = [{} for _ in range(count)]
    for a, b, chance in edges:
        near[a][b] = near[b][a] = (chance, 1, _log_odds(chance / one))
    members: list[list[int]] = [[node] for node in range(count)]

    def pairs_between(a: int, b: int) -> int:
        small, large = sorted((size[a], size[b]))
        return max(near[a][b][1], small * min(large, _PARTNERS))

    def entry(a: int, b: int) -> tuple[float, int, int, _Sums] | None:
        edge, pairs = near[a][b], pairs_between(a, b)
        return (-edge[0] / pairs, min(a, b), max(a, b), edge) if edge[0] >= threshold * pairs else None

    def look_alikes(a: int, b: int) -> bool:
        if not (within[a][1] and within[b][1]):
            return False
        pairs, (_, weighed, odds) = pairs_between(a, b), near[a][b]
        across = (odds + (pairs - weighed) * _NEVER_WEIGHED) // pairs
        return min(inside // known for inside, known in (within[a], within[b])) - across > _CONTRAST

    heap = [found for a in range(count) for b in near[a] if a < b and (found := entry(a, b))]
    heapq.heapify(heap)
    while heap:
        popped = heapq.heappop(heap)
        _, a, b, edge = popped
        # Stale: one of the two has been merged since, or has grown.
        if near[a].get(b) != edge or entry(a, b) != popped or look_alikes(a, b):
            continue
        if len(near[a]) < len(near[b]):
            a, b = b, a
        within[a] = (within[a][0] + within[b][0] + edge[2], within[a][1] + within[b][1] + edge[1])
        _merge(a, b, near)
        size[a] += size[b]
        members[a] += members[b]
        members[b] = []
        for c in near[a]:
            if found := entry(a, c):
                heapq.heappush(heap, found)
    return sorted(sorted(cluster) for cluster in members if cluster)


def settled(clusters: list[list[int]], edges: Iterable[_Edge], threshold: int, most_rounds: int = 4) -> list[list[int]]:
    """`clusters` after each member in turn, the lowest first, went where it agrees best, until none moves.

    Merging in order of likeness can leave a report with a neighbour it met early. What a cluster offers is the sum
    over its members of chance less `threshold` (correlation clustering, Bansal, Blum and Chawla 2004); a report
    leaves only for more than it has. Time grows with the edges.
    """
    near: dict[int, list[tuple[int, int]]] = {}
    for a, b, chance in edges:
        near.setdefault(a, []).append((b, chance))
        near.setdefault(b, []).append((a, chance))
    home = {node: number for number, cluster in enumerate(clusters) for node in cluster}
    size = [len(cluster) for cluster in clusters]
    for _ in range(most_rounds):
        moved = False
        for node in sorted(near):
            own = home[node]
            sums: dict[int, list[int]] = {own: [0, 0]}
            for other, chance in near[node]:
                found = sums.setdefault(home[other], [0, 0])
                found[0] += chance
                found[1] += 1
            size[own] -= 1
            offers = {
                number: total - threshold * max(known, min(size[number], _PARTNERS))
                for number, (total, known) in sums.items()
            }
            best = min(offers, key=lambda number: (-offers[number], number != own, number))
            home[node] = best
            size[best] += 1
            moved = moved or best != own
        if not moved:
            break
    members: list[list[int]] = [[] for _ in clusters]
    for node, number in home.items():
        members[number].append(node)
    return sorted(sorted(cluster) for cluster in members if cluster)


def _log_odds(chance: float) -> int:
    kept = min(max(chance, _HOPELESS), _SURE)
    return round(1000 * math.log(kept / (1 - kept)))


def _merge(a: int, b: int, near: list[dict[int, _Sums]]) -> None:
    """Hang b's edges on a, the one with more of them."""
    for c, edge in near[b].items():
        if c == a:
            continue
        del near[c][b]
        own = near[a].get(c, (0, 0, 0))
        near[a][c] = near[c][a] = (own[0] + edge[0], own[1] + edge[1], own[2] + edge[2])
    del near[a][b]
    near[b] = {}
