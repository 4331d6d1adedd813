"""Number phrases become the intervals a careful reader would give them."""

from __future__ import annotations

import re
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extract.numbers import find_quantities

DATA = Path(__file__).parent / "data"
QUANTITIES = tomllib.loads((DATA / "quantities.toml").read_text("utf-8"))["cases"]
NOT_COUNTS = tomllib.loads((DATA / "not_counts.toml").read_text("utf-8"))


@pytest.mark.parametrize(("phrase", "low", "high"), QUANTITIES, ids=[row[0] for row in QUANTITIES])
def test_phrase_is_read_as_its_interval(phrase: str, low: int, high: int | str) -> None:
    wanted = (low, None if high == "open" else high)
    found = [q for q in find_quantities(phrase) if q.countable]
    assert [(q.low, q.high) for q in found] == [wanted]


@pytest.mark.parametrize(("marked", "reasons"), NOT_COUNTS["cases"], ids=[row[0] for row in NOT_COUNTS["cases"]])
def test_what_counts_nothing_says_why(marked: str, reasons: list[str]) -> None:
    text = marked.replace("«", "").replace("»", "")
    gaps = [m.start() - 2 * i for i, m in enumerate(re.finditer("«", marked))]
    for start in gaps:
        at = [q for q in find_quantities(text) if q.core_start <= start < q.core_end]
        assert at and not at[0].countable
        assert at[0].reason in reasons


@pytest.mark.parametrize("text", NOT_COUNTS["nothing"])
def test_idioms_with_no_are_no_zero(text: str) -> None:
    assert not [q for q in find_quantities(text) if q.countable]


def test_hedge_belongs_to_the_phrase_and_not_to_the_core() -> None:
    text = "Police said at least eight fighters died."
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == "at least eight"
    assert text[found.core_start : found.core_end] == "eight"
    assert found.hedge == "at least"


@pytest.mark.parametrize(("vague", "interval"), [("plain", (24, None)), ("acled", (12, 12)), ("ucdp", (24, 24))])
def test_vague_words_follow_the_chosen_table(vague: str, interval: tuple[int, int | None]) -> None:
    (found,) = find_quantities("dozens were hurt", vague)
    assert (found.low, found.high) == interval


ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def spelled(n: int) -> str:
    """The English words for n, 0 to a million."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{ONES[n // 100]} hundred" + (f" and {spelled(n % 100)}" if n % 100 else "")
    if n < 1_000_000:
        rest = n % 1000
        joint = " and " if 0 < rest < 100 else " "
        return f"{spelled(n // 1000)} thousand" + (f"{joint}{spelled(rest)}" if rest else "")
    return "one million"


@given(st.integers(0, 1_000_000))
def test_spelling_out_and_reading_gives_the_number(n: int) -> None:
    text = f"{spelled(n)} people were hurt"
    (found,) = find_quantities(text)
    assert (found.low, found.high) == (n, n)
    assert text[found.core_start : found.core_end] == spelled(n)


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}"]))
def test_digits_are_read(n: int, form: str) -> None:
    written = form.format(n)
    found = find_quantities(f"hurt were {written} people")
    assert [(q.low, q.high) for q in found if q.core_end - q.core_start == len(written)] == [(n, n)]


WORDS = st.sampled_from(
    (
        *("no", "one", "at", "least", "more", "than", "5", "12", "1,200", "3.5", "-", "–", "to", "or", "and", "half"),
        *("of", "the", "dozen", "dozens", "several", "a", "killed", ",", ".", ":", "(", ")", "%", "km", "aged", "two"),
        *("hundred", "thousand", "third", "\u200b", "\u200f", "\n", "é", "漢"),
    )
)


@given(st.one_of(st.text(), st.lists(WORDS, max_size=40).map(" ".join), st.lists(WORDS, max_size=40).map("".join)))
@settings(max_examples=150)
def test_any_text_goes_through_and_spans_lie_in_it(text: str) -> None:
    last = 0
    for q in find_quantities(text):
        assert 0 <= q.start <= q.core_start < q.core_end <= q.end <= len(text)
        assert q.core_start >= last
        assert q.high is None or 0 <= q.low <= q.high
        last = q.core_end


ADVERSARIAL = ["1", "1,111", "one ", "twenty-", "a ", "no ", "aged 3 and ", "1-2-", "3 , ", "hundred and ", "all but "]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        began = time.process_time()
        find_quantities(text)
        return time.process_time() - began

    seconds(2_000)
    # Four times the text; sixteen times the time would be quadratic. The floor keeps clock noise out.
    best = {size: min(seconds(size) for _ in range(3)) for size in (10_000, 40_000)}
    assert best[40_000] < 9 * max(best[10_000], 0.02)


def test_a_table_of_ten_thousand_numbers_keeps_every_offset() -> None:
    text = "\n".join(f"row {i}\t{i}\t{i * 7} people" for i in range(10_000))
    found = find_quantities(text)
    assert len(found) >= 10_000
    assert all(text[q.core_start : q.core_end].strip() for q in found)


def test_direction_marks_and_zero_width_characters_leave_offsets_true() -> None:
    text = "\u200f\u202bAt least ei\u200bght\u202c people\u00a0died, and 1\u202f200 fled."
    found = find_quantities(text)
    assert [(q.low, q.high) for q in found] == [(8, None), (1200, 1200)]
    assert text[found[0].start : found[0].end] == "At least ei\u200bght"
    assert text[found[1].core_start : found[1].core_end] == "1\u202f200"
