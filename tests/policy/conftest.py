"""A fresh Python for each promise: what it says must hold from the first import on."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import compat

#: Promises about Keras 3; where Keras 2 is what is used nothing is widened.
collect_ignore = ["test_promises.py"] if compat.which_keras().generation == 2 else []


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., str]:
    """Run code of the user's in a process of its own, from a file of its own, and return what it printed."""

    def run(code: str, **environment: str) -> str:
        file = tmp_path / "users_program.py"
        file.write_text(textwrap.dedent(code), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(file)],
            cwd=tmp_path,
            env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return done.stdout

    return run
