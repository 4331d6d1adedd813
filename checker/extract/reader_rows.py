"""What the network says of the words of a report that may count something.

Logits are rounded before they are kept and compared, and each window is read by itself, so that neither
batch size nor float noise moves a decision.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from checker.extract.numbers import Quantity
from checker.extract.reader_windows import cut, header_of
from checker.extract.worth_reading import worth_reading
from checker.model import COUNT_ATTRIBUTES, Report
from checker.packaged import bare_tokenizer, digest_of, model_folder
from checker.reading_cache import ReadingCache, key_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from checker.extract.reader_net import ReaderNet

    Network = tuple[tuple[ReaderNet, ...], Tokenizer]

Span = tuple[int, int]
Row = tuple[float, ...]
Rows = dict[int, tuple[int, Row]]  # start of a word: its end, its logits
# Two networks of one form, trained from two seeds: the mean of their logits errs less than either.
_WEIGHTS = tuple(files("checker.extract") / "data" / f"reader-{member}.safetensors" for member in (0, 1))
_NO_CACHE = ReadingCache()


@cache
def network_digest() -> str:
    """What the reader's words hang on, in hex: a cache of them is good as long as it stays."""
    return digest_of(_WEIGHTS)


def rows_of(
    report: Report,
    sentences: Sequence[Span],
    quantities: Sequence[Quantity],
    cache: ReadingCache = _NO_CACHE,
    network: Network | None = None,
) -> Rows:
    """Rows of logits by the start of the word: one a figure, one a word that the network takes for a victim.

    A word that counts nothing has no row. `network` is another than the shipped one; then no cache may be given.
    """
    chosen = worth_reading(report.text, sentences, quantities)
    cores = [(quantity.core_start, quantity.core_end) for quantity in quantities]
    key = key_of(header_of(report), report.title, report.body_end, report.text, chosen, cores)
    kept = cache.get(key)
    if kept is not None:
        return {start: (end, tuple(row)) for start, end, row in kept}
    rows = _that_count(_read(report, chosen, network or _shipped()), report.text, cores)
    cache.put(key, [(start, end, row) for start, (end, row) in rows.items()])
    return rows


@cache
def _shipped() -> Network:
    with ExitStack() as stack:
        return load_network(*(stack.enter_context(as_file(weights)) for weights in _WEIGHTS))


def load_network(*weights: Path) -> Network:
    """A reader from the files of its networks, with its tokenizer. Raises ModelUnavailable."""
    from safetensors.torch import load_file

    from checker.eight_bits import in_8_bits
    from checker.extract import reader_net

    folder = model_folder()
    base = load_file(folder / "model.safetensors")
    networks = tuple(reader_net.load(path, base) for path in weights)
    for one in networks:
        in_8_bits(one.layers)
    return networks, bare_tokenizer(folder)


def _read(report: Report, sentences: Sequence[Span], network: Network) -> dict[Span, Row]:
    """Logits by the span of each piece of a word, rounded."""
    import torch

    nets, tokenizer = network
    rows: dict[Span, Row] = {}
    with torch.inference_mode():
        for window in cut(report, sentences, tokenizer):
            ids = torch.tensor([window.ids])
            logits = (sum(net(ids)[0] for net in nets) / len(nets)).tolist()
            for span, row in zip(window.spans, logits, strict=True):
                if span is not None:
                    rows[span] = tuple(round(value, 2) for value in row)
    return rows


def _that_count(rows: dict[Span, Row], text: str, cores: Sequence[Span]) -> Rows:
    """The first piece of each figure and every word outside of figures, where an attribute is likelier than not."""
    words = {start: (end, row) for (start, end), row in rows.items() if not _inside_word(text, start)}
    inside = {at for start, end in cores for at in range(start, end)}
    heads = [next((at for at in range(start, end) if at in words), None) for start, end in cores]
    kept = {at for at in heads if at is not None} | (words.keys() - inside)
    return {at: words[at] for at in sorted(kept) if max(words[at][1][: len(COUNT_ATTRIBUTES)]) > 0}


def _inside_word(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalnum() and text[start].isalnum()
