"""Converting a tree of folders: ``X/model.h5`` becomes ``OUT/X/model.keras``."""

from __future__ import annotations

import concurrent.futures
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import bundle, read_savedmodel, reading, tokenizers
from .errors import UnreadableFile
from .outcomes import Outcome, attempt, unreadable

_HDF5 = (".h5", ".hdf5", ".hdf", ".keras", ".h5py")
_TEXT = {".json": ".json", ".yaml": ".json", ".yml": ".json"}
_INDEX = ".index"
_PICKLES = (".pkl", ".pickle", ".p")
#: A folder's name may end like a file's; a model's may hold a version.
_SUFFIXES = (*_HDF5, *_TEXT, *_PICKLES)
_MOST_TEXT = 1 << 26


@dataclass(frozen=True)
class Source:
    """A model in a tree: where it is, and where its result goes, relative to the output."""

    path: str
    target: str


def sources(root: str, out: str) -> Iterator[Source]:
    """Every model in a tree, by what is in the files and folders; nothing below ``out``, no links to folders.

    JSON and pickles that hold no model and no Tokenizer are passed over.
    """
    avoid = os.path.realpath(out)
    for folder, folders, files in os.walk(root):
        if folder != root and read_savedmodel.is_folder(folder):
            folders.clear()
            yield Source(folder, f"{os.path.relpath(folder, root)}.keras")
            continue
        folders[:] = sorted(each for each in folders if os.path.realpath(os.path.join(folder, each)) != avoid)
        for name in sorted(files):
            path = os.path.join(folder, name)
            suffix = _suffix_of_target(path)
            if suffix:
                yield Source(path, _stem(os.path.relpath(path, root)) + suffix)


def _stem(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    return stem if suffix.lower() in _SUFFIXES else path


def _suffix_of_target(path: str) -> str:
    """``".keras"``, ``".json"``, or nothing for a file that is no model."""
    suffix = os.path.splitext(path)[1].lower()
    if not os.path.isfile(path):
        return ""
    if suffix in _HDF5:
        return ".keras"
    if suffix in _PICKLES:
        return ".json"
    if suffix in _TEXT:
        return ".json" if _says_model(path) else ""
    if suffix == _INDEX and bundle.is_prefix(path[: -len(suffix)]):
        return ".keras"
    if os.path.basename(path) == "checkpoint" or ".data-" in os.path.basename(path):
        return ""
    try:
        return ".keras" if reading.format_of(path) == "h5" else ""
    except OSError:
        return ""


def _says_model(path: str) -> bool:
    try:
        if os.path.getsize(path) > _MOST_TEXT:
            return False
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if not path.lower().endswith(".json"):
        return b"class_name:" in data and b"config:" in data
    try:
        found = json.loads(data)
        found = json.loads(found) if isinstance(found, str) else found
    except (ValueError, RecursionError):
        return False
    # A Tokenizer's text is the same in Keras 3.
    model = isinstance(found, dict) and isinstance(found.get("class_name"), str) and "config" in found
    return model and not tokenizers.is_tokenizer(found)


def convert_tree(
    root: str,
    out: str,
    options: Mapping[str, Any] | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> list[Outcome]:
    """Convert every model in a tree; one that fails stops no other.

    Args:
        root: The tree.
        out: The folder for the results, which mirrors the tree; it is made where it is missing.
        options: As for :func:`attempt`.
        jobs: Processes.
        progress: Is told how many are done, of how many.

    Returns:
        An outcome for each source, in the order of the tree.

    Raises:
        UnreadableFile: There is no such folder, or ``out`` is a file or the tree itself.
    """
    if not os.path.isdir(root):
        raise UnreadableFile(f"{root} is no folder", "--recursive takes a folder of models.")
    if os.path.realpath(root) == os.path.realpath(out) or (os.path.exists(out) and not os.path.isdir(out)):
        raise UnreadableFile(f"{out} cannot take the results", "give another folder; the tree itself is kept as it is.")
    found = list(sources(root, out))
    wanted: dict[str, list[str]] = {}
    for source in found:
        if not source.path.endswith(_INDEX):
            wanted.setdefault(os.path.normcase(source.target), []).append(source.path)
    outcomes: dict[str, Outcome] = {}
    work = []
    for source in found:
        rivals = wanted.get(os.path.normcase(source.target), [])
        if len(rivals) > 1 and source.path in rivals:
            others = ", ".join(each for each in rivals if each != source.path)
            outcomes[source.path] = Outcome(
                source.path,
                "refused",
                why=f"{others} would become {os.path.join(out, source.target)} too; neither was converted",
                hint="convert one of them by itself, with another name for the result.",
            )
        else:
            work.append((source.path, os.path.join(out, source.target), dict(options or {})))
    before = _folders(out)
    done = len(outcomes)
    for path, outcome in _all(work, jobs):
        outcomes[path] = outcome
        done += 1
        if progress is not None:
            progress(done, len(found))
    _remove_empty(out, before)
    return [outcomes[source.path] for source in found]


Work = tuple[str, str, dict[str, Any]]


def _all(work: list[Work], jobs: int) -> Iterator[tuple[str, Outcome]]:
    if jobs <= 1 or len(work) <= 1:
        for each in work:
            yield each[0], one(each)
        return
    left = {each[0]: each for each in work}
    with _pool(min(jobs, len(work))) as pool:
        futures = {pool.submit(one, each): each[0] for each in work}
        for future in concurrent.futures.as_completed(futures):
            path = futures[future]
            if future.exception() is None:
                del left[path]
                yield path, future.result()
    # A process that died took the others' work with it: each gets one of its own.
    for path, each in left.items():
        with _pool(1) as pool:
            future = pool.submit(one, each)
            error = future.exception()
            yield path, future.result() if error is None else unreadable(path, _Died("the process that read it ended"))


class _Died(UnreadableFile):
    def __init__(self, what: str) -> None:
        super().__init__(what, "the file seems damaged; do not trust it.")


def _pool(jobs: int) -> concurrent.futures.ProcessPoolExecutor:
    # Backends do not survive a fork.
    return concurrent.futures.ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


def one(work: Work) -> Outcome:
    """Convert one source of a tree, making the folder of its result; a Tokenizer becomes the text of its ``to_json()``."""
    source, target, options = work
    left_out = _left_out(source)
    if left_out is not None:
        return left_out
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        return attempt(source, target, options)
    except Exception as error:  # a file that nobody foresaw stops no other
        return unreadable(source, error)


def _left_out(source: str) -> Outcome | None:
    """Weights without a model are no failure of a tree."""
    if source.endswith(_INDEX):
        what = "a checkpoint of TensorFlow: weights without a model"
    elif _only_weights(source):
        what = "weights without a model"
    else:
        return None
    return Outcome(
        source,
        "left out",
        why=what,
        hint="convert its architecture with --weights, or load it with compat.load_weights(model, path).",
    )


def _only_weights(source: str) -> bool:
    from . import read_h5

    try:
        return reading.format_of(source) == "h5" and read_h5.only_weights(source)
    except OSError:
        return False


def _folders(out: str) -> set[str]:
    return {folder for folder, _, _ in os.walk(out)}


def _remove_empty(out: str, before: set[str]) -> None:
    """Take back the folders that were made for results which there are not."""
    for folder, _, _ in os.walk(out, topdown=False):
        if folder not in before and not os.listdir(folder):
            os.rmdir(folder)
