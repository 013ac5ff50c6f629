"""Python processes that import the library from where this run does."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import compat

#: The folder from which this run imports the library.
ROOT = Path(compat.__file__).resolve().parents[1]

Process = Callable[..., "subprocess.CompletedProcess[str]"]


def environment(**changes: str | None) -> dict[str, str]:
    """This process's environment for a child; a variable given as None is removed."""
    path = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    wanted = {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys(path)), **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def run(
    code: str | None, *arguments: Any, cwd: Path, status: int | None = 0, **changes: str | None
) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own.

    Args:
        code: A program, written to ``users_program.py`` in ``cwd``; with None the arguments are Python's.
        arguments: Its arguments.
        cwd: Its working folder.
        status: The exit status that it must have; None for any.
        changes: Of its environment, see :func:`environment`.
    """
    if code is not None:
        (cwd / "users_program.py").write_text(textwrap.dedent(code), encoding="utf-8")
        arguments = ("users_program.py", *arguments)
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert status in (None, done.returncode), f"status {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-6000:]}"
    return done
