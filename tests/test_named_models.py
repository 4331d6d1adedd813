"""Where a model that the user names is looked for."""

from __future__ import annotations

import time

from checker.named_models import only_here


def test_a_folder_is_looked_for_nowhere_else(tmp_path):
    assert only_here(str(tmp_path))


def test_what_is_no_name_of_a_model_is_not_asked_for():
    began = time.monotonic()
    assert only_here("no name of a model!")
    assert time.monotonic() - began < 10
