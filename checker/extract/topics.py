"""The matters on which statements are read, from the lexicons: questions, answers and the phrases that give them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.extract.phrases import Matcher
from checker.extract.words import word_table

LEXICONS = {
    "stance": "en/stance",
    "cause": "en/causes",
    "victim_status": "en/victim_status",
    "occurrence": "en/occurrence",
}


@dataclass(frozen=True, slots=True)
class Topic:
    """One matter: its question, its answers, and which answers exclude each other without a denial."""

    name: str
    attribute: str
    question: str
    values: tuple[str, ...]
    rivals: tuple[frozenset[str], ...]  # answers that share none of these exclude each other; others need a denial
    explicit: bool  # at odds only where one account denies the other
    about: bool  # the two sentences must share a word on what they speak of
    named: bool  # without a denial only where each account has a speaker of its own
    single: bool  # without a denial only where no more than one person died
    plain: bool  # a mere "not" before a phrase does not turn it round
    before: bool  # it lies before the event, so a date of its own does not put it aside
    whole: frozenset[str]  # answers that speak of all of them: "most were" does not give them

    @property
    def binary(self) -> bool:
        """Whether the denial of one answer is the other."""
        return len(self.values) == 2

    def opposite(self, value: str) -> str:
        """What the negation of an answer comes to."""
        if self.binary and value in self.values:
            return self.values[1 - self.values.index(value)]
        return value.removeprefix("not ") if value.startswith("not ") else f"not {value}"

    def exclude(self, one: str, other: str) -> bool:
        """Whether two answers cannot both be true."""
        if one == other:
            return False
        if one == f"not {other}" or other == f"not {one}":
            return True
        if self.binary and one in self.values and other in self.values:
            return True
        if one.startswith("not ") or other.startswith("not "):
            return False
        sides = [[value in group for group in self.rivals] for value in (one, other)]
        return any(sides[0]) and any(sides[1]) and not any(a and b for a, b in zip(*sides, strict=True))


@cache
def topics() -> dict[str, Topic]:
    """Every matter with its answers, by name."""
    found = {}
    for attribute, lexicon in LEXICONS.items():
        for name, entry in word_table(lexicon).items():
            if "values" in entry:
                found[name] = Topic(
                    name=name,
                    attribute=attribute,
                    question=str(entry["question"]),
                    values=tuple(entry["values"]),
                    rivals=tuple(frozenset(group) for group in entry.get("rivals", ())),
                    explicit=bool(entry.get("explicit", False)),
                    about=bool(entry.get("about", False)),
                    named=bool(entry.get("named", attribute == "stance")),
                    single=bool(entry.get("single", False)),
                    plain=bool(entry.get("plain", False)),
                    before=bool(entry.get("before", False)),
                    whole=frozenset(entry.get("whole", ())),
                )
    return found


@cache
def topic_matcher() -> Matcher:
    """The phrases of all answers of all matters; keys are "topic<tab>answer"."""
    phrases = {}
    for lexicon in LEXICONS.values():
        for name, entry in word_table(lexicon).items():
            for value, texts in entry.get("values", {}).items():
                phrases[f"{name}\t{value}"] = tuple(texts)
    return Matcher(phrases)
