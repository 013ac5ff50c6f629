"""``python -m compat`` and ``keras-compat``: the parser; each command imports its side when it runs."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

COMMANDS = {
    "run": "run a Keras 2 program, unchanged, on the installed Keras 3",
    "check": "find what Keras 3 breaks in source files",
    "fix": "rewrite source files for Keras 3",
    "explain": "print the page of a code, or of an error message",
    "list": "print every name and spelling that changed, and its answer",
    "convert": "translate saved Keras 2 models",
    "which": "say which Keras and which dialect a program would get here",
}

#: A module of the name of the command would hide a builtin from this one.
_MODULES = {"list": "listing"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 good, 1 something was found, 2 it could not run."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="compat", description="Keras 2 programs, running on Keras 3.")
    parser.add_argument("--version", action="version", version=_version())
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    chosen = next((each for each in given if each in COMMANDS), None)
    for name, text in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        if name == chosen:
            _command(name).add_arguments(sub)
    options = parser.parse_args(given)
    try:
        return int(_command(options.command).run(options))
    except BrokenPipeError:
        return 0


def _command(name: str):  # type: ignore[no-untyped-def]
    return importlib.import_module(f".{_MODULES.get(name, name)}", __name__)


def _version() -> str:
    from .. import __version__

    return f"keras-compat {__version__}"
