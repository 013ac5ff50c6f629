"""What Keras 3 before 3.5 reads in another form than today's: files that are loaded, not those that are kept."""

from __future__ import annotations

from typing import Any

from .document import Config

#: The first releases that read a model's only input as itself, and that count a nested model's calls from 1 at its ends.
_SINGLE_ENDS, _ENDS_FROM_ONE = (3, 5), (3, 3)


def adapt(config: Any, release: tuple[int, ...]) -> None:
    """Change a model's config in place for an older Keras 3."""
    if release >= _SINGLE_ENDS:
        return
    if isinstance(config, list):
        for each in config:
            adapt(each, release)
    elif isinstance(config, dict):
        for each in config.values():
            adapt(each, release)
        if "input_layers" in config and "output_layers" in config:
            _adapt_ends(config, release)


def _adapt_ends(config: Config, release: tuple[int, ...]) -> None:
    functional = {each["name"] for each in config["layers"] if each["class_name"] == "Functional"}
    for name in ("input_layers", "output_layers"):
        ends = config[name]
        ends = [ends] if isinstance(ends, list) and isinstance(ends[0], str) else ends
        if release < _ENDS_FROM_ONE:
            for end in ends.values() if isinstance(ends, dict) else ends:
                if end[0] in functional:
                    end[1] -= 1
        config[name] = ends
