"""Whether a verb says of a counted person or figure that it is not so: "has not been arrested", "unhurt".

A reader of figures sees the arrest and the man; that it did not come to pass stands in one small word between them.
"""

from __future__ import annotations

import re
from functools import cache

from checker.extract.words import word_table

# What may stand between the small word and the verb without changing the sense; "not seriously hurt" is hurt.
_BETWEEN = r"(?: (?:yet|been|be|being|so far|even|also|themselves|himself|herself|among))*"
_NEGATION = r"(?<![\w'’])(?:not|never|(?:was|were|is|are|has|have|had|did)n['’]t)"
_GRAVE = r"(?! (?:seriously|badly|critically|gravely|severely|only|just))"
_CLAUSE_ENDS = re.compile(r"[;:,.()–—]| (?:and|but|while|who|which|whose|after|when|as) ")
_NEAR = 60  # characters between who is counted and what is denied
_UNHURT = r"unhurt|unharmed|uninjured|unscathed"
# A word that says that there was none: on it the learned reader is taught to see a count of zero.
NONE_AT_ALL = re.compile(
    rf"\b(?:no|none|nobody|not|without|nor|never|zero|neither|nothing|nil|{_UNHURT}|safe|safely|alive|empty|cannot"
    r"|\w+n['’]t)\b",
    re.IGNORECASE,
)


@cache
def _denied(attribute: str) -> re.Pattern[str]:
    roles = word_table("roles")
    words = {word for kind in ("head", "verb", "after") for word in roles[kind].get(attribute, ())}
    single = sorted(word for word in words if word.isalpha() and not word.endswith("ly"))
    verbs = "|".join(single) or r"(?!)"
    outright = rf"|\b(?:{_UNHURT})\b" if attribute == "wounded" else ""
    return re.compile(rf"{_NEGATION}{_BETWEEN} (?:{verbs})\b{_GRAVE}{outright}", re.IGNORECASE)


def not_so(text: str, start: int, end: int, attribute: str) -> bool:
    """Whether the clause around `text[start:end]`, which counts `attribute`, says that it did not come to pass.

    Looks at a few words on either side only.
    """
    behind = text[end : end + _NEAR]
    stop = _CLAUSE_ENDS.search(behind)
    clause = behind[: stop.start()] if stop else behind
    if _denied(attribute).search(clause):
        return True
    low = max(0, start - _NEAR // 2)
    return any(found.end() + low >= start - 1 for found in _denied(attribute).finditer(text[low:end]))
