"""Who may import whom: the readers of ``changes`` do not know each other, and none of the static ones knows Keras."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "compat"
ENGINES = {"keras", "tf_keras", "tensorflow", "jax", "torch"}
#: part -> the other parts of the package that it may import.
ALLOWED = {
    "changes": set(),
    "runtime": {"changes", "versions", "config", "saved"},
    "source": {"changes", "config"},
    "saved": {"changes"},
}
#: part -> what it may import of the engines: the run time all, loading a model Keras.
MAY_LOAD = {"changes": set(), "source": set(), "saved": {"keras"}, "runtime": ENGINES}


def imports(file: Path) -> set[str]:
    """Absolute names of the modules that a file imports, those of this package as ``compat.part``."""
    package = ("compat", *file.relative_to(PACKAGE).parts[:-1])
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            whole = ".".join([*base, *([node.module] if node.module else [])])
            found |= (
                {whole} if node.module and node.level != len(package) else {f"{whole}.{a.name}" for a in node.names}
            )
    return found


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_a_part_imports_only_what_it_may(part: str) -> None:
    for file in (PACKAGE / part).rglob("*.py"):
        for name in imports(file):
            top, _, rest = name.partition(".")
            if top == "compat" and rest:
                inner = rest.partition(".")[0]
                assert inner == part or inner in ALLOWED[part], f"{file.relative_to(PACKAGE)} imports {name}"
            assert top not in ENGINES or top in MAY_LOAD[part], f"{file.relative_to(PACKAGE)} imports {name}"


@pytest.mark.parametrize(("part", "module"), [("runtime", "ast"), ("source", "compat.runtime")])
def test_a_reader_keeps_to_its_means(part: str, module: str) -> None:
    for file in (PACKAGE / part).rglob("*.py"):
        assert not any(name == module or name.startswith(module + ".") for name in imports(file)), file


def test_the_package_imports_itself_relatively() -> None:
    """It may be loaded under another name, where a project has a ``compat.py`` of its own."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(each.name.partition(".")[0] == "compat" for each in node.names), file
            if isinstance(node, ast.ImportFrom) and not node.level:
                assert (node.module or "").partition(".")[0] != "compat", file
