"""Files and folders: which are read, how they are replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from compat.source import files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.py",
        "a.py",
        "deep/c.py",
        ".hidden/d.py",
        "build/e.py",
        "x/site-packages/f.py",
        "__pycache__/g.py",
        "h.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x = 1\n")
    return tmp_path


def test_python_files_below_a_folder(folder: Path) -> None:
    found = [os.path.relpath(each, folder) for each in files.python_files([str(folder)])]
    assert found == ["a.py", "b.py", os.path.join("deep", "c.py")]


def test_a_file_that_is_named_is_read_whatever_its_name(folder: Path) -> None:
    named = [str(folder / "h.txt"), str(folder / "a.py"), str(folder / "a.py")]
    assert list(files.python_files(named)) == named[:2]


def test_missing_path(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing.py"):
        list(files.python_files([str(folder / "nothing.py")]))


def test_replaced_file_keeps_its_mode_and_its_folder_has_nothing_new(folder: Path) -> None:
    path = folder / "a.py"
    path.chmod(0o751)
    before = sorted(os.listdir(folder))
    files.replace(str(path), b"y = 2\r\n")
    assert path.read_bytes() == b"y = 2\r\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o751
    assert sorted(os.listdir(folder)) == before


def test_link_stays_a_link(folder: Path) -> None:
    link = folder / "link.py"
    link.symlink_to(folder / "a.py")
    files.replace(str(link), b"y = 2\n")
    assert link.is_symlink()
    assert (folder / "a.py").read_bytes() == b"y = 2\n"


def test_failed_replacement_leaves_the_file_and_nothing_else(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no")

    monkeypatch.setattr(os, "replace", refuse)
    before = sorted(os.listdir(folder))
    with pytest.raises(OSError, match="^no$"):
        files.replace(str(folder / "a.py"), b"y = 2\n")
    assert (folder / "a.py").read_text() == "x = 1\n"
    assert sorted(os.listdir(folder)) == before
