"""``compat run``: one program, unchanged, and the Python processes that it starts."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The program and its own arguments."""
    parser.add_argument("--dialect", help="the Keras that the program was written for: 2.15 (default) or 2.2")
    parser.add_argument("--package", action="append", default=[], help="an installed package written for Keras 2, too")
    parser.add_argument("-m", dest="module", action="store_true", help="the program is a module name, as in python -m")
    parser.add_argument("--report", action="store_true", help="end with a table of what was translated, count and page")
    parser.add_argument("program", help="a script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="its arguments")


def run(options: argparse.Namespace) -> int:
    """Run the program in this process; its own exceptions and exits pass through."""
    import runpy

    from ..runtime import children

    if not options.module and not os.path.isfile(options.program):
        print(f"compat run: no such file: {options.program}", file=sys.stderr)
        return 2
    folder = os.getcwd() if options.module else os.path.dirname(os.path.abspath(options.program))
    try:
        package: Any = children.prepare(folder, options.dialect, options.package)
    except (ImportError, ValueError) as error:
        print(f"compat run: {error}", file=sys.stderr)
        return 2
    sys.argv[:] = [options.program, *options.arguments]
    sys.path[0] = folder
    try:
        if options.module:
            runpy.run_module(options.program, run_name="__main__", alter_sys=True)
        else:
            runpy.run_path(options.program, run_name="__main__")
    finally:
        if options.report:
            from . import reports

            reports.show(package.__name__)
    return 0
