"""Files and folders: which are read, how they are replaced."""

from __future__ import annotations

import os
import stat
import sys
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


def refuse(text: str) -> None:
    raise AssertionError(text)


def below(folder: Path) -> list[str]:
    """The programs below a folder."""
    return [os.path.relpath(each, folder).replace(os.sep, "/") for each, _ in files.programs([str(folder)], refuse)]


def test_python_files_below_a_folder(folder: Path) -> None:
    found = below(folder)
    assert found == ["a.py", "b.py", "deep/c.py"]


def test_a_file_that_is_named_is_read_whatever_its_name(folder: Path) -> None:
    named = [str(folder / "h.txt"), str(folder / "a.py"), str(folder / "a.py")]
    assert list(files.programs(named, refuse)) == [(each, True) for each in named[:2]]


def test_missing_path(folder: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nothing.py"):
        list(files.programs([str(folder / "nothing.py")], refuse))


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


def ignoring(folder: Path, rules: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text(rules)


def test_gitignore_of_the_folder_and_of_one_in_it(folder: Path) -> None:
    ignoring(folder, "b.py\n/a.py\nlogs/\n")
    ignoring(folder / "deep", "*.py\n!kept.py\n")
    for name in ("deep/kept.py", "deep/deeper/d.py", "logs/l.py", "deep/logs/l.py", "other/a.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x = 1\n")
    assert below(folder) == ["deep/kept.py", "other/a.py"]


def test_gitignore_above_the_folder_holds_inside_a_repository_only(folder: Path) -> None:
    ignoring(folder, "deep/c.py\n")
    assert below(folder / "deep") == ["c.py"]
    (folder / ".git").mkdir()
    assert below(folder / "deep") == []


def test_folder_that_is_named_is_read_though_it_is_ignored(folder: Path) -> None:
    ignoring(folder, "deep/\n")
    (folder / ".git").mkdir()
    assert below(folder / "deep") == ["c.py"]


def test_file_that_is_named_is_read_though_it_is_ignored(folder: Path) -> None:
    ignoring(folder, "a.py\n")
    path = str(folder / "a.py")
    assert list(files.programs([path], refuse)) == [(path, True)]


def test_gitignore_without_pathspec_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ignoring(folder, "b.py\n")
    monkeypatch.setitem(sys.modules, "pathspec", None)
    told: list[str] = []
    found = [Path(each).name for each, _ in files.programs([str(folder)], told.append)]
    assert found == ["a.py", "b.py", "c.py"]
    assert told == [
        f"{folder / '.gitignore'} is not read: pathspec is not installed.\nHint: pip install 'keras-compat[cli]'"
    ]


def test_links_are_passed_by(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "o.py").write_text("x = 1\n")
    (folder / "link.py").symlink_to(outside / "o.py")
    (folder / "again.py").symlink_to(folder / "b.py")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    assert below(folder) == ["a.py", "b.py", "deep/c.py"]


def test_notebooks_are_programs(folder: Path) -> None:
    (folder / "n.ipynb").write_text("{}")
    assert below(folder) == ["a.py", "b.py", "n.ipynb", "deep/c.py"]
