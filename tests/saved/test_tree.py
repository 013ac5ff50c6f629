"""``compat convert --recursive``: a tree is mirrored, one bad file stops no other."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import recorded
from archives import Archive

from compat import cli
from compat.saved import outcomes
from compat.saved.tree import convert_tree, sources

LSTM = recorded.FILES / "k215" / "lstm_stateful.h5"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """One source of each kind, and files that are none."""
    root = tmp_path / "tree"
    (root / "a" / "b").mkdir(parents=True)
    shutil.copyfile(LSTM, root / "a" / "one.h5")
    shutil.copyfile(LSTM.with_suffix(".keras"), root / "a" / "b" / "two.keras")
    shutil.copyfile(LSTM, root / "no_suffix")
    shutil.copyfile(recorded.FILES / "k215" / "lambda_layer.h5", root / "refused.h5")
    (root / "broken.h5").write_bytes(LSTM.read_bytes()[:3000])
    (root / "notes.txt").write_text("no model")
    (root / "settings.json").write_text('{"colour": "red"}')
    folder = tmp_path / "unpacked"
    Archive("k215", "conv2d_bn").unpacked(folder)
    shutil.move(folder / "savedmodel", root / "a" / "model.v1")
    shutil.copyfile(folder / "config.json", root / "a" / "architecture.json")
    shutil.copyfile(folder / "weights.h5", root / "a" / "weights.h5")
    shutil.move(folder / "ckpt", root / "ckpt")
    folder = tmp_path / "words"
    Archive("k224", "tokenizer").unpacked(folder)
    shutil.copyfile(folder / "tokenizer.pkl", root / "words.pkl")
    return root


STATUSES = {
    "a/architecture.json": "converted",
    "a/b/two.keras": "converted",
    "a/model.v1": "converted",
    "a/one.h5": "converted",
    "a/weights.h5": "left out",
    "broken.h5": "unreadable",
    "ckpt/w.index": "left out",
    "no_suffix": "converted",
    "refused.h5": "refused",
    "words.pkl": "converted with remarks",
}
WRITTEN = {"a/architecture.json", "a/b/two.keras", "a/model.v1.keras", "a/one.keras", "no_suffix.keras", "words.json"}


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_tree_is_mirrored(tree: Path, tmp_path: Path, jobs: int) -> None:
    before, told = files(tree), []
    found = convert_tree(str(tree), str(tmp_path / "out"), jobs=jobs, progress=lambda done, of: told.append((done, of)))
    assert {str(Path(each.source).relative_to(tree)): each.status for each in found} == STATUSES
    assert set(files(tmp_path / "out")) == WRITTEN
    assert files(tree) == before
    assert told == [(number, len(found)) for number in range(1, len(found) + 1)]


def test_no_folder_is_left_for_a_result_that_is_not_there(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    (root / "a" / "b").mkdir(parents=True)
    (root / "a" / "b" / "broken.h5").write_bytes(b"\x89HDF\r\n\x1a\n")
    found = convert_tree(str(root), str(tmp_path / "out"))
    assert [each.status for each in found] == ["unreadable"]
    assert not list((tmp_path / "out").rglob("*"))


def test_two_sources_of_one_result_are_both_refused(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    for name in ("model.h5", "model.hdf5", "other.h5"):
        shutil.copyfile(LSTM, root / name)
    found = convert_tree(str(root), str(tmp_path / "out"))
    assert [each.status for each in found] == ["refused", "refused", "converted"]
    assert found[0].why.startswith(str(root / "model.hdf5"))
    assert "convert one of them by itself" in found[0].hint
    assert set(files(tmp_path / "out")) == {"other.keras"}


def test_the_results_are_not_read_again(tree: Path) -> None:
    first = convert_tree(str(tree), str(tree / "out"))
    assert [each.status for each in convert_tree(str(tree), str(tree / "out"))] == [each.status for each in first]
    assert not any("/out/" in each.path for each in sources(str(tree), str(tree / "out")))


def test_the_command(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", "--recursive", str(tree), str(tmp_path / "out"), "-j", "1"]) == 2
    output = capsys.readouterr()
    assert output.out.splitlines()[-6:] == [
        "10 models",
        "       5  converted",
        "       1  converted with remarks",
        "       2  left out",
        "       1  refused",
        "       1  unreadable",
    ]
    assert f"{tree}/broken.h5: unreadable: " in output.err
    assert f"{tree}/refused.h5: refused: layer 'twice' (Lambda)" in output.err


def test_a_report(tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tree / "broken.h5").unlink()
    assert cli.main(["convert", "-r", str(tree), str(tmp_path / "out"), "-j", "1", "--json"]) == 1
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert report["version"] == 1
    assert report["summary"] == {"converted": 5, "converted with remarks": 1, "left out": 2, "refused": 1}
    assert len(report["files"]) == 9
    (refused,) = [each for each in report["files"] if each["status"] == "refused"]
    assert refused["target"] is None
    assert "custom_objects={'twice': function}" in refused["hint"]
    assert {each["status"] for each in report["files"]} <= outcomes.STATUSES.keys()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["TREE"], "--recursive needs a folder for the results"),
        (["TREE", "TREE"], "cannot take the results"),
        (["TREE/notes.txt", "OUT"], "is no folder"),
        (["TREE", "OUT", "--weights", "w.h5"], "--weights belongs to one architecture"),
        (["TREE", "OUT", "--jobs", "-1"], "expected a number of processes"),
    ],
)
def test_what_cannot_be_done(
    tree: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    given = [each.replace("TREE", str(tree)).replace("OUT", str(tmp_path / "out")) for each in arguments]
    assert cli.main(["convert", "-r", *given]) == 2
    output = capsys.readouterr()
    assert message in output.err and "\nHint: " in output.err and not output.out
    assert not (tmp_path / "out").exists()
