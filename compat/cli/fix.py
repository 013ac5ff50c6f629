"""``compat fix``: source files rewritten for Keras 3."""

from __future__ import annotations

import argparse
import difflib
import sys

from ..source import Unreadable, files, fix, report
from .check import add_common, count, options, refuse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Paths, and what may be rewritten."""
    add_common(parser)
    parser.add_argument("--diff", action="store_true", help="print what would change and change nothing")
    parser.add_argument("--unsafe", action="store_true", help="also rewrite where the new form may mean something else")
    parser.add_argument("--keep-keras2", action="store_true", help="only rewrite to what Keras 2.15 runs too")


def run(arguments: argparse.Namespace) -> int:
    """Rewrite the files; returns 0 where nothing is left, 1 where something is (or would change), 2 on a failure."""
    try:
        wanted = options(arguments, arguments.unsafe, arguments.keep_keras2)
        paths = list(files.python_files(arguments.paths))
    except (ValueError, FileNotFoundError) as error:
        return refuse("fix", error)
    mended = changed = left = broken = 0
    for path in paths:
        try:
            raw = files.read(path)
            fixed = fix(raw, wanted)
            if fixed.raw != raw and not arguments.diff:
                files.replace(path, fixed.raw)
        except (Unreadable, OSError) as error:
            print(f"{path}: could not be rewritten: {error}", file=sys.stderr)
            broken += 1
            continue
        mended += fixed.mended
        changed += fixed.raw != raw
        if arguments.diff and fixed.raw != raw:
            _print_diff(path, raw, fixed.left.text.data, fixed.left.text.encoding)
        for finding in fixed.left.findings:
            if not finding.note:
                left += 1
                print("\n".join(report.lines(path, fixed.left.text, finding, wanted)))
    done = "would be rewritten" if arguments.diff else "rewritten"
    print(f"{count(mended, 'place')} in {count(changed, 'file')} {done}; {count(left, 'finding')} left.")
    return 2 if broken else 1 if left or (arguments.diff and changed) else 0


def _print_diff(path: str, raw: bytes, new: bytes, encoding: str) -> None:
    before = raw.decode(encoding).removeprefix("\ufeff").splitlines(keepends=True)
    after = new.decode("utf-8").splitlines(keepends=True)
    for line in difflib.unified_diff(before, after, f"{path} (Keras 2)", f"{path} (Keras 3)"):
        print(line.rstrip("\r\n"))
