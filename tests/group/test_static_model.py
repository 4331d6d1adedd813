"""The packaged static model: small, read without torch, as sentence-transformers would read it."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256

import numpy as np

from checker import Report, Settings
from checker.group import group_reports, model_card, static

SETTINGS = Settings(model="static")


def test_it_is_named_with_its_digest_and_small() -> None:
    weights = static.folder() / "model.safetensors"
    assert model_card(SETTINGS).name == "static"
    assert model_card(SETTINGS).sha256 == sha256(weights.read_bytes()).hexdigest()
    assert sum(path.stat().st_size for path in static.folder().iterdir()) < 20_000_000


def test_likeness_follows_meaning_and_an_unknown_text_has_none() -> None:
    one, like, other, nothing = static.encode(
        ["A bus crashed near Hilla", "Coach accident close to Hilla", "Shares rose on Tuesday", ""]
    )
    assert one @ like > one @ other
    assert not nothing.any()
    assert np.allclose(np.linalg.norm([one, like, other], axis=1), 1)


def test_lone_surrogates_are_read_past() -> None:
    assert (static.encode(["A bus \ud800 crashed"]) == static.encode(["A bus ? crashed"])).all()


def test_it_has_the_vectors_that_its_table_says() -> None:
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    text = "Six died in Mellit"
    ids = Tokenizer.from_file(str(static.folder() / "tokenizer.json")).encode(text, add_special_tokens=False).ids
    mean = load_file(static.folder() / "model.safetensors")["embedding.weight"][ids].astype(np.float64).mean(axis=0)
    assert np.allclose(static.encode([text])[0], mean / np.linalg.norm(mean), atol=1e-3)


def test_reports_are_grouped_with_it() -> None:
    blast = "A car bomb tore through the fish market in Basra, killing eleven people and wounding thirty."
    ferry = "A ferry with ninety people on board capsized off Zamboanga; four bodies were recovered."
    reports = [Report("a", blast), Report("b", blast.replace("tore through", "hit")), Report("c", ferry)]
    assert group_reports(reports, SETTINGS).clusters == (("a", "b"), ("c",))


def test_it_loads_no_torch() -> None:
    code = (
        "import sys\nfrom checker.group.static import encode\nencode(['Six died'])\nassert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
