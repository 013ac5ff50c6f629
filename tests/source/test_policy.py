"""The source side needs no Keras: it imports ``compat.changes`` and the standard library; every kind has a rule."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import compat.source
from compat.changes import ALL
from compat.changes._kinds import Order, Rewritten
from compat.source.index import build, index
from compat.source.rules import rewritten

FOLDER = Path(compat.source.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))
#: Packages that a function may import, and do without.
OPTIONAL = {"pathspec"}


def is_standard(module: str) -> bool:
    """Whether a module is of the standard library."""
    spec = importlib.util.find_spec(module.partition(".")[0])
    assert spec is not None
    return spec.origin in ("built-in", "frozen") or str(spec.origin).startswith(sysconfig.get_paths()["stdlib"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_imports(path: Path) -> None:
    depth = len(path.relative_to(FOLDER).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = {alias.name for alias in node.names}
            assert all(map(is_standard, names)) or (names <= OPTIONAL and node.col_offset)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level == 0:
                assert is_standard(module)
            elif node.level > depth:
                assert node.level == depth + 1
                assert module.partition(".")[0] == "changes"


def test_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys; from compat.source import fix; fix(b'import keras\\nkeras.optimizers.SGD(lr=1)\\n');"
        "print([name for name in ('keras', 'tensorflow', 'jax', 'torch', 'numpy', 'pathspec', 'compat.runtime') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=FOLDER.parents[1]
    )
    assert done.stdout == "[]\n"


def test_every_entry_is_in_the_index() -> None:
    """A kind without a rule would be passed by in silence."""
    found = index()
    tables = [table for table in vars(found).values() if isinstance(table, dict)]
    rows = [row for table in tables for each in table.values() if isinstance(each, list) for row in each]
    met = {id(row.entry) for row in [*rows, *found.old.values()]}
    for change in ALL:
        for entry in change.entries:
            # A Behavior without an argument shows nowhere, and what Keras 3 has later is left alone.
            shows = getattr(entry, "argument", None) != "" and not getattr(entry, "later", False)
            assert id(entry) in met or not shows or isinstance(entry, Order), (change.code, entry)


def test_named_operations_belong_to_an_entry() -> None:
    operations = {entry.operation for change in ALL for entry in change.entries if isinstance(entry, Rewritten)}
    assert set(rewritten.OPERATIONS) <= operations


def test_index_of_no_changes() -> None:
    assert build([]).arguments == {}
