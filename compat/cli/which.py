"""``compat which``."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Print the Keras in use."""
    from ..versions import which_keras

    try:
        which = which_keras()
    except (ImportError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print(
        f"{which.package} {which.version} (Keras {which.generation}), backend {which.backend}, dialect {which.dialect}"
    )
    return 0
