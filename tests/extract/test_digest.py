"""Digests with an entry for each event."""

from __future__ import annotations

import pytest

from checker.extract.digest import entries_of, settle_entries
from checker.extract.mentions import Mention
from checker.model import Scope


def _mention(text: str, quote: str, scope: Scope) -> Mention:
    start = text.index(quote)
    return Mention(start, start + len(quote), 3, 3, "", "killed", scope, core_start=start, core_end=start + 1)


@pytest.mark.parametrize(
    "text",
    [
        "Djibo (Soum), 10 Nov. Mortars. Killed: 9.\n\nFada (Gourma), 11 Nov. Ambush. Killed: 3.\n\nWeek: 12 dead.",
        "* Masala, 12 July: 9 killed.\n\n* Oicha, 13 July: 3 killed.",
        "07-10 | Tebnit | strike | killed 9\n07-10 | Arabsalim | strike | killed 3\nWeek: 12",
        "KENYA / Eldoret / 16 July / levy. Dead 9.\n\nKENYA / Kisumu / 18 July / march. Dead: 3.",
        "12 April, Sfax: 9 dead.\n\n12 April, Zarzis: 3 dead.",
        "DJIBO, 10 NOV. KILLED: 9.\nFADA, 11 NOV. KILLED: 3.",
    ],
)
def test_what_the_entries_on_other_places_count_is_of_other_events(text: str) -> None:
    first, others = entries_of(text)
    assert len(others) == 1
    assert first[0] <= text.index("9") < first[1]
    counted = [_mention(text, text[first[0] : first[1]], "other"), _mention(text, text[slice(*others[0])], "incident")]
    assert [one.scope for one in settle_entries(counted, text)] == ["incident", "other"]


@pytest.mark.parametrize(
    "text",
    [
        "MOGADISHU, 14 Feb. Five civilians died.\n\nA spokesman said 3 were hurt.",
        "12 April, Sfax: the boat sank.\n\n13 April, Sfax: 3 bodies found.",
        "The attack took place on 6 Nov.\n\nThe second took place on 7 Nov.",
        "02:50 first car leaves. 3 dead.\n\n03:10 second car leaves.",
        "MINSK, 4 MAY (TASS) -- CONCERNING THE BLAST\nAT THE TRADE FAIR ON THURSDAY, 2 MAY, IN WHICH 3 DIED",
    ],
)
def test_what_is_no_digest(text: str) -> None:
    assert entries_of(text)[1] == []


def test_what_is_denied_stays_so() -> None:
    text = "Djibo, 10 Nov. Killed: 9.\n\nFada, 11 Nov. Killed: 3."
    assert settle_entries([_mention(text, "3", "negated")], text)[0].scope == "negated"
