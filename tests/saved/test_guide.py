"""The guide's page about saved models: its commands and programs, run in a folder of recorded files."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from archives import Archive

from compat import cli

PAGE = Path(__file__).parents[2] / "migration_guide" / "files" / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    return [text for found, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")) if found == kind]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files that the page speaks of."""
    for archive in (Archive("k215", "dense_seq"), Archive("k215", "lambda_named"), Archive("k224", "tokenizer")):
        archive.unpacked(tmp_path / archive.case)
    given = tmp_path / "given"
    shutil.copytree(tmp_path / "dense_seq", given)
    shutil.copyfile(tmp_path / "lambda_named" / "model.h5", given / "lambda.h5")
    shutil.copyfile(tmp_path / "tokenizer" / "tokenizer.pkl", given / "tokenizer.pkl")
    (given / "tree" / "a").mkdir(parents=True)
    shutil.copyfile(given / "model.h5", given / "tree" / "a" / "one.h5")
    shutil.copyfile(given / "weights.h5", given / "tree" / "a" / "weights.h5")
    shutil.copytree(given / "savedmodel", given / "tree" / "model")
    monkeypatch.chdir(given)
    return given


def commands(text: str) -> list[tuple[str, str]]:
    """Each command of a block, with what it prints."""
    found = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        found.append((command, output))
    return found


@pytest.mark.parametrize("text", blocks("console"))
def test_commands(folder: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (folder / "model.keras").unlink()
    for command, expected in commands(text):
        name, *arguments = shlex.split(command)
        assert name == "compat"
        status = cli.main([*arguments, *(["-j", "1"] if "--recursive" in arguments else [])])
        output = capsys.readouterr()
        assert output.out + output.err == expected
        assert status == (1 if "refused" in expected else 0)


def test_the_program(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", blocks("python")[0]],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ,
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == blocks("text")[0]
