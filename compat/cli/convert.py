"""``compat convert``: a model file of Keras 2 as a ``.keras`` file of Keras 3."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file to read and the file to write."""
    parser.add_argument("source", metavar="SRC", help="a whole model in .h5 or .keras, written by Keras 2 or tf_keras")
    parser.add_argument("target", metavar="DST", nargs="?", help="the .keras file to write (default: beside SRC)")


def run(options: argparse.Namespace) -> int:
    """Convert one file; returns 0 where it is converted, 1 where it is refused, 2 where it cannot be read or written."""
    try:
        from .. import saved
    except ImportError as error:
        print(f"compat convert: {error}\nHint: pip install 'keras-compat[convert]'", file=sys.stderr)
        return 2
    try:
        print(saved.convert(options.source, options.target))
    except saved.Refused as refusal:
        print(f"{options.source}: refused: {refusal}", file=sys.stderr)
        return 1
    except (OSError, ValueError) as error:
        print(f"compat convert: {error}", file=sys.stderr)
        return 2
    return 0
