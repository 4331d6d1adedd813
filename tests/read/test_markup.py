from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.read.markup import unmarked


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("<p>Twelve died.</p><p>Nine were hurt.</p>", "Twelve died.\n\nNine were hurt."),
        ("<p>Twelve died.\n<p>Nine were hurt.", "Twelve died.\n\nNine were hurt."),
        ("Twelve died.<br/>Nine were hurt.", "Twelve died.\nNine were hurt."),
        ("Twelve died.<BR><BR>Nine were hurt.", "Twelve died.\n\nNine were hurt."),
        ("<div class='a'>At least <b>12</b> <a href=\"x?a>b\">people</a> died.</div>", "At least 12 people died."),
        ("<ul><li>12 dead</li><li>9 hurt</li></ul>", "12 dead\n\n9 hurt"),
        ("<tr><td>Dead</td><td>12</td></tr>", "Dead 12"),
        ("12&nbsp;people died, the mayor&#8217;s office &amp; police", "12 people died, the mayor’s office & police"),
        ("<p>&lt;12 people&gt; died.</p>", "<12 people> died."),
        ("Twelve <script type='x'>if (a<b) f('<p>')</script>people died.", "Twelve people died."),
        ("<style>p{}</style>Twelve died.<script>cut off", "Twelve died."),
        ("<!-- <p>x</p> --><p>Twelve died.</p>", "Twelve died."),
        ("<p>Losses were < 12 and > 5, <wire@example.org> said; AT&T &notin it.</p>",
         "Losses were < 12 and > 5, <wire@example.org> said; AT&T &notin it."),
    ],
)  # fmt: skip
def test_fragments_of_pages_become_paragraphs(marked, plain):
    assert unmarked(marked) == plain


@pytest.mark.parametrize(
    "text",
    [
        "Losses were < 12 and > 5.",
        "> 12 people died.\n> Nine were hurt.",
        "Wire Service <wire@example.org>  said:\n\n\n12 <people> died, AT&T said.",
        "if a <b and c> d",
        "5 <p 6",
        "",
    ],
)
def test_text_that_is_not_marked_up_stays_as_it_is(text):
    assert unmarked(text) == text


@given(st.text(st.sampled_from("<>/!-&;pbar\"'= \n12#x"), max_size=80))
def test_any_text_goes_through(text):
    assert len(unmarked(text)) <= 2 * len(text)


@pytest.mark.parametrize(
    "unit", ["<a ", "<!--", '<p "', "<p a='x", "<script></", "<p>\n ", "&#", "</p ", "<p" + " " * 9]
)
def test_time_grows_with_the_length_alone(unit):
    begun = time.process_time()
    unmarked("<p>" + unit * (1_000_000 // len(unit)))
    assert time.process_time() - begun < 5
