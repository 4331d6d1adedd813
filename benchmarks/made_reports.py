"""Reports made up for timing: any number of them, with sizes, lengths and look-alikes as desks meet them.

Half of all incidents have one report, few have dozens. Some incidents have a look-alike: the same town and kind, a
day or two later. Some reports are copies under another name, later ones have higher tolls. The same seed gives the
same reports.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from checker import Report

_SYLLABLES = (
    "ka",
    "ri",
    "mo",
    "sen",
    "dal",
    "ber",
    "to",
    "vi",
    "la",
    "nor",
    "es",
    "ti",
    "go",
    "ran",
    "mi",
    "sha",
    "pel",
)
_SOURCES = (
    "Coast Wire",
    "Evening Mail",
    "The Observer",
    "Radio One",
    "Plain Press",
    "City Gazette",
    "Newsdesk",
    "Courier",
)
_KINDS = {
    "bombing": ("a bomb exploded", "the blast", "bombing"),
    "shooting": ("gunmen opened fire", "the shooting", "shooting"),
    "crash": ("a bus and a lorry collided", "the collision", "bus crash"),
    "fire": ("a fire swept through a warehouse", "the blaze", "fire"),
    "flood": ("a river burst its banks", "the flood", "flood"),
    "strike": ("an air strike hit a house", "the strike", "air strike"),
    "collapse": ("a building collapsed", "the collapse", "building collapse"),
    "sinking": ("a ferry capsized", "the sinking", "ferry sinking"),
}
_SITES = ("market", "bus station", "school", "factory", "bridge", "mosque", "church", "hotel", "harbour", "clinic")
_LEADS = (
    "At least {dead} people were killed and {hurt} hurt when {what} in {town} on {day}, near the {site}, {voice} said.",
    "{dead} people died and {hurt} were injured on {day} in {town} after {what} close to the {site}, {voice} said.",
    "{what_up} at the {site} in {town} on {day} {part}, leaving {dead} dead and {hurt} hurt, {voice} said.",
    "{town} counted its dead after {what} beside the {site} on {day}: {dead}, by the word of {voice}.",
    "The death toll in {town} stood at {dead}, with {hurt} wounded, after {what} on {day} {part}, {voice} said.",
    "{voice_up} put the number of dead at {dead} and of wounded at {hurt} after {what} on {street} street, {town}.",
    "Families gathered outside the {site} of {town}, where {what} on {day} {part} and {dead} people lost their lives.",
)
_MORE = (
    "{person}, {age}, who was near the {site}, said {event} threw people to the ground.",
    "Most of the victims were taken to {person} hospital in {town}.",
    "The governor of {town}, {person}, said {event} would be investigated.",
    "Rescue workers searched {street} street until {hour} in the evening.",
    "Police detained {few} people for questioning.",
    "A witness on {street} street counted {few} ambulances.",
    "The owner of a shop on {street} street, {person}, said the windows had gone.",
    "Schools in {town} stayed shut on the following morning.",
    "The mayor's office named {person}, {age}, among the dead.",
    "{few} houses and {few} cars were damaged.",
    "Doctors asked for blood, and a line formed outside the {site}.",
    "The road from {town} to {other} was closed for {few} hours.",
    '"I heard it from my kitchen," said {person}, a retired teacher.',
    "Prosecutor {person} opened a file and asked for footage from {street} street.",
    "Electricity failed in the east of {town} and came back at {hour}.",
    "Relatives of {person}, {age}, went from ward to ward with a photograph.",
    "Insurers sent {few} assessors; the chamber of commerce spoke of heavy losses.",
    "Volunteers from {other} brought blankets and soup.",
    "{person}, who drives a taxi, carried {few} of the wounded himself.",
    "A dog handler with {few} animals worked through the night.",
    "The trade union asked why the {site} had been open at all.",
    "Bishop and imam prayed together at the corner of {street} street.",
    "Trains through {town} ran late; a crane was ordered from {other}.",
    "The family of {person}, a student of {age}, declined to comment.",
    "Engineers led by {person} marked the walls that may fall.",
    "Two members of parliament called for {person}, who answers for safety, to resign.",
)
_ASIDE = "It came a day after {what} in {other}, where {few} people were killed."


def made_reports(count: int, seed: int = 0) -> tuple[list[Report], dict[str, str]]:
    """`count` reports in order of id, and the incident of each."""
    chance = random.Random(seed)
    towns = _towns()
    reports: list[Report] = []
    truth: dict[str, str] = {}
    number = 0
    while len(reports) < count:
        size = min(60, int(1 / (1 - chance.random()) ** 0.7))
        town, kind = chance.choice(towns), chance.choice(sorted(_KINDS))
        day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(24 * 730))
        for repeat in range(1 + (chance.random() < 0.15)):
            start = day + timedelta(days=repeat)
            for report in _incident(chance, f"r{len(reports):06d}", start, size, town, kind, towns):
                if len(reports) == count:
                    break
                name = f"r{len(reports):06d}"
                reports.append(report(name))
                truth[name] = f"i{number}"
            number += 1
    return reports, truth


def _incident(
    chance: random.Random, first: str, start: datetime, size: int, town: str, kind: str, towns: list[str]
) -> Iterator[object]:
    what, event, headline = _KINDS[kind]
    facts = {
        "town": town,
        "what": what,
        "what_up": what[0].upper() + what[1:],
        "event": event,
        "site": chance.choice(_SITES),
        "day": f"{start:%A}",
        "part": chance.choice(("morning", "afternoon", "evening")),
    }
    people = [_person(chance) for _ in range(4)]
    streets = [_name(chance) for _ in range(2)]
    dead, hurt = chance.randint(1, 30), chance.randint(2, 90)
    text = ""
    for _ in range(size):
        published = start + timedelta(hours=chance.randrange(1, 40))
        if text and chance.random() < 0.12:
            body = text
        else:
            words = {
                **facts,
                "dead": dead + chance.choice((0, 0, 0, 1, 2)),
                "hurt": hurt + chance.choice((0, 0, 3)),
                "voice": chance.choice(("police", "a hospital official", "the governor", f"mayor {people[0]}")),
            }
            words["voice_up"] = str(words["voice"])[0].upper() + str(words["voice"])[1:]
            sentences = [chance.choice(_LEADS)]
            sentences += chance.sample(_MORE, min(len(_MORE), 1 + int(chance.expovariate(0.2))))
            if chance.random() < 0.1:
                sentences.append(_ASIDE)
            body = " ".join(_filled(chance, sentence, words, people, streets, towns) for sentence in sentences)
        text = body
        title = f"{dead} dead in {town} {headline}" if chance.random() < 0.8 else ""
        source = chance.choice(_SOURCES)
        yield lambda name, body=body, title=title, source=source, published=published: Report(
            id=name, text=body, title=title, source=source, published=published
        )


def _filled(
    chance: random.Random,
    sentence: str,
    words: dict[str, object],
    people: list[str],
    streets: list[str],
    towns: list[str],
) -> str:
    return sentence.format(
        **words,
        person=chance.choice(people) if chance.random() < 0.7 else _person(chance),
        street=chance.choice(streets),
        other=chance.choice(towns),
        age=chance.randint(18, 80),
        few=chance.randint(2, 12),
        hour=chance.randint(6, 11),
    )


def _towns() -> list[str]:
    packed = gzip.decompress((files("checker.group") / "data" / "gazetteer.txt.gz").read_bytes()).decode("utf-8")
    names = (line.partition("\t")[0] for line in packed.splitlines())
    return sorted(name.title() for name in names if name.isalpha() and name.isascii() and len(name) > 4)[::7]


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).title()


def _person(chance: random.Random) -> str:
    return f"{_name(chance)} {_name(chance)}"
