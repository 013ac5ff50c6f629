"""Mutated files: each is converted or refused with a hint, in time and memory, and nothing else happens.

``COMPAT_FUZZ`` is the number of files of each format (``tox -e fuzz``: 10,000), ``COMPAT_SAMPLE_SEED`` chooses them.
"""

from __future__ import annotations

import os
import subprocess
import sys

import fuzz
import pytest

COUNT = os.environ.get("COMPAT_FUZZ", "60")
SEED = os.environ.get("COMPAT_SAMPLE_SEED", "0")


@pytest.mark.parametrize("kind", fuzz.FORMATS)
def test_mutated_files(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, fuzz.__file__, kind, COUNT, SEED], capture_output=True, text=True, check=False, env=os.environ
    )
    assert (done.returncode, done.stdout) == (0, ""), f"{done.stdout}\nthe last file: {done.stderr.splitlines()[-1:]}"


def test_a_file_that_ends_badly_is_told() -> None:
    """The check itself: an error that is none of the converter's is a failure."""

    def broken(*args: object, **options: object) -> None:
        raise RuntimeError("boom")

    with pytest.MonkeyPatch.context() as patch:
        import compat.saved

        patch.setattr(compat.saved, "convert", broken)
        assert fuzz.main("json", 2, 0) == 2
