"""The ways in which a sentence names its source, each a rule on words and signs.

A rule looks at one token and answers with the holder and on which side of it the claim stands.
"""

from __future__ import annotations

from checker.extract.attribution_labels import by_bracket, by_dash, by_label
from checker.extract.speakers import (
    DETERMINERS,
    Attribution,
    Phrase,
    head_is_source,
    is_acronym,
    is_break,
    is_dash,
    is_name,
    is_source,
    is_titled_name,
    left_phrase,
    number_like,
    right_phrase,
    words,
)
from checker.extract.tokens import Tokens
from checker.extract.words import phrase_index

_AFTER_SAID = frozenset(
    ["on", "in", "a", "statement", "by", "phone", "at", "telephone", "reporters", "told", "us", "the", "this"]
)
_AFTER_HEARSAY = frozenset(
    ["of", "that", "about", "on", "circulating", "alleging", "claiming", "saying", "which", "with"]
)
_GOES_ON = frozenset(["and", "adding", "to", "with", "of", "without", "from"])
_HOW = frozenset(["in", "on", "at", "by", "via", "through", "over", "during", "under", "late", "early", "for"])
_GOES_ON_SAYING = frozenset(["saying", "adding"])
_OPENING = frozenset(['"', "“"])
# Behind a number that stands alone: "the governor's two is too low".
_STANDS = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "includes", "include", "included", "arose", "comes", "and"]
)
_LONGEST_OWNER = 7  # words of "by the hospital's own latest tally"
_JOINS = frozenset(["and", "but", "yet", "so", "that", "while"])
_SOON = 9  # words from a verb of counting to its number
_LONGEST_HOW = 10  # words of "in a night-time message on its channel"


def attributions(tokens: Tokens, low: int, high: int) -> list[Attribution]:
    """Every attribution between two token indices, by position."""
    found: list[Attribution] = []
    label = by_label(tokens, low, high)
    if label:
        found.append(label)
    for i in range(low, high):
        one = _at(tokens, i, low, high, found)
        if one and not (found and found[-1].begin >= one.begin and found[-1].anchor >= one.begin):
            found.append(one)
    dash = by_dash(tokens, low, high)
    if dash and not any(each.anchor >= dash.begin for each in found):
        found.append(dash)
    return found


def _at(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """The attribution that token i carries, by the first rule that speaks; `found` are those before it."""
    word, one = tokens.words[i], None
    if word in words("verbs", "speech") or (word in words("verbs", "closing") and _closes(tokens, i, high)):
        one = _by_speech(tokens, i, low, high, found)
    elif word in words("verbs", "tell"):
        one = _by_tell(tokens, i, low, high)
    if one is None and word in phrase_index("en/attribution", "phrases", "before"):
        one = _by_phrase(tokens, i, low, high)
    holds = word in words("verbs", "hold") and i + 1 < high and tokens.words[i + 1] in ("to", "by", "with", "at")
    if one is None and (holds or word in words("verbs", "count") or word in words("verbs", "act")):
        one = _by_count(tokens, i, low, high, found)
    if one is None and word in words("phrases", "figure_nouns"):
        one = _by_figure(tokens, i, low, high) or _by_own_count(tokens, i, low)
    if one is None and word == "(":
        one = by_bracket(tokens, i, low, high)
    if one is None and word in words("phrases", "hearsay"):
        one = _by_hearsay(tokens, i, high)
    if one is None and number_like(tokens, i):
        one = _by_owner(tokens, i, low, high) or (_by_gap(tokens, i, low, high, found) if found else None)
    return one


def _by_speech(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "X said", "..., X said", "..., said X"."""
    word = tokens.words[i]
    if i > low and tokens.words[i - 1] in words("words", "passives"):
        return None
    if _is_participle(tokens, i, low, high):
        return None
    if word in _GOES_ON_SAYING and found and tokens.words[i - 1] in (",", "and"):
        teller = next((one for one in reversed(found) if one.rule != "hearsay"), found[-1])
        return Attribution(teller.phrase, i, i, "pre", "speech")  # "..., saying it had lost two"
    inverted = _inverted(tokens, i, low, high)
    phrase = left_phrase(tokens, i, low)
    follows = tokens.words[i + 1] if i + 1 < high else ""
    if phrase and _may_speak(tokens, phrase, word, follows) and not (inverted and tokens.words[i - 1] == ","):
        return Attribution(phrase, i, phrase.edge, _direction(tokens, phrase, i, low, high), "speech")
    return inverted


def _closes(tokens: Tokens, i: int, high: int) -> bool:
    """Whether a clause ends with the word at i: "..., the commission found"."""
    return i + 1 >= high or is_break(tokens, i + 1)


def _is_told_by(tokens: Tokens, i: int, low: int) -> bool:
    phrase = left_phrase(tokens, i, low)
    return phrase is not None and (head_is_source(tokens, phrase) or is_acronym(tokens, phrase))


def _is_participle(tokens: Tokens, i: int, low: int, high: int) -> bool:
    """Whether the word at i says what befell those before it: "five reported dead", but "police claimed to have"."""
    word = tokens.words[i]
    if word not in words("verbs", "participles") or i + 1 >= high:
        return False
    after = tokens.words[i + 1]
    if after in ("at", "in", "among") and (word in words("verbs", "plain") or _is_told_by(tokens, i, low)):
        return False  # "the mine announced at noon", "JNIM claimed in a video"
    return after in words("verbs", "after_participle") and not (word == "claimed" and after == "to")


def _inverted(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "..., said X": the clause must end with the speaker."""
    if tokens.words[i] not in words("verbs", "inverted") or i <= low or i + 1 >= high:
        return None
    before = tokens.words[i - 1]
    if before not in (",", '"', ";", "?", "!", "so"):
        return None
    right = right_phrase(tokens, i + 1, high)
    if right is None or (number_like(tokens, right.first) and tokens.words[right.first] not in ("one", "two", "three")):
        return None
    pronoun = tokens.words[right.first] in words("words", "pronouns")
    if right.first < right.last if pronoun else not is_source(tokens, right):
        return None  # "says he feels no triumph": he says it of himself
    after = right.last + 1
    ends = (
        after >= high
        or is_break(tokens, after)
        or tokens.words[after] in words("words", "stops") | words("words", "times")
    )
    return Attribution(right, right.edge, i, "post", "inverted") if ends or before == '"' else None


def _may_speak(tokens: Tokens, phrase: Phrase, verb: str, follows: str = "") -> bool:
    first = tokens.words[phrase.first]
    if phrase.first == phrase.last and first in words("words", "pronouns") | words("words", "outlet"):
        return True
    if number_like(tokens, phrase.first) and not _a_few(tokens, phrase):
        return False
    if verb in words("verbs", "plain") and phrase.last - phrase.first < 12:
        return is_source(tokens, phrase) or (first in DETERMINERS and phrase.last - phrase.first < 8)
    if number_like(tokens, phrase.first):
        return False
    if follows == "that" and first in DETERMINERS and 0 < phrase.last - phrase.first < 8:
        return not tokens.words[phrase.last].endswith("'s")  # whoever "claims that" speaks
    return head_is_source(tokens, phrase) or is_name(tokens, phrase.first, phrase.last) or _short_name(tokens, phrase)


def _a_few(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase that begins with a number names speakers ("two residents") and not who is counted."""
    return tokens.words[phrase.first] in ("one", "two", "three", "several", "dozens") and phrase.first < phrase.last


def _short_name(tokens: Tokens, phrase: Phrase) -> bool:
    """A capitalised name alone that does not merely begin the sentence, or with an article ("The TTP")."""
    first = phrase.first + (tokens.words[phrase.first] == "the")
    if first > phrase.last:
        return False
    return is_source(tokens, phrase) and tokens.capital(phrase.last)


def _direction(tokens: Tokens, phrase: Phrase, verb: int, low: int, high: int) -> str:
    """Whether what is said follows the verb or stands before the subject."""
    before = phrase.edge - 1
    if before < low:
        return "pre"
    if tokens.words[before] not in (",", '"', "!", "?") and not is_dash(tokens, before):
        return "pre"
    after = verb + 1
    times = words("words", "times")
    while after < high and (
        tokens.words[after] in times
        or tokens.words[after] in _AFTER_SAID
        or (tokens.words[after][0].isdigit() and tokens.words[after - 1] in ("at", "on", *times))
    ):
        after += 1
    if after >= high or tokens.words[after] in (".", ",", '"', ";", ")", "?", "!") or is_dash(tokens, after):
        return "post"
    if tokens.words[verb + 1] in ("that", ":", '"') or number_like(tokens, verb + 1):
        return "pre"
    if tokens.words[after] in words("words", "stops") or tokens.words[after] in _GOES_ON:
        return "post"
    return "post" if tokens.words[before] == '"' or _says_how(tokens, verb + 1, high) else "pre"


def _says_how(tokens: Tokens, i: int, high: int) -> bool:
    """Whether the clause ends with where, when or by what it was said: "said in its daily bulletin", "wrote on X"."""
    if tokens.words[i] not in _HOW:
        return False
    for j in range(i + 1, min(high, i + _LONGEST_HOW)):
        if is_break(tokens, j):
            return True
        if number_like(tokens, j) or tokens.words[j] in words("words", "stops"):
            return False
    return high <= i + _LONGEST_HOW


def _by_tell(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    goes_on = tokens.words[i].endswith("ing")
    if i + 1 >= high or (i > low and not goes_on and tokens.words[i - 1] in words("words", "passives")):
        return None
    phrase = left_phrase(tokens, i, low)
    if phrase is None or not _may_speak(tokens, phrase, "said"):
        return None
    told = right_phrase(tokens, i + 1, high)
    end = told.edge if told else i
    return Attribution(phrase, i, phrase.edge, _direction(tokens, phrase, end, low, high), "tell")


def _by_phrase(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    for parts in phrase_index("en/attribution", "phrases", "before").get(tokens.words[i], ()):
        if tuple(tokens.words[i : i + len(parts)]) != parts or i + len(parts) >= high:
            continue
        if parts == ("according",):
            continue
        phrase = right_phrase(tokens, i + len(parts), high)
        if phrase is None or (number_like(tokens, phrase.first) and not _a_few(tokens, phrase)):
            return None
        if parts[0] not in ("according", "citing", "quoting") and not is_source(tokens, phrase):
            return None
        leads = i == low or all(
            tokens.words[j] in words("words", "leads") or is_break(tokens, j) for j in range(low, i)
        )
        leads = (
            leads
            or tokens.words[i - 1] in (";", "-", "that", "but", "while")
            or (tokens.words[i - 1] == "," and tokens.words[max(low, i - 2)] in _JOINS)
        )
        return Attribution(phrase, phrase.edge, i, "pre" if leads else "post", "phrase")
    return None


def _by_count(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "The hospital treated 16", "Witnesses counted six": a source as subject and a number close behind."""
    word = tokens.words[i]
    if i + 1 >= high or (i > low and tokens.words[i - 1] in words("words", "passives") | {"not"}):
        return None
    if _is_participle(tokens, i, low, high) or (i > low and tokens.words[i - 1] in DETERMINERS):
        return None
    close = word in words("verbs", "close") and not words("phrases", "figure_nouns") & set(tokens.words[i : i + 5])
    if not _number_soon(tokens, i + 1, high, 2 if close else _SOON):
        return None
    if word in ("put", "puts") and not words("words", "puts_at") & set(tokens.words[i : min(high, i + 12)]):
        return None
    phrase = left_phrase(tokens, i, low)
    if phrase is None or (number_like(tokens, phrase.first) and not _a_few(tokens, phrase)):
        return None
    if phrase.first == phrase.last and tokens.words[phrase.first] in words("words", "pronouns"):
        if word not in words("verbs", "personal"):
            return None
    elif tokens.words[phrase.first] in words("words", "outlet") or not _is_body_or_person(tokens, phrase):
        return None
    if word in words("verbs", "act") and not _institution(tokens, phrase):
        return None
    if word in ("has", "have", "had") and _deed(tokens, i + 1, phrase, found):
        return None
    return Attribution(phrase, i, phrase.edge, "pre", "count")


def _deed(tokens: Tokens, i: int, phrase: Phrase, found: list[Attribution]) -> bool:
    """Whether the words from i tell what the subject did, on another's word or on no register of its own."""
    if not tokens.words[i].endswith("ed") and tokens.words[i] not in words("verbs", "suffered"):
        return False
    if tokens.words[i] not in words("verbs", "act"):
        return True  # "the army had killed 12"
    before = phrase.first - (tokens.words[phrase.first - 1] == "that")
    # "organisers said police had detained 120"
    return bool(found) and found[-1].kind == "pre" and found[-1].anchor == before - 1


def _is_body_or_person(tokens: Tokens, phrase: Phrase) -> bool:
    return head_is_source(tokens, phrase) or is_titled_name(tokens, phrase) or is_acronym(tokens, phrase)


def _institution(tokens: Tokens, phrase: Phrase) -> bool:
    return any(tokens.words[i] in words("words", "institutions") for i in range(phrase.first, phrase.last + 1))


def _number_soon(tokens: Tokens, i: int, high: int, within: int) -> bool:
    for j in range(i, min(high, i + within)):
        if number_like(tokens, j) or tokens.words[j] in (
            "no",
            "nobody",
            "more",
            "some",
            "about",
            "only",
            "over",
            "nearly",
        ):
            return True
        if tokens.words[j] in (";", "."):
            return False
    return False


def _by_hearsay(tokens: Tokens, i: int, high: int) -> Attribution | None:
    """ "rumours of eight dead": told by nobody in particular."""
    if i + 2 >= high or tokens.words[i + 1] not in _AFTER_HEARSAY:
        return None
    if not _number_soon(tokens, i + 2, high, 12):
        return None
    first = i - 1 if i and tokens.words[i - 1] in ("unverified", "unconfirmed") else i
    return Attribution(Phrase(first, i, first), i, first, "pre", "hearsay")


def _by_figure(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "the ministry's figure of nine", "police tally: 26"."""
    if i <= low or (i + 1 < high and tokens.words[i + 1] == ","):
        return None  # "of the nine on the police list, five were found"
    j = i - 1
    if j > low and tokens.words[j] in ("own", "earlier", "official", "latest", "first", "initial", "previous"):
        j -= 1
    possessor = _possessor(tokens, j, low)
    j = j if possessor is None else possessor
    if possessor is None and not (
        tokens.words[j] in words("words", "sources") and tokens.words[i] not in ("report", "statement", "number")
    ):
        return None
    first = j
    while (
        first > max(low, j - 8)
        and not is_break(tokens, first - 1)
        and tokens.words[first - 1] not in words("words", "stops")
        and tokens.words[first - 1]
        not in ("by", "to", "of", "on", "from", "and", "in", "for", "at", *words("words", "verbish"))
    ):
        first -= 1
        if tokens.words[first] in ("a", "an", "the", "its", "their", "his", "her"):
            break
    phrase = Phrase(first, j, first)
    if not is_source(tokens, phrase) or not _number_soon(tokens, i + 1, high, _SOON):
        return None
    return Attribution(phrase, i, phrase.first, "pre", "figure")


def _by_own_count(tokens: Tokens, i: int, low: int) -> Attribution | None:
    """ "..., by the hospital's tally", "by U.N. estimates": whose count it is, behind what was counted."""
    first = i - 1
    while first > max(low, i - _LONGEST_OWNER) and not is_break(tokens, first) and tokens.words[first] != "by":
        first -= 1
    if first <= low or tokens.words[first] != "by" or i - first < 2:
        return None
    possessor = _possessor(tokens, i - 1, first)
    phrase = Phrase(first + 1, i - 1 if possessor is None else possessor, i)
    told = set(tokens.words[first + 1 : i])
    named = not tokens.shouted and is_source(tokens, phrase)
    if number_like(tokens, phrase.first) or "and" in told or tokens.words[i - 1] in DETERMINERS - {"our"}:
        return None
    if not (named or told & (words("words", "sources") | {"our"})):
        return None
    return Attribution(phrase, i, first, "post", "own count")


def _by_owner(tokens: Tokens, i: int, low: int, high: int) -> Attribution | None:
    """ "against the railroad's 19": a possessor with a number that nothing is said to be counted by."""
    last = _possessor(tokens, i - 1 - (tokens.words[i - 1] in _OPENING), low) if i > low else None
    if last is None or (i + 1 < high and not is_break(tokens, i + 1) and tokens.words[i + 1] not in _STANDS):
        return None
    first = last
    while first > max(low, i - 5) and not is_break(tokens, first - 1) and tokens.words[first] not in DETERMINERS:
        first -= 1
    phrase = Phrase(first, last, first)
    owner = tokens.words[last].removesuffix("'s")
    if tokens.words[first] not in DETERMINERS or owner not in words("words", "sources"):
        return None
    return Attribution(phrase, last, first, "pre", "figure")


def _possessor(tokens: Tokens, at: int, low: int) -> int | None:
    """The word of the possessor that ends at token `at`: "ministry's" itself, "residents" before its mark."""
    if tokens.words[at].endswith("'s"):
        return at
    plural = at > low and tokens.words[at] == "'" and tokens.joined(at) and tokens.words[at - 1].endswith("s")
    return at - 1 if plural else None


def _by_gap(tokens: Tokens, i: int, low: int, high: int, found: list[Attribution]) -> Attribution | None:
    """ "police said 8, the hospital 11": the verb left out the second time."""
    j = i - 1
    while j > low and tokens.words[j] in words("words", "fillers"):
        j -= 1
    first = j
    while (
        first > max(low, j - 7)
        and not is_break(tokens, first - 1)
        and tokens.words[first - 1] not in ("and", "but", "while")
    ):
        first -= 1
    if first > j or first - 1 <= found[-1].anchor or j < first or is_break(tokens, j):
        return None
    phrase = Phrase(first, j, first)
    if number_like(tokens, first) or not (head_is_source(tokens, phrase) or is_acronym(tokens, phrase)):
        return None
    if any(
        tokens.words[k] in words("words", "verbish") or tokens.words[k] in ("of", "including", "in")
        for k in range(first, j + 1)
    ):
        return None
    after = i + 1
    if (
        after < high
        and not is_break(tokens, after)
        and tokens.words[after] not in ("and", "dead", "killed", "while", "but", "wounded", "injured")
    ):
        return None
    return Attribution(phrase, j, first, "pre", "gap")
