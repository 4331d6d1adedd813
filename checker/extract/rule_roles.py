"""Which attribute a candidate counts: by the word behind it, the verb after or before it, a label, or its list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from checker.extract.records import record
from checker.extract.role_triggers import Trigger
from checker.extract.rule_candidates import Candidate
from checker.extract.tokens import Tokens
from checker.extract.words import word_set

# How far behind a noun its verb may stand, in words; and a label before its figure.
_VERB_REACH = 14
_LABEL_REACH = 14
# What each of a figure may be: "casualties", "dead or missing".
_JOINT = {"either": ("killed", "wounded"), "lost": ("killed", "missing")}


@record
class Reading:
    """What a candidate counts, and by which rule."""

    attributes: tuple[str, ...]  # two for "killed and wounded"
    rule: str
    first: int  # the trigger's words
    last: int
    listed: bool = False  # took its attribute from a list
    part: bool = False


def read_sentence(
    tokens: Tokens, first: int, last: int, candidates: Sequence[Candidate], triggers: Sequence[Trigger], abducting: bool
) -> list[Reading | None]:
    """One reading (or None) a candidate. `abducting`: the report tells of an abduction, so "taken" is that."""
    if not triggers and all(one.noun_class != "munition" for one in candidates):
        return [None] * len(candidates)
    own = [_own(tokens, i, first, last, candidates, triggers, abducting) for i in range(len(candidates))]
    # From right to left: "three soldiers and two civilians were killed".
    for i in range(len(candidates) - 2, -1, -1):
        behind = own[i + 1]
        if own[i] is None and behind is not None and behind.rule in ("verb-behind", "head", "list-before"):
            here, after = candidates[i], candidates[i + 1]
            if here.noun >= 0 and not after.of_them and _coordinated(tokens, here, after) and _same_class(here, after):
                own[i] = Reading(behind.attributes, "list-before", behind.first, behind.last, True)
    # From left to right: "killing three soldiers, two policemen and a driver".
    for i in range(1, len(candidates)):
        before = own[i - 1]
        if own[i] is None and before is not None:
            own[i] = _inherited(tokens, candidates[i - 1], candidates[i], before)
    for i in range(1, len(candidates)):
        if own[i] is None:
            earlier = next(((j, own[j]) for j in range(i - 1, -1, -1) if own[j] is not None), None)
            if earlier is not None and earlier[1] is not None:
                own[i] = _carried(tokens, candidates[earlier[0]], candidates[i], earlier[1])
        if own[i] is None:
            own[i] = _near(tokens, candidates, i, triggers, abducting)
    if candidates and own[0] is None:
        own[0] = _near(tokens, candidates, 0, triggers, abducting)
    return own


def _near(
    tokens: Tokens, candidates: Sequence[Candidate], index: int, triggers: Sequence[Trigger], abducting: bool
) -> Reading | None:
    """The nearest role word within a few words of a figure that no better rule has read."""
    one = _with_class(candidates, index)
    if (
        one.single
        or one.noun_class == "thing"
        or (one.quantity is not None and one.quantity.kind in ("zero", "ordinal", "fraction"))
    ):
        return None
    found = [
        (distance, trigger.first, trigger, attributes)
        for trigger in triggers
        if (distance := _near_distance(tokens, one, trigger)) is not None
        and (attributes := _attributes(trigger, one, abducting))
    ]
    if not found:
        return None
    _, _, trigger, attributes = min(found, key=lambda row: row[:2])
    return Reading(attributes, "near", trigger.first, trigger.last)


def _near_distance(tokens: Tokens, one: Candidate, trigger: Trigger) -> int | None:
    """Words between the figure and a role word that may be read from afar; None where it may not."""
    if trigger.last <= one.begin:
        if one.noun >= 0 or trigger.kind not in ("head", "after", "label"):
            return None
        between = tokens.words[trigger.last : one.begin]
    elif trigger.first >= one.last:
        thing = trigger.kind == "label" and trigger.attribute in ("structures", "vehicles")
        if trigger.kind != "head" and not thing:
            return None
        between = tokens.words[max(one.last, one.noun_last) : trigger.first]
    else:
        return None
    if len(between) > _NEAR or not word_set("roles", "near_stops", "words").isdisjoint(between):
        return None
    return len(between)


_NEAR = 6


def _carried(tokens: Tokens, before: Candidate, here: Candidate, reading: Reading) -> Reading | None:
    """As in "four died on the spot and one in hospital": a bare figure goes on counting what was counted."""
    words = tokens.words
    if here.single or here.noun >= 0 or here.begin < 2:
        return None
    superseded = words[here.begin - 2 : here.begin] in (["up", "from"], ["down", "from"])
    if not superseded and words[here.begin - 1] not in word_set("roles", "carried_before", "words"):
        return None
    if here.quantity is not None and (here.quantity.kind in ("zero", "fraction") or here.noun_last < here.last):
        return None
    if here.begin - before.last > 25:
        return None
    return Reading(reading.attributes, "carried", here.first, here.last, True, here.low < (before.low or 0))


def _same_class(a: Candidate, b: Candidate) -> bool:
    return a.noun_class == b.noun_class or "" in (a.noun_class, b.noun_class)


def _coordinated(tokens: Tokens, a: Candidate, b: Candidate) -> bool:
    between = tokens.words[a.noun_last : b.begin]
    if len(between) > 8 or not between:
        return False
    links = [word for word in between if word in (",", "and", "or", "&", "plus", "+", "/")]
    if not links:
        return False
    loose = [
        word
        for word in between
        if word not in (",", "and", "or", "&", "plus", "+", "also", "a", "further", "another", "/")
    ]
    return len(loose) <= 4 and word_set("roles", "list_breaks", "words").isdisjoint(loose)


def _inherited(tokens: Tokens, before: Candidate, here: Candidate, reading: Reading) -> Reading | None:
    words = tokens.words
    between = words[before.noun_last : here.begin]
    if len(between) > 14 or "." in between or (";" in between and not here.of_them):
        return None
    joined = " ".join(between)
    part = any(
        f" {cue} " in f" {joined} "
        for cue in ("including", "among them", "of whom", "of them", "among whom", "include", "included", "of these")
    )
    if (
        part
        or (here.of_them and here.noun < 0)
        or (":" in between and here.noun_class in ("person", "") and reading.attributes[0] not in ("strikes",))
    ):
        if here.noun_class in ("", "person", before.noun_class) and {"said", "but"}.isdisjoint(between):
            return Reading(reading.attributes, "part", reading.first, reading.last, True, True)
        return None
    if reading.rule in ("verb-before", "list-after", "part", "label") and _coordinated(tokens, before, here):
        if here.noun_class == before.noun_class and here.noun >= 0:
            return Reading(reading.attributes, "list-after", reading.first, reading.last, True, reading.part)
        if reading.part and here.noun >= 0:
            return Reading(reading.attributes, "part", reading.first, reading.last, True, True)
    return None


def _own(
    tokens: Tokens,
    index: int,
    first: int,
    last: int,
    candidates: Sequence[Candidate],
    triggers: Sequence[Trigger],
    abducting: bool,
) -> Reading | None:
    one = _with_class(candidates, index)
    if one.noun_class == "thing" and one.noun >= 0:
        return None
    floor = candidates[index - 1].last if index else first
    limit = _right_limit(index, candidates, last)
    for rule, look in _SINGLE_RULES if one.single else _RULES:
        for trigger in look(tokens, one, floor, limit, triggers):
            attributes = _attributes(trigger, one, abducting)
            if attributes:
                return Reading(attributes, rule, trigger.first, trigger.last)
    if one.noun_class == "munition" and not one.single and _is_munition(tokens, one):
        return Reading(("strikes",), "munition", one.noun, one.noun + 1)
    return None


def _with_class(candidates: Sequence[Candidate], index: int) -> Candidate:
    """As in "six houses burned, 11 damaged": a bare figure counts houses still."""
    one = candidates[index]
    if one.noun >= 0 or one.single or index == 0 or one.of_them:
        return one
    before = candidates[index - 1]
    if before.noun_class in ("structure", "vehicle") and one.begin - before.last < 12:
        return replace(one, noun_class=before.noun_class)
    return one


def _is_munition(tokens: Tokens, one: Candidate) -> bool:
    return tokens.words[one.noun] not in (
        "attacks",
        "rounds",
        "devices",
        "hits",
        "ieds",
        "raid",
        "raids",
        "grenades",
        "bombings",
        "strike",
        "mortar",
        "mortars",
        "explosions",
    )


def _right_limit(index: int, candidates: Sequence[Candidate], last: int) -> int:
    """Where the search behind a candidate ends: at the next figure that is no part of its own phrase."""
    one = candidates[index]
    for other in candidates[index + 1 :]:
        if other.single:
            # "two men, a driver and his mate, were killed": persons in apposition do not end the search
            continue
        return min(last, other.begin)
    return min(last, one.noun_last + _VERB_REACH)


def _attributes(trigger: Trigger, one: Candidate, abducting: bool) -> tuple[str, ...]:
    """The attributes a trigger gives to what the candidate counts; () where they do not go together."""
    kind, name = one.noun_class, trigger.attribute
    if name == "damage":
        return {"structure": ("structures",), "vehicle": ("vehicles",)}.get(kind, ())
    if name == "vehicle":
        return ("vehicles",) if kind == "vehicle" else ()
    if name == "structures":
        return ("structures",) if kind in ("structure", "") else ()
    if name == "vehicles":
        return ("vehicles",) if kind in ("vehicle", "") else ()
    if name == "strikes":
        return ("strikes",) if kind == "munition" else ()
    if kind not in ("person", ""):
        return ()
    if name in _JOINT:
        return _JOINT[name]
    if name == "rescued" and one.single and trigger.kind != "verb":
        return ()
    if name == "abducted" and trigger.kind in ("verb", "before") and not abducting:
        return ()
    return (name,)


def _head(tokens: Tokens, one: Candidate, floor: int, limit: int, triggers: Sequence[Trigger]) -> list[Trigger]:
    """As in "eight dead", "five other people wounded"."""
    start = max(one.noun_last, one.last)
    found = []
    for trigger in triggers:
        if trigger.kind != "head" or not one.last <= trigger.first < start + 2:
            continue
        between = tokens.words[start : trigger.first]
        if not word_set("roles", "head_stops", "words").isdisjoint(between):
            continue
        if one.of_them and trigger.last <= one.noun_last:
            continue  # "two of the wounded" may have died: left to the verb
        if _active(tokens, trigger):
            continue
        if _role_people(tokens, trigger) and any(
            other.kind in ("verb", "after") and trigger.last <= other.first < trigger.last + 3 for other in triggers
        ):
            continue  # "nine hostages were freed": the verb says more
        found.append(trigger)
    return found


def _role_people(tokens: Tokens, trigger: Trigger) -> bool:
    """Whether the role noun names people of whom a verb can tell something else: hostages, survivors, evacuees."""
    return tokens.words[trigger.first] in word_set("roles", "role_people", "words")


def _active(tokens: Tokens, trigger: Trigger) -> bool:
    """Whether a participle has an object of its own: "two gunmen killed five"."""
    words = tokens.words
    if trigger.last >= len(words) or trigger.last - trigger.first > 1:
        return False
    if words[trigger.first] not in word_set("roles", "verb"):
        return False
    after = words[trigger.last]
    return not (
        after in word_set("roles", "passive_after", "words")
        or (
            trigger.first > 0
            and words[trigger.first - 1] in word_set("roles", "auxiliary", "words")
            and words[trigger.first - 1] not in ("had", "have", "has")
        )
    )


def _directly_before(
    tokens: Tokens, one: Candidate, floor: int, limit: int, triggers: Sequence[Trigger]
) -> list[Trigger]:
    """As in "killing at least eight", "the deaths of three"."""
    found = []
    for trigger in reversed(triggers):
        if trigger.kind not in ("before", "verb") or trigger.last > one.begin or trigger.first < floor:
            continue
        between = tokens.words[trigger.last : one.begin]
        if len(between) > 4:
            break
        if not word_set("roles", "gap", "words").issuperset(between):
            continue
        if trigger.kind == "verb" and _passive_before(tokens, trigger):
            continue
        found.append(trigger)
    found.sort(key=lambda trigger: (-trigger.last, -(trigger.last - trigger.first)))
    return found


def _passive_before(tokens: Tokens, trigger: Trigger) -> bool:
    before = tokens.words[trigger.first - 1] if trigger.first else ""
    return before in ("was", "were", "been", "being", "is", "are", "be")


def _behind(tokens: Tokens, one: Candidate, floor: int, limit: int, triggers: Sequence[Trigger]) -> list[Trigger]:
    """As in "eight people, among them a child, were killed": the first verb behind the noun."""
    words = tokens.words
    start = max(one.last, one.noun_last)
    stop = min(limit, start + _VERB_REACH)
    reached = [trigger for trigger in triggers if start <= trigger.first < stop]
    if reached:
        barriers = word_set("roles", "barrier", "words")
        stop = next((i for i in range(start, stop) if words[i] in barriers), stop)
    found = []
    for trigger in reached:
        if trigger.first >= stop:
            break
        if (
            trigger.kind == "after"
            or (trigger.kind == "verb" and not _active(tokens, trigger))
            or (
                trigger.kind == "head"
                and trigger.first > start
                and words[trigger.first - 1] in ("were", "was", "are", "is", "as", "been", "be", "left", "found")
            )
        ):
            found.append(trigger)
    if not found and one.of_them and one.noun >= 0:
        return [trigger for trigger in triggers if trigger.kind == "head" and trigger.first == one.noun]
    # The first place wins; there, the longest phrase.
    found.sort(key=lambda trigger: (trigger.first, -(trigger.last - trigger.first), trigger.kind != "after"))
    return found


def _label(tokens: Tokens, one: Candidate, floor: int, limit: int, triggers: Sequence[Trigger]) -> list[Trigger]:
    """As in "Deaths: 8", "the death toll has risen to 45"."""
    words = tokens.words
    if one.begin == 0 or one.begin <= floor or one.noun_class in ("munition",):
        return []
    linking = word_set("roles", "linking", "words")
    before = words[one.begin - 1]
    found = []
    for trigger in triggers:
        if trigger.kind != "label" or trigger.last > one.begin or trigger.first < floor:
            continue
        between = words[trigger.last : one.begin]
        if len(between) > _LABEL_REACH or (between and before not in linking):
            continue
        if not between and one.noun >= 0:
            continue
        if not {";", ".", "but", "and"}.isdisjoint(between):
            continue
        if "," in between and (between != [","] or one.noun >= 0 or tokens.word(one.last)[:1].isalpha()):
            continue
        if (
            linking.issuperset(between)
            or trigger.last - trigger.first > 1
            or words[trigger.first] in ("toll", "number", "deaths", "fatalities", "tally")
        ):
            found.append(trigger)
    found.sort(key=lambda trigger: (-trigger.last, -(trigger.last - trigger.first)))
    return found


_Rule = Callable[[Tokens, Candidate, int, int, Sequence[Trigger]], list[Trigger]]
# The rules in the order in which they are tried; each gives the triggers that stand where it looks, and all are asked
# alike, though some need no floor or no limit.
_SINGLE_RULES: tuple[tuple[str, _Rule], ...] = (("verb-before", _directly_before), ("verb-behind", _behind))
_RULES: tuple[tuple[str, _Rule], ...] = (("head", _head), *_SINGLE_RULES, ("label", _label))
