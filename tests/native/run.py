"""Keras 3's own tests, with the library and without: the same tests must pass and fail.

``python tests/native/run.py [--suites layers/rnn,models] [--copy]`` runs the tests that lie in the installed Keras 3, once plain
and once with ``compat.install()`` called first, and compares outcomes by test id. ``--copy`` runs the second pass from a copy
outside site-packages, where the files count as Keras 2 code. Exits 1 where an outcome differs.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
SUITES = ("layers/rnn", "models", "trainers", "saving", "optimizers")


def outcomes(folder: Path, plugin: bool) -> dict[str, str]:
    """Run the tests below a folder in a process of their own; ``{test id: outcome}``."""
    with tempfile.TemporaryDirectory() as scratch:
        report = Path(scratch) / "report.xml"
        path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir",
            scratch,
            "-c",
            os.devnull,
        ]
        command += ["-W", "ignore", f"--junitxml={report}", *(["-p", "compat_on"] if plugin else []), str(folder)]
        done = subprocess.run(
            command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, cwd=scratch, check=False
        )
        if not report.exists():
            raise SystemExit(f"pytest did not run:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
        found = {}
        for case in ElementTree.parse(report).iter("testcase"):
            bad = next((each.tag for each in case if each.tag in ("failure", "error", "skipped")), "passed")
            found[f"{case.get('classname', '').rpartition('.src.')[2]}::{case.get('name')}"] = bad
        return found


def main() -> int:
    """Compare every suite; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suites", default=",".join(SUITES))
    parser.add_argument("--copy", action="store_true")
    options = parser.parse_args()
    spec = find_spec("keras")
    if spec is None or spec.origin is None:
        raise SystemExit("Keras 3 is not installed.")
    source = Path(spec.origin).parent / "src"
    print("| suite | tests | pass | fail | skip | differ with compat |\n|---|---|---|---|---|---|", flush=True)
    differing = 0
    for suite in options.suites.split(","):
        plain = outcomes(source / suite, plugin=False)
        if options.copy:
            with tempfile.TemporaryDirectory() as folder:
                shutil.copytree(source / suite, Path(folder) / "src" / suite)
                widened = outcomes(Path(folder) / "src" / suite, plugin=True)
                plain = {name.rpartition(".")[2]: result for name, result in plain.items()}
                widened = {name.rpartition(".")[2]: result for name, result in widened.items()}
        else:
            widened = outcomes(source / suite, plugin=True)
        count = [
            sum(result in kinds for result in plain.values())
            for kinds in (("passed",), ("failure", "error"), ("skipped",))
        ]
        other = sorted(name for name in plain.keys() | widened.keys() if plain.get(name) != widened.get(name))
        print(f"| {suite} | {len(plain)} | {count[0]} | {count[1]} | {count[2]} | {len(other)} |", flush=True)
        for name in other:
            print(f"  {name}: {plain.get(name)} without, {widened.get(name)} with", file=sys.stderr)
        differing += len(other)
    return 1 if differing and not options.copy else 0


if __name__ == "__main__":
    sys.exit(main())
