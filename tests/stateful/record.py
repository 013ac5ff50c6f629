"""Record every number of the programs under one Keras.

    python tests/stateful/record.py keras OUT.npz            the installed keras
    python tests/stateful/record.py tf_keras OUT.npz         the installed tf_keras
    python tests/stateful/record.py --install keras OUT.npz  the same after compat.install()
    python tests/stateful/record.py --update keras OUT.npz PROGRAM ...

Keys of the file are ``program/name`` or ``program/name.index``, the values float64 arrays. ``__errors__`` is a JSON
text ``{program: traceback}`` of programs that raised, ``__about__`` holds the versions.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import traceback
from typing import Any

import numpy as np
from programs import PROGRAMS
from programs._tools import numbers


def run(keras: Any, name: str) -> dict[str, Any]:
    """Run one program under this Keras module and return its numbers."""
    found: dict[str, Any] = {}

    def rec(key: str, value: Any) -> None:
        several = isinstance(value, (list, tuple)) and len(value) and len(getattr(value[0], "shape", ()))
        for index, each in enumerate(value if several else [value]):
            full = f"{name}/{key}.{index}" if several else f"{name}/{key}"
            assert full not in found, full
            found[full] = numbers(keras, each) if several else np.asarray(value, "float64")

    keras.backend.clear_session()
    PROGRAMS[name](keras, rec)
    return found


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--install", action="store_true", help="call compat.install() first")
    parser.add_argument("keras", help="the module that is imported: keras or tf_keras")
    parser.add_argument("out", metavar="OUT.npz")
    parser.add_argument("--update", action="store_true", help="keep the numbers of the other programs in OUT.npz")
    parser.add_argument("programs", nargs="*", help="some of the programs, in this order")
    options = parser.parse_args(argv)
    names = options.programs or sorted(PROGRAMS)
    if options.install:
        import compat

        compat.install()
    keras = importlib.import_module(options.keras)
    found: dict[str, Any] = {}
    errors: dict[str, str] = {}
    if options.update:
        with np.load(options.out) as file:
            keys = [key for key in file.files if key[:2] != "__" and key.partition("/")[0] not in names]
            found.update({key: file[key] for key in keys})
    for name in names:
        try:
            found.update(run(keras, name))
        except Exception:
            errors[name] = traceback.format_exc()
    versions = {
        name: str(getattr(sys.modules.get(name), "__version__", None))
        for name in ("keras", "tf_keras", "tensorflow", "jax", "torch", "numpy")
    }
    about = {"python": sys.version.split()[0], "module": options.keras, **versions}
    np.savez_compressed(options.out, __about__=json.dumps(about), __errors__=json.dumps(errors), **found)
    print(about)
    print(f"{len(names)} programs, {len(found)} arrays, errors: {', '.join(errors) or 'none'}")
    for name, text in errors.items():
        print(f"---- {name}\n{text}", file=sys.stderr)
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
