#!/usr/bin/env python3
"""Write anew what is generated and committed: reports/ for every story, and the output shown in README.md.

    python benchmarks/refresh.py

Read the difference before committing it: tests/test_reports_current.py and tests/test_readme.py compare byte for byte.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOWN = re.compile(r"(<!-- output: (.*?) -->\n```text\n).*?(```)", re.DOTALL)


def stories() -> list[str]:
    """Names of the report sets that are stories, neither gold, nor cases, nor training sets."""
    folders = (path for path in (ROOT / "fixtures").iterdir() if path.is_dir())
    return sorted(path.name for path in folders if not path.name.startswith(("gold", "train", "cases")))


def printed(line: str) -> str:
    """What a command of the README prints, run in a scratch folder beside the fixtures."""
    with tempfile.TemporaryDirectory() as scratch:
        (Path(scratch) / "fixtures").symlink_to(ROOT / "fixtures")
        command = [sys.executable, "-m", *shlex.split(line)]
        return subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True).stdout


def main() -> None:
    """Refresh reports/ and README.md."""
    for path in (ROOT / "reports").iterdir():
        if path.is_dir() and path.name not in stories():
            shutil.rmtree(path)
    for story in stories():
        command = [sys.executable, "-m", "checker", "run", "--quiet", f"fixtures/{story}", "-o", f"reports/{story}"]
        subprocess.run(command, cwd=ROOT, check=True)
        print(f"reports/{story}")
    readme = ROOT / "README.md"
    text = SHOWN.sub(lambda found: found[1] + printed(found[2]) + found[3], readme.read_text("utf-8"))
    readme.write_text(text, "utf-8")
    print("README.md")


if __name__ == "__main__":
    main()
