"""Start of a Python process below ``compat run``: runs the sitecustomize that this one hides, and waits for Keras."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HERE = os.path.dirname(os.path.abspath(__file__))
_HOME = os.path.dirname(os.path.dirname(_HERE))


def _run_hidden() -> None:
    import importlib.machinery
    import importlib.util

    others = [path for path in sys.path if os.path.abspath(path or os.getcwd()) != _HERE]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", others)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


class _WaitsForKeras:
    """Installs compat when Keras or TensorFlow is first imported."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        if name in ("keras", "tensorflow", "tf_keras"):
            sys.meta_path.remove(self)
            _install()
            import importlib.util

            return importlib.util.find_spec(name)
        return None


def _install() -> None:
    import importlib
    import importlib.util

    found = importlib.util.find_spec("compat") if "compat" not in sys.modules else sys.modules["compat"].__spec__
    ours = os.path.join(_HOME, "__init__.py")
    name = "compat"
    if found is None or os.path.abspath(found.origin or "") != ours:
        name = "_keras_compat"
        if name not in sys.modules:
            spec = importlib.util.spec_from_file_location(name, ours, submodule_search_locations=[_HOME])
            assert spec is not None
            assert spec.loader is not None
            sys.modules[name] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[name])
    packages = [each for each in os.environ.get("COMPAT_PACKAGES", "").split(",") if each]
    importlib.import_module(name + ".api").install(packages=packages)


_run_hidden()
if os.environ.get("COMPAT_OFF", "") in ("", "0"):
    sys.meta_path.insert(0, _WaitsForKeras())
