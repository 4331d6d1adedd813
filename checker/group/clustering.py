"""Average linkage on a sparse graph: no number of clusters, no luck, no dependence on order."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Mapping, Sequence

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
_Offer = tuple[float, int, int, _Sums]  # the mean chance, negated, and where


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
    first: list[_Offer] = []  # worth merging
    for a, b, chance in edges:
        near[a][b] = near[b][a] = edge = (chance, 1, _log_odds(chance / one))
        if chance >= threshold:
            first.append((-float(chance), *((a, b) if a < b else (b, a)), edge))
    # Most of these are stale when their turn comes, so that taking them in order must cost nothing.
    first.sort(reverse=True)
    heap: list[_Offer] = []  # what merging made worth it
    members: list[list[int]] = [[node] for node in range(count)]

    def pairs_between(a: int, b: int) -> int:
        one, other = size[a], size[b]
        small, large = (one, other) if one < other else (other, one)
        return max(near[a][b][1], small * min(large, _PARTNERS))

    def entry(a: int, b: int) -> _Offer | None:
        edge, pairs = near[a][b], pairs_between(a, b)
        return (-edge[0] / pairs, min(a, b), max(a, b), edge) if edge[0] >= threshold * pairs else None

    def look_alikes(a: int, b: int) -> bool:
        if not (within[a][1] and within[b][1]):
            return False
        pairs, (_, weighed, odds) = pairs_between(a, b), near[a][b]
        across = (odds + (pairs - weighed) * _NEVER_WEIGHED) // pairs
        return min(inside // known for inside, known in (within[a], within[b])) - across > _CONTRAST

    while heap or first:
        popped = heapq.heappop(heap) if not first or (heap and heap[0] < first[-1]) else first.pop()
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
        for c, (chance, weighed, _) in near[a].items():
            # The first question spares most pairs the second.
            if chance >= threshold * weighed and (found := entry(a, c)):
                heapq.heappush(heap, found)
    return sorted(sorted(cluster) for cluster in members if cluster)


def settled(clusters: list[list[int]], edges: Iterable[_Edge], threshold: int, most_rounds: int = 4) -> list[list[int]]:
    """`clusters` after each member in turn, the lowest first, went where it agrees best.

    Merging in order of likeness can leave a report with a neighbour it met early. What a cluster offers is the sum
    over its members of chance less `threshold` (correlation clustering, Bansal, Blum and Chawla 2004); a report
    leaves only for more than it has. This is done again until none moves, at most `most_rounds` times, for a few can
    change places for ever. Time grows with the edges.
    """
    near: dict[int, dict[int, int]] = {}
    for a, b, chance in edges:
        near.setdefault(a, {})[b] = chance
        near.setdefault(b, {})[a] = chance
    home = {node: number for number, cluster in enumerate(clusters) for node in cluster}
    members = [set(cluster) for cluster in clusters]
    # Nobody is asked again before something changed around it.
    stale = set(near)
    for _ in range(most_rounds):
        if not stale:
            break
        for node in sorted(near):
            if node not in stale:
                continue
            stale.discard(node)
            own, best = home[node], _best_home(node, near[node], home, members, threshold)
            if best != own:
                home[node] = best
                members[own].discard(node)
                members[best].add(node)
                stale.update(near[node])
                for number in (own, best):
                    if len(members[number]) <= _PARTNERS + 1:  # beyond, its size tells nobody anything
                        stale |= members[number]
                        stale.update(*(near.get(one, ()) for one in members[number]))
    return sorted(sorted(cluster) for cluster in members if cluster)


def _best_home(
    node: int, others: Mapping[int, int], home: Mapping[int, int], members: Sequence[set[int]], threshold: int
) -> int:
    """The cluster that offers `node` most; its own where none offers more. `others` are what it was weighed against."""
    homes = [home[other] for other in others]
    offers: dict[int, int] = {}
    for there, chance in zip(homes, others.values(), strict=True):
        offers[there] = offers.get(there, 0) + chance - threshold

    def less_unknown(number: int, size: int) -> int:
        """What is left of an offer after the pairs that were never weighed."""
        return offers.get(number, 0) - threshold * max(0, min(size, _PARTNERS) - homes.count(number))

    own = best = home[node]
    most = less_unknown(own, len(members[own]) - 1)
    for number, offer in offers.items():
        # The first question spares most clusters the second.
        if offer < most or number == own:
            continue
        offer = less_unknown(number, len(members[number]))
        if offer > most or (offer == most and best != own and number < best):
            best, most = number, offer
    return best


def _log_odds(chance: float) -> int:
    kept = _HOPELESS if chance < _HOPELESS else _SURE if chance > _SURE else chance
    return round(1000 * math.log(kept / (1 - kept)))


def _merge(a: int, b: int, near: list[dict[int, _Sums]]) -> None:
    """Hang b's edges on a, the one with more of them."""
    onto = near[a]
    del onto[b]
    for c, edge in near[b].items():
        if c == a:
            continue
        beside = near[c]
        del beside[b]
        if own := onto.get(c):
            edge = (own[0] + edge[0], own[1] + edge[1], own[2] + edge[2])
        onto[c] = beside[a] = edge
    near[b] = {}
