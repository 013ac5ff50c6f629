"""Keras 2's own tests, on Keras 3 with the library: which of those that pass on the real one pass here.

``python tests/suites/run.py keras224 [FILE ...] [--source FOLDER] [--sample N --seed S] [--table]`` runs the test files of that
release under the Keras and backend in use, each in a process of its own, and prints what passes of what the real Keras 2
passes. ``--record --python PATH`` runs them on the real Keras 2 of that Python instead and writes the list of what passes. ``--table``
writes every miss with its error into ``results/``. Exits 1 where a test that the table does not name misses.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
TIMEOUT = 1800


@dataclasses.dataclass(frozen=True)
class Suite:
    """A release of Keras 2 and its tests.

    Attributes:
        distribution: What pip downloads; its source archive holds the tests.
        folder: The folder of the tests there.
        dialect: The dialect that the tests are written in.
    """

    distribution: str
    folder: str
    dialect: str


SUITES = {"keras224": Suite("keras==2.2.4", "tests", "2.2")}


def fetch(suite: Suite, into: Path) -> Path:
    """Download the release; returns the folder that holds ``suite.folder``."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
    subprocess.run([*command, "--dest", str(into), suite.distribution], check=True)
    with tarfile.open(next(into.glob("*.tar.gz"))) as opened:
        opened.extractall(into)
    return next(path for path in into.iterdir() if path.is_dir())


def outcomes(python: str, root: Path, file: str, dialect: str | None) -> dict[str, tuple[str, str]]:
    """``{test id: (outcome, error)}`` of one test file."""
    written = root / "outcomes.tsv"
    written.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "COMPAT_SUITE_OUT": str(written), "COMPAT_NOTICES": "off"}
    if dialect:
        environment["COMPAT_SUITE_DIALECT"] = dialect
    command = [python, "-m", "pytest", "-q", "-p", "outcomes", "-p", "no:cacheprovider"]
    command += ["-c", os.devnull, "--rootdir", str(root), "-W", "ignore", file]
    try:
        subprocess.run(command, env=environment, cwd=root, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        print(f"{file}: more than {TIMEOUT} s", file=sys.stderr)
    found: dict[str, tuple[str, str]] = {}
    if written.exists():
        for line in written.read_text().splitlines():
            name, outcome, error = line.split("\t")
            if found.get(name, ("passed",))[0] == "passed":
                found[name] = (outcome, error)
    return found


def main() -> int:
    """Run and compare; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("files", nargs="*", help="parts of file names; all without")
    parser.add_argument("--source", type=Path, help="a folder with the release, instead of a download")
    parser.add_argument("--sample", type=int, help="run so many files only")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="write what passes on the real Keras 2")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs the tests")
    parser.add_argument("--table", action="store_true", help="write the misses")
    options = parser.parse_args()
    suite = SUITES[options.suite]
    with tempfile.TemporaryDirectory() as scratch:
        source = options.source or fetch(suite, Path(scratch))
        root = Path(scratch) / "run"
        shutil.copytree(source / suite.folder, root / suite.folder, symlinks=True)
        real_path = HERE / "results" / f"{options.suite}.txt"
        real = set() if options.record else set(real_path.read_text().splitlines())
        files = sorted(
            str(path.relative_to(root))
            for path in root.rglob("*.py")
            if path.name.startswith("test_") or path.name.endswith("_test.py")
        )
        if not options.record:
            files = [file for file in files if any(name.startswith(file + "::") for name in real)]
        files = [file for file in files if not options.files or any(part in file for part in options.files)]
        if options.sample:
            files = sorted(random.Random(options.seed).sample(files, min(options.sample, len(files))))
        found: dict[str, tuple[str, str]] = {}
        for file in files:
            here = outcomes(options.python, root, file, None if options.record else suite.dialect)
            found.update(here)
            wanted = {name for name in real if name.startswith(file + "::")}
            passed = sum(here.get(name, ("",))[0] == "passed" for name in wanted)
            print(f"{passed:4} of {len(wanted):4}  {file}", flush=True)
    if options.record:
        real_path.parent.mkdir(exist_ok=True)
        passed_here = sorted(name for name, (outcome, _) in found.items() if outcome == "passed")
        real_path.write_text("".join(f"{name}\n" for name in passed_here))
        print(f"{len(passed_here)} pass on the real one")
        return 0
    return _compare(options, files, real, found)


def _compare(options: argparse.Namespace, files: list[str], real: set[str], found: dict[str, tuple[str, str]]) -> int:
    import compat

    wanted = {name for name in real if name.partition("::")[0] in files}
    misses = {name: _miss(name, found) for name in sorted(wanted) if found.get(name, ("",))[0] != "passed"}
    total = len(wanted)
    print(f"{total - len(misses)} of {total} pass ({100 * (total - len(misses)) / max(total, 1):.1f} %)")
    table = HERE / "results" / f"{options.suite}-{compat.which_keras().backend}.tsv"
    if options.table:
        table.write_text("".join(f"{name}\t{error}\n" for name, error in misses.items()))
        return 0
    known = {line.partition("\t")[0] for line in table.read_text().splitlines()} if table.exists() else set()
    for name in sorted(misses.keys() - known):
        print(f"  {name}: {misses[name]}", file=sys.stderr)
    return 1 if misses.keys() - known else 0


def _miss(name: str, found: dict[str, tuple[str, str]]) -> str:
    outcome, error = found.get(name) or found.get(name.partition("::")[0]) or ("did not run", "")
    return error or outcome


if __name__ == "__main__":
    sys.exit(main())
