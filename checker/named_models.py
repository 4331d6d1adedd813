"""Where a model that the user names is looked for: on this machine, or on the hub where that answers."""

from __future__ import annotations

from pathlib import Path

_SECONDS = 10.0


def only_here(name: str) -> bool:
    """Whether model `name` is to be looked for on this machine alone.

    So it is where the name is a folder, or where the hub of models does not answer: one question of at most ten
    seconds, in place of the library's many tries.
    """
    if Path(name).is_dir():
        return True
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HTTPError  # type: ignore[attr-defined]  # of whichever client it uses

    try:
        HfApi().model_info(name, timeout=_SECONDS)
    except (HTTPError, ValueError, OSError):  # not reached or not there, no name of a model, told to stay offline
        return True
    return False
