"""``python -m compat run``: the program's own arguments, status and children, and projects with a ``compat.py``."""

from __future__ import annotations

import textwrap
from pathlib import Path

import processes
import pytest
from processes import Process

import compat

HERE = Path(compat.__file__).parent

SHOW = """
    import os, sys
    print(sys.argv, __name__, os.path.basename(__file__), os.path.basename(sys.path[0]), flush=True)
    if "exit" in sys.argv:
        sys.exit(int(sys.argv[-1]))
    if "raise" in sys.argv:
        raise RuntimeError("the program's own")
"""


def write(path: Path, code: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(code), encoding="utf-8")
    return path


def test_arguments_and_status(tmp_path: Path, process: Process) -> None:
    program = write(tmp_path / "project" / "show.py", SHOW)
    done = process(None, "-m", "compat", "run", program, "--epochs", "3", "-h", "run", "--", "--dialect=1")
    assert (
        done.stdout == f"{[str(program), '--epochs', '3', '-h', 'run', '--', '--dialect=1']} __main__ show.py project\n"
    )
    assert process(None, "-m", "compat", "run", program, "exit", "7", status=7).stderr == ""
    failed = process(None, "-m", "compat", "run", program, "raise", status=1)
    assert failed.stderr.endswith("RuntimeError: the program's own\n")
    assert str(program) in failed.stderr


def test_options_come_before_the_program(tmp_path: Path, process: Process) -> None:
    program = write(
        tmp_path / "show.py",
        """
        import os, sys
        print(sys.argv[1:], os.environ["COMPAT_DIALECT"], os.environ["COMPAT_PACKAGES"])
        """,
    )
    options = ("--dialect", "2.2", "--package", "one", "--package", "two")
    done = process(None, "-m", "compat", "run", *options, program, "--dialect", "9")
    assert done.stdout == "['--dialect', '9'] 2.2 one,two\n"


def test_a_module(tmp_path: Path, process: Process) -> None:
    write(tmp_path / "project" / "__init__.py", "")
    write(
        tmp_path / "project" / "__main__.py",
        "import sys; from . import other; print(sys.argv[1:], __package__, other.X)",
    )
    write(tmp_path / "project" / "other.py", "X = 1")
    assert process(None, "-m", "compat", "run", "-m", "project", "-x", "1").stdout == "['-x', '1'] project 1\n"


def test_what_cannot_run(tmp_path: Path, process: Process) -> None:
    done = process(None, "-m", "compat", "run", "absent.py", status=2)
    assert done.stderr == "compat run: no such file: absent.py\n"
    program = write(tmp_path / "show.py", SHOW)
    done = process(None, "-m", "compat", "run", "--dialect", "3", program, status=2)
    assert done.stderr == "compat run: Unknown dialect '3'; expected one of '2.2', '2.15'.\n"
    assert process(None, "-m", "compat", "run", status=2).stderr.endswith("required: program, arguments\n")
    done = process(None, "-m", "compat", "run", program, status=2, COMPAT_KERAS="1")
    assert (
        done.stderr
        == "compat run: COMPAT_KERAS is '1'; expected '2' or '3'.\nHint: leave it unset to use what is installed.\n"
    )


CHILD = """
    from keras.layers import LSTM
    from keras.models import Sequential

    def shape(_=None):
        model = Sequential()
        model.add(LSTM(2, batch_input_shape=(2, 4, 3), stateful=True))
        model.reset_states()
        return tuple(model.input_shape)

    if __name__ == "__main__":
        print("subprocess", shape(), flush=True)
"""

PARENT = """
    import multiprocessing, os, subprocess, sys
    import child

    if __name__ == "__main__":
        print("parent", child.shape(), flush=True)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print("spawned", pool.map(child.shape, [0])[0], flush=True)
        folder = os.path.dirname(os.path.abspath(__file__))
        subprocess.run([sys.executable, os.path.join(folder, "child.py")], check=True)
"""


def test_child_processes(tmp_path: Path, process: Process) -> None:
    """Spawned workers and Python processes that the program starts speak Keras 2 too."""
    write(tmp_path / "child.py", CHILD)
    program = write(tmp_path / "parent.py", PARENT)
    expected = "parent (2, 4, 3)\nspawned (2, 4, 3)\nsubprocess (2, 4, 3)\n"
    assert process(None, "-m", "compat", "run", program).stdout == expected


def test_a_child_that_uses_no_keras_loads_nothing(tmp_path: Path, process: Process) -> None:
    """And the sitecustomize that ours hides runs all the same."""
    write(tmp_path / "site" / "sitecustomize.py", "print('theirs', flush=True)")
    child = write(tmp_path / "child.py", "import sys; print([n for n in sys.modules if 'keras' in n or 'compat' in n])")
    program = write(
        tmp_path / "parent.py", f"import subprocess, sys; subprocess.run([sys.executable, {str(child)!r}], check=True)"
    )
    path = f"{tmp_path / 'site'}:{HERE.parent}"
    assert process(None, "-m", "compat", "run", program, PYTHONPATH=path).stdout == "theirs\ntheirs\n[]\n"


# ---- a project with a compat.py of its own ----

OWN = """
    import compat
    import helpers.uses
    print(compat.WHOSE, compat.__name__, helpers.uses.WHOSE, flush=True)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose files import a ``compat`` of their own, and a console script beside it."""
    write(tmp_path / "project" / "compat.py", "WHOSE = 'the project'")
    write(tmp_path / "project" / "helpers" / "__init__.py", "")
    write(tmp_path / "project" / "helpers" / "uses.py", "from compat import WHOSE")
    write(tmp_path / "project" / "own.py", OWN)
    write(tmp_path / "project" / "child.py", CHILD + "    import compat; assert compat.WHOSE == 'the project'\n")
    write(tmp_path / "project" / "parent.py", PARENT)
    write(tmp_path / "bin" / "keras-compat", "import sys\nfrom compat.cli import main\nsys.exit(main())\n")
    return tmp_path / "project"


def test_the_console_script_in_a_project_with_a_compat(project: Path, process: Process) -> None:
    script = project.parent / "bin" / "keras-compat"
    expected = "the project compat the project\n"
    assert process(None, script, "run", "own.py", cwd=project).stdout == expected
    assert process(None, script, "run", "-m", "own", cwd=project).stdout == expected


def test_the_module_from_outside_of_it(project: Path, process: Process) -> None:
    done = process(None, "-m", "compat", "run", "project/own.py", cwd=project.parent)
    assert done.stdout == "the project compat the project\n"


def test_children_in_a_project_with_a_compat(project: Path, process: Process) -> None:
    script = project.parent / "bin" / "keras-compat"
    expected = "parent (2, 4, 3)\nspawned (2, 4, 3)\nsubprocess (2, 4, 3)\n"
    assert process(None, script, "run", "parent.py", cwd=project).stdout == expected


def test_a_package_called_compat(project: Path, process: Process) -> None:
    (project / "compat.py").unlink()
    write(project / "compat" / "__init__.py", "WHOSE = 'its package'")
    script = project.parent / "bin" / "keras-compat"
    assert process(None, script, "run", "own.py", cwd=project).stdout == "its package compat its package\n"


def test_a_broken_program_shows_its_own_lines_only(tmp_path: Path) -> None:
    write(tmp_path / "broken.py", "def f(:\n")
    done = processes.run(None, "-m", "compat", "run", "broken.py", cwd=tmp_path, status=1)
    assert "SyntaxError" in done.stderr
    assert "broken.py" in done.stderr
