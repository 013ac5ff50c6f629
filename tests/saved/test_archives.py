"""Every file of every archive: what becomes of it stands in ``verdicts.tsv``, and in the guide.

``COMPAT_ARCHIVES=40`` takes 40 of them, by ``COMPAT_SAMPLE_SEED``; ``all`` is every one (``tox -e files``). ``COMPAT_WRITE=1`` writes
both tables anew. A backend that differs has a row of its own.
"""

from __future__ import annotations

import importlib.util
import os
import random
from collections.abc import Iterator
from pathlib import Path

import archives
import pytest
import verdicts
from archives import Archive

import compat

HERE = Path(__file__).parent
TABLE = HERE / "verdicts.tsv"
PAGE = HERE.parents[1] / "migration_guide" / "files" / "README.md"
WRITE = os.environ.get("COMPAT_WRITE") == "1"
_START, _END = "<!-- table of all recorded files -->\n", "<!-- end of the table -->\n"
_TITLES = {"k224": "Keras 2.2.4", "k215": "Keras 2.15", "tfk221": "tf_keras 2.21"}

Row = tuple[str, str, str]


def chosen() -> list[Archive]:
    """The archives of this run."""
    found, count = archives.archives(), os.environ.get("COMPAT_ARCHIVES", "30")
    if importlib.util.find_spec("tensorflow") is None:  # Keras 3's layers of texts are TensorFlow's
        found = [each for each in found if not each.id.endswith("text_vectorization")]
    if WRITE or count == "all":
        return found
    return random.Random(os.environ.get("COMPAT_SAMPLE_SEED", "0")).sample(found, int(count))


def stored() -> dict[Row, dict[str, str]]:
    """The rows of the table: verdicts by backend, ``""`` for the others."""
    found: dict[Row, dict[str, str]] = {}
    if TABLE.exists():
        for line in TABLE.read_text(encoding="utf-8").splitlines():
            writer, case, name, backend, verdict = line.split("\t")
            found.setdefault((writer, case, name), {})[backend] = verdict
    return found


@pytest.fixture(autouse=True)
def keras2_program() -> Iterator[None]:
    """A program that speaks Keras 2: the run time carries states on every backend."""
    import keras

    keras.utils.clear_session()
    compat.install()
    yield
    compat.uninstall()


@pytest.mark.parametrize("archive", chosen(), ids=lambda archive: archive.id)
def test_every_file(archive: Archive, tmp_path: Path) -> None:
    import keras

    backend = keras.backend.backend()
    names = archive.unpacked(tmp_path)
    numbers = archive.numbers(tmp_path)
    found = {name: verdicts.verdict(archive, name, tmp_path, numbers) for name in names}
    rows = stored()
    if WRITE:
        _write(rows, archive, found, backend)
    expected = {}
    for name in names:
        by_backend = rows.get((archive.writer, archive.case, name), {})
        expected[name] = by_backend.get(backend, by_backend.get("", "no row"))
    assert found == expected


def _write(rows: dict[Row, dict[str, str]], archive: Archive, found: dict[str, str], backend: str) -> None:
    for name, verdict in found.items():
        row = rows.setdefault((archive.writer, archive.case, name), {})
        row.pop(backend, None)
        if row.setdefault("", verdict) != verdict:
            row[backend] = verdict
    lines = [
        "\t".join([*key, backend, verdict])
        for key, row in sorted(rows.items())
        for backend, verdict in sorted(row.items())
    ]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_every_file_has_a_row() -> None:
    import tempfile

    expected = set()
    for archive in archives.archives():
        with tempfile.TemporaryDirectory() as folder:
            expected |= {(archive.writer, archive.case, name) for name in archive.unpacked(Path(folder))}
    assert set(stored()) == expected


def table() -> str:
    """The guide's table: a row a case, a verdict for the files of each writer that share it."""
    cases: dict[str, dict[str, dict[str, list[str]]]] = {}
    for (writer, case, name), row in stored().items():
        for backend, verdict in row.items():
            said = f"{verdict} ({backend})" if backend else verdict
            cases.setdefault(case, {}).setdefault(writer, {}).setdefault(said, []).append(name)
    covers = {each.case: each.covers for each in archives.archives()}
    lines = [f"| model | {' | '.join(_TITLES.values())} |", "|---|---|---|---|"]
    for case in sorted(cases):
        cells = [_cell(cases[case].get(writer, {})) for writer in _TITLES]
        lines.append(f"| {covers[case].replace('|', '/')} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(found: dict[str, list[str]]) -> str:
    return "; ".join(f"{', '.join(f'`{name}`' for name in names)}: {verdict}" for verdict, names in found.items())


def test_the_table_of_the_guide() -> None:
    text = PAGE.read_text(encoding="utf-8")
    before, start, rest = text.partition(_START)
    found, end, after = rest.partition(_END)
    assert start and end
    if WRITE:
        PAGE.write_text(before + start + table() + end + after, encoding="utf-8")
        found = table()
    assert found == table()
