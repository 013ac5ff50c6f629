"""What the README says of ``check`` and ``fix``, and the hooks, is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compat import cli

ROOT = Path(__file__).resolve().parents[2]
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Check and fix\n")[2].partition("\n## ")[0]


def test_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "train.py").write_text("import keras\nkeras.optimizers.SGD(lr=0.1)\n")
    said = re.search(r"\$ python -m compat check train.py\n(.*?)```", SECTION, re.DOTALL)
    assert said is not None
    assert cli.main(["check", "train.py"]) == 1
    assert capsys.readouterr().out == said.group(1)


def test_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    table = re.search(r"```toml\n(.*?)```", SECTION, re.DOTALL)
    assert table is not None
    (tmp_path / "pyproject.toml").write_text(table.group(1))
    (tmp_path / "train.py").write_text("import keras\nkeras.optimizers.SGD(lr=0.1)\n")
    assert cli.main(["check", "train.py"]) == 0


def test_every_option_is_in_the_readme_and_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    options = set()
    for command in ("check", "fix"):
        with pytest.raises(SystemExit):
            cli.main([command, "--help"])
        options |= set(re.findall(r"--[a-z][\w-]*", capsys.readouterr().out))
    options = {each for each in options if not each.startswith("--no-")} - {"--help"}
    assert options == set(re.findall(r"--[a-z][\w-]*", SECTION))


def test_hooks() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    for command in ("check", "fix"):
        assert f"- id: compat-{command}\n" in text
        assert f"  entry: keras-compat {command}\n" in text
        assert f"compat-{command}" in SECTION
    assert text.count("types_or: [python, jupyter]") == 2
