"""Run programs one after the other in this process: JSON in, JSON out.

Stdin is a list of ``{"source": ..., "install": dialect or None}``; stdout is a list of ``{"error", "warnings", "printed"}``.
Under tf_keras, ``import keras`` means that.
"""

from __future__ import annotations

import contextlib
import io
import json
import linecache
import os
import re
import sys
import tempfile
import warnings

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
PATH_OF_MODULE = re.compile(r" \(/[^)]*\)$")


def run(source: str, dialect: str | None) -> dict[str, object]:
    """One program: how it failed, what it warned of, what it printed."""
    import keras

    keras.backend.clear_session()
    if dialect is not None:
        import compat

        compat.install(dialect=dialect)
    printed, error = io.StringIO(), ""
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        try:
            # AutoGraph reads the source of what it rewrites.
            linecache.cache["<page>"] = (len(source), None, source.splitlines(keepends=True), "<page>")
            exec(compile(source, "<page>", "exec", dont_inherit=True), {"__name__": "__main__"})
        except Exception as exception:
            error = f"{type(exception).__name__}: {exception}"
    if dialect is not None:
        compat.uninstall()
    said = [f"{each.category.__name__}: {each.message}" for each in caught]
    return {"error": plain(error), "warnings": said, "printed": printed.getvalue()}


def plain(error: str) -> str:
    """The text of an error without colours, without a path of this machine, without blanks at the ends of lines."""
    lines = COLOURS.sub("", error).splitlines()
    return "\n".join(PATH_OF_MODULE.sub("", line).rstrip() for line in lines)


def let_keras_mean(package: str) -> None:
    """Put a package, and its modules, under the name ``keras``."""
    __import__(package)
    for name, module in list(sys.modules.items()):
        if name == package or name.startswith(package + "."):
            sys.modules["keras" + name[len(package) :]] = module


def main() -> None:
    if len(sys.argv) > 1:
        let_keras_mean(sys.argv[1])
    programs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        results = [run(each["source"], each["install"]) for each in programs]
        os.chdir("/")
    sys.stdout.write(json.dumps(results))


if __name__ == "__main__":
    main()
