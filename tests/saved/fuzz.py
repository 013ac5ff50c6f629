"""Mutated files through the converter: ``python fuzz.py FORMAT COUNT SEED``, a line for each that did not end as it should.

Each must be converted, or refused with a hint, within ``SECONDS``, within ``MEGABYTES`` above what the interpreter needs, and leave
nothing behind but its result. The process that ends early names the file that ended it: it is kept beside the line.
"""

from __future__ import annotations

import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from archives import Archive  # noqa: E402

SECONDS, MEGABYTES = 20, 300
FORMATS = ("h5", "keras", "savedmodel", "json", "yaml", "checkpoint", "weights", "pickle")
_CASES = ("dense_seq", "conv2d_bn", "lstm_stateful", "multi_io_dict")
#: Numbers and texts that break what trusts a file.
_VALUES = (
    -1,
    0,
    1,
    2**31,
    2**63,
    -(2**63),
    1e308,
    None,
    True,
    "",
    "a" * 1000,
    "../../x",
    [],
    {},
    [[]],
    {"class_name": "Dense"},
)


class Slow(BaseException):
    """A file took too long."""


def main(kind: str, count: int, seed: int) -> int:
    """Returns the number of files that did not end as they should."""
    from compat.saved import convert

    def late(*_: Any) -> None:
        raise Slow

    signal.signal(signal.SIGALRM, late)
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        sources = _sources(kind, Path(scratch))
        for each in sources:  # imports and caches are no file's fault
            _outcome(convert, each, Path(scratch) / "first", kind)
        start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for number in range(count):
            choice = random.Random(f"{kind}/{seed}/{number}")
            folder = Path(scratch) / "work"
            folder.mkdir()
            source = _mutated(choice.choice(sources), folder, choice, kind)
            print(f"{kind} {seed} {number}", file=sys.stderr, flush=True)
            problem = _outcome(convert, source, folder, kind)
            if problem:
                failures += 1
                print(f"{kind} {seed} {number}: {problem}", flush=True)
            shutil.rmtree(folder)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024
        if grown > MEGABYTES:
            failures += 1
            print(f"{kind} {seed}: {grown} MB of memory", flush=True)
    return failures


def _outcome(convert: Callable[..., Any], source: Path, folder: Path, kind: str) -> str:
    """What is wrong with the way a file ended; empty where nothing is."""
    from compat.saved import Refused, UnreadableFile

    folder.mkdir(exist_ok=True)
    target = folder / ("out.json" if kind in ("json", "yaml", "pickle") else "out.keras")
    options: dict[str, Any] = {}
    if kind in ("checkpoint", "weights"):
        options["weights"], source = source, source.parent.parent / "config.json"
    before = set(folder.iterdir())
    signal.alarm(SECONDS)
    try:
        convert(source, target, **options)
    except (Refused, UnreadableFile) as error:
        if "\nHint: " not in str(error):
            return f"no hint: {error}"
        if set(folder.iterdir()) != before:
            return "something is left behind"
    except Slow:
        return f"more than {SECONDS} seconds"
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    finally:
        signal.alarm(0)
    return ""


def _sources(kind: str, scratch: Path) -> list[Path]:
    names = {
        "h5": "model.h5", "keras": "model.keras", "savedmodel": "savedmodel", "json": "config.json", "yaml": "config.yaml",
        "checkpoint": "ckpt/w", "weights": "weights.h5", "pickle": "tokenizer.pkl",
    }  # fmt: skip
    found = []
    for writer in ("k224", "k215", "tfk221"):
        for case in ("tokenizer",) if kind == "pickle" else _CASES:
            folder = scratch / writer / case
            Archive(writer, case).unpacked(folder)
            path = folder / names[kind]
            if kind == "weights" and path.exists():
                (folder / "weights").mkdir()
                path = Path(shutil.move(path, folder / "weights" / "weights.h5"))
            if path.exists() or path.with_name("w.index").exists():
                found.append(path)
    return found


def _mutated(source: Path, folder: Path, choice: random.Random, kind: str) -> Path:
    """A copy of a source in which something is not as it was."""
    if kind in ("checkpoint", "weights"):
        shutil.copytree(source.parent, folder / source.parent.name)
        shutil.copyfile(source.parent.parent / "config.json", folder / "config.json")
        files = sorted((folder / source.parent.name).iterdir())
        _change(choice.choice(files), choice)
        return folder / source.parent.name / source.name
    if source.is_dir():
        shutil.copytree(source, folder / source.name)
        path = choice.choice([each for each in sorted((folder / source.name).rglob("*")) if each.is_file()])
        _change(path, choice)
        return folder / source.name
    target = folder / source.name
    data = source.read_bytes()
    if kind == "keras" and choice.random() < 0.6:
        target.write_bytes(_rezipped(data, choice))
    elif kind == "json" and choice.random() < 0.7:
        target.write_text(json.dumps(_value(json.loads(data), choice)))
    elif kind == "h5" and choice.random() < 0.5:
        target.write_bytes(data)
        _config_changed(target, choice)
    else:
        target.write_bytes(_bytes(data, choice))
    return target


def _change(path: Path, choice: random.Random) -> None:
    path.write_bytes(_bytes(path.read_bytes(), choice))


def _config_changed(path: Path, choice: random.Random) -> None:
    import h5py

    with h5py.File(path, "r+") as file:
        name = choice.choice([each for each in ("model_config", "training_config") if each in file.attrs])
        text = json.dumps(_value(json.loads(file.attrs[name]), choice))
        file.attrs.modify(name, text.encode()) if len(text) < 60000 else None


def _rezipped(data: bytes, choice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = choice.choice(sorted(members))
    if name.endswith(".json") and choice.random() < 0.8:
        members[name] = json.dumps(_value(json.loads(members[name]), choice)).encode()
    elif choice.random() < 0.2:
        members[choice.choice(["../x", "/x", "assets/../../x", name + "x"])] = members.pop(name)
    else:
        members[name] = _bytes(members[name], choice)
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", choice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return found.getvalue()


def _bytes(data: bytes, choice: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(choice.choice([1, 1, 2, 8, 64])):
        at = choice.randrange(len(found) + 1)
        kind = choice.random()
        if kind < 0.5 and at < len(found):
            found[at] = choice.choice([0, 255, 127, 128, found[at] ^ (1 << choice.randrange(8))])
        elif kind < 0.65:
            del found[at : at + choice.choice([1, 4, 100])]
        elif kind < 0.8:
            found[at:at] = choice.randbytes(choice.choice([1, 4, 100]))
        elif kind < 0.9:
            found[at : at + 8] = choice.choice([2**63 - 1, 2**64 - 1, 2**31, 0]).to_bytes(8, "little")
        else:
            del found[at:]
    return bytes(found)


def _value(value: Any, choice: random.Random) -> Any:
    """A JSON value in which one or two things are others."""
    for _ in range(choice.choice([1, 1, 2, 5])):
        places = list(_places(value))
        if not places:
            return choice.choice(_VALUES)
        owner, key = choice.choice(places)
        kind = choice.random()
        if kind < 0.6:
            owner[key] = choice.choice(_VALUES)
        elif kind < 0.8:
            del owner[key]
        else:
            other, other_key = choice.choice(places)
            try:
                owner[key] = json.loads(json.dumps(other[other_key]))
            except (KeyError, IndexError):
                continue
    return value


def _places(value: Any) -> Any:
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from _places(value[key])


if __name__ == "__main__":
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.exit(min(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])), 100))
