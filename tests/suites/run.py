"""Keras 2's own tests, on Keras 3 with the library: which of those that pass on the real one pass here.

``python tests/suites/run.py keras224 [FILE ...] [--source FOLDER] [--sample N --seed S] [--table]`` runs the test files of that
release (``keras224``, ``tfkeras``) under the Keras and backend in use, each file or folder in a process of its own, and prints
what passes of what the real Keras 2 passes. ``--record --python PATH`` runs them on the real Keras 2 of that Python instead and
writes the list of what passes. ``--table`` writes the counts and every miss into ``results/``, with its error and its cause from
``<suite>-causes.tsv``, or else its kind. Exits 1 where a test that the table does not name misses.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from kinds import kind
from releases import SUITES, fetch

HERE = Path(__file__).parent
TIMEOUT = 1800


def outcomes(python: str, root: Path, files: list[str], dialect: str | None) -> dict[str, tuple[str, str]]:
    """``{test id: (outcome, error)}`` of test files that one process runs."""
    written = root / "outcomes.tsv"
    written.unlink(missing_ok=True)
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
    environment = {**os.environ, "PYTHONPATH": path, "COMPAT_SUITE_OUT": str(written), "COMPAT_NOTICES": "off"}
    if dialect:
        environment["COMPAT_SUITE_DIALECT"] = dialect
    command = [
        python,
        "-m",
        "pytest",
        "-q",
        "--continue-on-collection-errors",
        "-p",
        "outcomes",
        "-p",
        "no:cacheprovider",
    ]
    command += ["-c", os.devnull, "--rootdir", str(root), "-W", "ignore", *files]
    try:
        subprocess.run(command, env=environment, cwd=root, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        print(f"{files}: more than {TIMEOUT} s", file=sys.stderr)
    found: dict[str, tuple[str, str]] = {}
    if written.exists():
        for line in written.read_text().splitlines():
            name, outcome, error = line.split("\t")
            name = _steady(name)
            if found.get(name, ("passed",))[0] == "passed":
                found[name] = (outcome, error)
    return found


def _steady(name: str) -> str:
    """A test id without what another process or another package gives it: addresses, and the package of a class."""
    file, _, test = name.partition("::")
    return f"{file}::{re.sub('0x[0-9a-f]{6,}', '0x', re.sub('tf_?keras', 'keras', test))}" if test else name


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
        suite.lay(source, root, options.record)
        real_path = HERE / "results" / f"{options.suite}.txt"
        real = set() if options.record else set(real_path.read_text().splitlines())
        files = _files(root / suite.folder, root, options, real)
        found: dict[str, tuple[str, str]] = {}
        for _, group in itertools.groupby(files, key=os.path.dirname if suite.together else str):
            together = list(group)
            here = outcomes(options.python, root, together, None if options.record else suite.dialect)
            found.update(here)
            for file in together:
                wanted = {name for name in real if name.startswith(file + "::")}
                passed = sum(here.get(name, ("",))[0] == "passed" for name in wanted)
                print(f"{passed:4} of {len(wanted):4}  {file}", flush=True)
    if options.record:
        real_path.parent.mkdir(exist_ok=True)
        passed_here = {name for name, (outcome, _) in found.items() if outcome == "passed"}
        before = set(real_path.read_text().splitlines()) if real_path.exists() else set()
        kept = {name for name in before if name.partition("::")[0] not in files}
        real_path.write_text("".join(f"{name}\n" for name in sorted(passed_here | kept)))
        print(f"{len(passed_here)} pass on the real one")
        return 0
    return _compare(options, files, real, found)


def _files(tests: Path, root: Path, options: argparse.Namespace, real: set[str]) -> list[str]:
    """The test files that are asked for; those in which something passes on the real Keras 2, where that is known."""
    files = sorted(
        str(path.relative_to(root))
        for path in tests.rglob("*.py")
        if path.name.startswith("test_") or path.name.endswith("_test.py")
    )
    if not options.record:
        files = [file for file in files if any(name.startswith(file + "::") for name in real)]
    files = [file for file in files if not options.files or any(part in file for part in options.files)]
    if options.sample:
        files = random.Random(options.seed).sample(files, min(options.sample, len(files)))
    return sorted(files, key=lambda file: (os.path.dirname(file), file))


def _compare(options: argparse.Namespace, files: list[str], real: set[str], found: dict[str, tuple[str, str]]) -> int:
    import compat

    wanted = {name for name in real if name.partition("::")[0] in files}
    misses = {name: _miss(name, found) for name in sorted(wanted) if found.get(name, ("",))[0] != "passed"}
    total = len(wanted)
    print(f"{total - len(misses)} of {total} pass ({100 * (total - len(misses)) / max(total, 1):.1f} %)")
    table = HERE / "results" / f"{options.suite}-{compat.which_keras().backend}.tsv"
    kinds = Counter(map(kind, misses.values()))
    print(", ".join(f"{name} {count}" for name, count in kinds.most_common()))
    if options.table:
        causes = _causes(HERE / "results" / f"{options.suite}-causes.tsv")
        rows = [f"{name}\t{error}\t{causes.get(name) or kind(error)}\n" for name, error in misses.items()]
        by_file = Counter(name.partition("::")[0] for name in wanted)
        missed = Counter(name.partition("::")[0] for name in misses)
        counts = [f"# {by_file[file] - missed[file]} of {by_file[file]}\t{file}\n" for file in files]
        table.write_text("".join((f"# {total - len(misses)} of {total} pass\n", *counts, *rows)))
        return 0
    known = {line.partition("\t")[0] for line in table.read_text().splitlines()} if table.exists() else set()
    for name in sorted(misses.keys() - known):
        print(f"  {name}: {misses[name]}", file=sys.stderr)
    return 1 if misses.keys() - known else 0


def _causes(path: Path) -> dict[str, str]:
    """What is behind a miss, as somebody found out and wrote down."""
    lines = path.read_text().splitlines() if path.exists() else []
    return {name: cause for name, _, cause in (line.partition("\t") for line in lines)}


def _miss(name: str, found: dict[str, tuple[str, str]]) -> str:
    outcome, error = found.get(name) or found.get(name.partition("::")[0]) or ("did not run", "")
    return error or outcome


if __name__ == "__main__":
    sys.exit(main())
