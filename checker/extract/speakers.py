"""Which words name a speaker: noun phrases to the left and right of a word, by word lists and punctuation.

There is no parser here. A holder is the stretch between the verb of saying and the nearest word or
sign that a noun phrase cannot cross; every walk is bounded, so a text is read in linear time.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.extract.tokens import Tokens
from checker.extract.words import word_set

LEXICON = "en/attribution"
# Tokens that a holder may have, a bracketed remark beside it, and a clause with "who" behind it.
_LONGEST = 16
_ASIDE = 18
_CLAUSE = 20
_SIGNS = frozenset(',;:.!?"()[]|…•*+>#={}')
DETERMINERS = frozenset(["a", "an", "the", "his", "her", "its", "their", "our", "my", "one", "some", "another"])
_PREPOSITIONS = frozenset(["of", "in", "at", "for", "from", "on", "with", "near"])


@cache
def words(*path: str) -> frozenset[str]:
    """One list of the lexicon of attribution."""
    return word_set(LEXICON, *path)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase as token indices, `last` included; `edge` is the outermost token that belongs to it."""

    first: int
    last: int
    edge: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """A holder and where its words stand, before it is settled what they cover. Token indices."""

    phrase: Phrase
    anchor: int  # the last token of the attributing words
    begin: int  # the first token of the attributing words
    kind: str  # "pre": what follows is said; "post": what stands before is said
    rule: str


def is_dash(tokens: Tokens, i: int) -> bool:
    """Whether token i is a dash between words, not a hyphen inside one."""
    return tokens.words[i] == "-" and not (tokens.joined(i) and tokens.joined(i + 1))


def is_break(tokens: Tokens, i: int) -> bool:
    """Whether no noun phrase reaches across token i."""
    word = tokens.words[i]
    if word in ("-", "/"):
        return is_dash(tokens, i)
    if word == "." and tokens.joined(i):
        return not _abbreviates(tokens, i)
    return word in _SIGNS or not (word[0].isalnum() or word in "'&")


def _abbreviates(tokens: Tokens, i: int) -> bool:
    """Whether the stop at i closes a short capitalised word (Dr., Lt., Gen., U.N., an initial)."""
    return len(tokens.words[i - 1]) <= 5 and tokens.capital(i - 1) and i + 1 < len(tokens)


def number_like(tokens: Tokens, i: int) -> bool:
    """Whether token i is a numeral in digits or a number word."""
    return tokens.words[i][0].isdigit() or tokens.words[i] in words("words", "number_words")


def left_phrase(tokens: Tokens, verb: int, low: int) -> Phrase | None:
    """The subject that ends before token `verb`, not reaching below token `low`; None when there is none."""
    i = verb - 1
    skipped = words("words", "between")
    while i >= low and (tokens.words[i] in skipped or _clock(tokens, i)):
        i -= 1
    if i < low:
        return None
    if tokens.words[i] == "," and tokens.words[i + 1] == "who":
        i -= 1  # "police, who announced eight deaths"
    elif tokens.words[i] == "," or tokens.words[i] == ")":
        return _left_of_aside(tokens, i, low)
    if is_break(tokens, i):
        return None
    i = _before_clause(tokens, i, low)
    return _trimmed(tokens, _walk_left(tokens, i, low), i)


def _before_clause(tokens: Tokens, i: int, low: int) -> int:
    """ "firefighters who carried out the dead said": the last token before the "who", or i where there is none."""
    if tokens.words[i] in words("words", "stops"):
        return i  # "18 and not 19 as announced"
    for j in range(i, max(low, i - _CLAUSE), -1):
        if is_break(tokens, j) or tokens.words[j] == "whose":
            break
        if tokens.words[j] == "who":
            return i if is_break(tokens, j - 1) else j - 1
    return i


def _clock(tokens: Tokens, i: int) -> bool:
    return tokens.words[i][0].isdigit() and i > 0 and tokens.words[i - 1] in ("at", "on", "at", ":", ".", "late")


def _left_of_aside(tokens: Tokens, comma: int, low: int) -> Phrase | None:
    """ "the mayor, Ana Ruiz, said": the phrase before the pair of commas, the aside kept when it is a name."""
    opener = "(" if tokens.words[comma] == ")" else ","
    i = comma - 1
    bottom = max(low, comma - _ASIDE)
    while i >= bottom and tokens.words[i] != opener:
        if tokens.words[i] in ('"', ";", ":") or is_dash(tokens, i):
            return None
        i -= 1
    if i < bottom or i - 1 < low or is_break(tokens, i - 1):
        return None
    aside_first, aside_last = i + 1, comma - 1
    phrase = _trimmed(tokens, _walk_left(tokens, i - 1, low), i - 1)
    if phrase is None or number_like(tokens, phrase.first):
        return None
    if not is_source(tokens, phrase):
        return None
    if opener == "," and is_name(tokens, aside_first, aside_last, least=1):
        return Phrase(phrase.first, aside_last, phrase.first)
    return phrase


def _walk_left(tokens: Tokens, i: int, low: int) -> int:
    """First token of the stretch that ends at i and holds no break."""
    stops, verbish, outlet = words("words", "stops"), words("words", "verbish"), words("words", "outlet")
    bottom = max(low, i - _LONGEST)
    first = i
    while i >= bottom and not is_break(tokens, i):
        word = tokens.words[i]
        if (word in stops or word in verbish or (word in outlet and i < first)) and not tokens.joined(i):
            break
        if word == "and" and not _joins_nouns(tokens, i, low):
            break
        first = i
        i -= 1
    return first


def _joins_nouns(tokens: Tokens, i: int, low: int) -> bool:
    """Whether the "and" at i joins two sources ("residents and a medic") and not two clauses."""
    verbish = words("words", "verbish") | words("verbs", "speech")
    for j in range(i - 1, max(low, i - 8) - 1, -1):
        if is_break(tokens, j):
            break
        word = tokens.words[j]
        counted = number_like(tokens, j) and j + 1 != i and tokens.words[i - 1] not in words("words", "sources")
        if word in verbish or word.endswith("ing") or counted:
            return False
    return i - 1 >= low and not is_break(tokens, i - 1)


def _trimmed(tokens: Tokens, first: int, last: int) -> Phrase | None:
    """The phrase without what leads into it: "But on Sunday the mayor" gives "the mayor"."""
    leads = words("words", "leads")
    edge = first
    while first <= last and (tokens.words[first] in leads or tokens.words[first] == "'"):
        if tokens.words[first] in ("in", "at", "from", "by", "for", "on"):
            after = _after_preposition(tokens, first, last)
            if after is None:
                return None
            first = after
            continue
        first += 1
    if first > last or last - first >= _LONGEST:
        return None
    return Phrase(first, last, edge)


def _after_preposition(tokens: Tokens, first: int, last: int) -> int | None:
    """Where the subject begins after a leading "In Kabul" or "On Sunday"."""
    for j in range(last, first + 1, -1):
        if tokens.words[j] in DETERMINERS and tokens.words[j - 1] not in _PREPOSITIONS:
            return j
    times = words("words", "times") | words("words", "leads")
    j = first + 1
    while j <= last and (tokens.words[j] in times or tokens.words[j][0].isdigit()):
        j += 1
    if j > first + 1:
        return j
    if first + 2 <= last and tokens.words[last] in words("words", "sources"):
        return last
    return None


def right_phrase(tokens: Tokens, i: int, high: int) -> Phrase | None:
    """The noun phrase that begins at token i, not reaching `high`; a name after a comma is kept with it."""
    first = i
    if tokens.words[i] == "those" and i + 2 < high and tokens.words[i + 1] == "who":
        last = next((j - 1 for j in range(i + 2, min(high, i + _CLAUSE)) if is_break(tokens, j)), i + 2)
        return Phrase(i, last, last)  # "according to those who escaped"
    stops, times = words("words", "stops"), words("words", "times")
    verbs = (words("verbs", "speech") | words("words", "verbish")) - words("phrases", "figure_nouns")
    top = min(high, i + _LONGEST)
    while i < top and not is_break(tokens, i):
        word = tokens.words[i]
        if word in stops or word in times or word in ("who", "whose", "told", "adding", "by", "via"):
            break
        if i > first and (
            word in verbs
            or _prepositional_end(tokens, i, top)
            or (word == "and" and i + 1 < top and tokens.words[i + 1] in verbs)
        ):
            break
        i += 1
    if i > first and tokens.words[i - 1] in ("on", "in", "at", "from", "and", "the"):
        i -= 1
    if i <= first:
        return None
    last = i - 1
    if i + 1 < high and tokens.words[i] == ",":
        end = i + 1
        while end < min(high, i + 5) and not is_break(tokens, end):
            end += 1
        closes = end >= high or tokens.words[end] in '.,;"' or is_dash(tokens, end)
        if closes and is_name(tokens, i + 1, end - 1, least=1) and not is_name(tokens, first, last):
            return Phrase(first, end - 1, end - 1)
    return Phrase(first, last, last)


def _prepositional_end(tokens: Tokens, i: int, top: int) -> bool:
    """Whether "on Monday", "in a statement", "by phone" or a clock time begins at i."""
    word = tokens.words[i]
    if i + 1 >= top:
        return False
    after = tokens.words[i + 1]
    if word in ("on", "at", "in", "by"):
        if after in words("words", "times") or after[0].isdigit() or after in ("noon", "midnight", "dawn"):
            return True
        return (word == "in" and after in ("a", "an")) or word == "by"
    return word in ("with", "while", "during", "over", "about")


def is_name(tokens: Tokens, first: int, last: int, least: int = 2) -> bool:
    """Whether every word of the stretch begins with a capital, as a name does.

    At most six words, `least` of them capitalised.
    """
    if not 0 < last - first + 1 <= 6 or is_break(tokens, first):
        return False
    names = 0
    for i in range(first, last + 1):
        word = tokens.words[i]
        if word[0].isdigit():
            return False
        if word[0].isalpha():
            if tokens.capital(i):
                names += 1
            elif word not in ("al", "el", "de", "da", "dos", "van", "von", "bin", "ibn", "of", "ag", "ould"):
                return False
    return names >= least


def is_source(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the phrase can name a speaker: a source noun in it, or a name."""
    sources = words("words", "sources")
    capitals = 0
    for i in range(phrase.first, phrase.last + 1):
        word = tokens.words[i]
        if word in sources or word.removesuffix("'s") in sources:
            return True
        if tokens.capital(i) and word not in DETERMINERS:
            capitals += 1
    return capitals > 0


def head_is_source(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the head of the phrase (its last word before "of", "in", "at", "for") is a source noun."""
    sources = words("words", "sources")
    head = ""
    for i in range(phrase.first, phrase.last + 1):
        if i > phrase.first and tokens.words[i] in (*_PREPOSITIONS, ","):
            break
        if head in sources and tokens.words[i] in words("words", "said_of_speakers"):
            break  # "survivors met at the port", "witnesses interviewed by the group"
        head = tokens.words[i]
    return head in sources or tokens.words[phrase.first : phrase.first + 2] in (["one", "of"], ["two", "of"])


def is_acronym(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the phrase is a body's initials: "The RSF", "the U.N.", "INACIF"."""
    first = phrase.first + (tokens.words[phrase.first] == "the" and phrase.first < phrase.last)
    letters = tokens.text[tokens.starts[first] : tokens.ends[phrase.last]].replace(".", "")
    if tokens.shouted or letters.lower() in word_set("not_counts", "units", "time"):
        return False  # "at 17.00 GMT"
    return 1 < len(letters) < 8 and letters.isalpha() and letters.isupper()


def is_titled_name(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether the phrase is a person's name behind what the person is: "provincial governor Rosário Matsinhe"."""
    persons = words("words", "persons")
    title = next(
        (i for i in range(phrase.first, min(phrase.last, phrase.first + 6)) if tokens.words[i] in persons), None
    )
    return title is not None and is_name(tokens, title + 1, phrase.last, least=1)


def opening_person(tokens: Tokens, low: int, high: int) -> str | None:
    """The person with whom a sentence begins: "A food vendor, Getnet, ..." or "Rosa Lima floated ..."; else None."""
    first = low
    while first < high and tokens.words[first] in ("-", "*", "•"):
        first += 1
    persons = words("words", "persons")
    stops = words("words", "stops") | words("words", "verbish") | {"who", "whose"}
    top = min(high, first + 8)
    last = first
    while last < top and not is_break(tokens, last):
        word = tokens.words[last]
        known = tokens.capital(last) or word in persons or word in ("of", "the", "at", "in")
        if last > first and (word in stops or not (known or _leads_to(tokens, first, last, top))):
            break
        last += 1
    while last > first and tokens.words[last - 1] in ("of", "the", "at", "in"):
        last -= 1
    if last <= first or number_like(tokens, first):
        return None
    if last == first + 1 and tokens.words[first] in words("words", "not_speakers"):
        return None  # "REPORTER: ..."
    named = any(tokens.words[i] in persons for i in range(first, last))
    if not named and not is_name(tokens, first, last - 1):
        return None
    end = last - 1
    if named and last < high and tokens.words[last] == ",":
        comma = next((i for i in range(last + 1, min(high, last + _CLAUSE)) if is_break(tokens, i)), high)
        if comma < high and is_name(tokens, last + 1, comma - 1, least=1):
            end = comma - 1
    return tokens.text[tokens.starts[first] : tokens.ends[end]]


def _leads_to(tokens: Tokens, first: int, at: int, top: int) -> bool:
    """Whether words behind an article lead to what a person is: "a food" to "vendor"."""
    if tokens.words[first] not in DETERMINERS or at - first > 2:
        return False
    ahead = range(at + 1, min(top, first + 5))
    behind = next((i for i in ahead if is_break(tokens, i) or tokens.words[i] in words("words", "persons")), None)
    return behind is not None and not is_break(tokens, behind)
