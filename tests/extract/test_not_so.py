"""What did not come to pass: denied arrests, the unhurt, and words that count none."""

from __future__ import annotations

import pytest

from checker import Report, Settings
from checker.extract.claims import claims_of
from checker.extract.not_so import not_so


@pytest.mark.parametrize(
    ("text", "word", "attribute", "denied"),
    [
        ("The mill owner has not been arrested, his lawyer said.", "owner", "detained", True),
        ("Police have not yet arrested three suspects.", "three", "detained", True),
        ("The pilot wasn't hurt.", "pilot", "wounded", True),
        ("The minister was unhurt; his driver was killed.", "minister", "wounded", True),
        ("The minister was unhurt; his driver was killed.", "driver", "killed", False),
        ("Six died, but the pilot was not killed.", "Six", "killed", False),
        ("Two men were not seriously injured.", "Two", "wounded", False),
        ("Three people were not only killed but robbed.", "Three", "killed", False),
        ("Nine were killed and the bridge was not hit.", "Nine", "killed", False),
    ],
)
def test_whether_a_clause_denies_its_count(text: str, word: str, attribute: str, denied: bool) -> None:
    start = text.index(word)
    assert not_so(text, start, start + len(word), attribute) is denied


@pytest.mark.parametrize("text", ["The driver was not injured.", "The mill owner has not been arrested, police said."])
def test_a_denied_count_is_none_of_this_incident(text: str) -> None:
    found = [claim for claim in claims_of(Report("r", text, source="Post"), Settings()) if claim.low is not None]
    assert found
    assert all(claim.scope == "negated" or claim.high == 0 for claim in found)


def test_it_looks_at_a_few_words_only() -> None:
    text = "not " * 200_000
    assert not not_so(text, 400_000, 400_003, "killed")
