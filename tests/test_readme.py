"""The README is true: its commands exist, its Python runs, and it shows what is really printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from checker.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
PYTHON = [body for language, body in BLOCKS if language == "python"]
COMMANDS = sorted(
    {
        line.strip()
        for language, body in BLOCKS
        if language == "bash"
        for line in body.splitlines()
        if "checker" in line.split()[0]
    }
)
SHOWN = re.findall(r"<!-- output: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)


def options_of(command):
    """The option names a command takes, as its help lists them."""
    from typer.testing import CliRunner

    shown = CliRunner().invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    return set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", shown.output))


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_python_examples_run(code, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_and_option_exists(line):
    words = shlex.split(line.split(" < ")[0])
    assert words[0].endswith("checker")
    assert words[1] in {command.name for command in app.registered_commands}
    used = {word for word in words[2:] if word.startswith("-") and word != "-"}
    assert used <= options_of(words[1])


def test_every_command_is_documented():
    assert all(f"`checker {command.name}" in README for command in app.registered_commands)


def test_every_make_target_named_exists():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"make ([a-z-]+)", README + (ROOT / "CONTRIBUTING.md").read_text("utf-8")))
    assert {"demo", "test"} <= named & targets
    assert set(re.findall(r"^    make ([a-z-]+)", README, re.MULTILINE)) <= targets


@pytest.mark.parametrize(("line", "output"), SHOWN, ids=[line for line, _ in SHOWN])
def test_shown_output_is_what_is_printed(line, output, monkeypatch, capsys, tmp_path):
    import sys

    from checker import cli

    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 0
    assert capsys.readouterr().out.strip() == output.strip()


def test_every_linked_file_exists():
    for name in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / name).exists(), name


def test_something_is_shown():
    assert SHOWN
    assert PYTHON
    assert len(COMMANDS) >= 8
