"""The report for a team lead: what it counts, that nothing of a program is markup, that it stands alone."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from compat import cli

VOID = {"meta"}


class Page(HTMLParser):
    """A page, and whether its elements are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.links += [str(value) for name, value in attributes if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.rows and {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text("import keras\nkeras.optimizers.SGD(lr=1)\n")
    (tmp_path / "b.py").write_text("import keras\nx = '<b>&', keras.layers.LSTM(4, time_major=flag)\n")
    (tmp_path / "c.py").write_text("import keras\n")
    (tmp_path / "d.py").write_text("import keras\ndef (:\n")
    assert cli.main(["check", ".", "--html", "report.html"]) == 2
    return Page((tmp_path / "report.html").read_text(encoding="utf-8"))


def test_elements_are_closed_and_nothing_is_loaded(page: Page) -> None:
    assert page.open == []
    assert page.links == []


def test_readiness(page: Page) -> None:
    assert "25 % files ready for Keras 3 " in page.text
    assert "50 % files ready after `compat fix` " in page.text
    assert "1 places that are rewritten 1 places that need a person 4 files that mention Keras" in page.text


def test_changes(page: Page) -> None:
    assert page.rows == [
        ["Code", "What changed", "Files", "Automatic", "By hand"],
        ["K2C401", "An optimizer's lr is learning_rate", "1", "1", ""],
        ["K2C201", page.rows[2][1], "1", "", "1"],
    ]


def test_files(page: Page) -> None:
    assert "a.py : 1 automatic , 0 by hand" in page.text
    assert "-keras.optimizers.SGD(lr=1)" in page.text and "+keras.optimizers.SGD(learning_rate=1)" in page.text
    assert "line 2: K2C201 LSTM(time_major=...): " in page.text
    assert "x = '<b>&', keras.layers.LSTM(4, time_major=flag)" in page.text
    assert "It could not be read: it is not valid Python: line 2: " in page.text


def test_report_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    assert cli.main(["check", str(tmp_path), "--html", str(tmp_path / "no" / "report.html")]) == 2
    assert "report.html" in capsys.readouterr().err
