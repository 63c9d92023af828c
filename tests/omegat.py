"""OmegaT run without a window: what does it load of memories, and what does it fill in?

A run takes seconds, so that one project may hold several texts and memories.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

_FOLDERS = ("source", "target", "tm/auto", "tm/enforce", "glossary", "omegat", "dictionary")
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
    <source_dir>__DEFAULT__</source_dir>
    <target_dir>__DEFAULT__</target_dir>
    <tm_dir>__DEFAULT__</tm_dir>
    <glossary_dir>__DEFAULT__</glossary_dir>
    <glossary_file>__DEFAULT__</glossary_file>
    <dictionary_dir>__DEFAULT__</dictionary_dir>
    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <sentence_seg>true</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""
_DUMP = """
if (binding.variables.containsKey("eventType") && eventType.toString() == "LOAD") {
  new File("PATH").withWriter("UTF-8") { writer ->
    project.allEntries.each { writer.write(it.srcText + "\\0") }
  }
}
"""
_DUMP_MEMORIES = """
if (binding.variables.containsKey("eventType") && eventType.toString() == "LOAD") {
  new File("PATH").withWriter("UTF-8") { writer ->
    project.transMemories.each { path, memory ->
      memory.entries.each {
        writer.write([new File(path).name, it.source, it.translation ?: ""].join("\\0") + "\\1")
      }
    }
  }
}
"""
_SHOW_CODES = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><preference version="1.0"><ext_tmx_show_level2>true</ext_tmx_show_level2></preference>
</omegat>
"""
_FAULTS = ("TF_TM_LOAD_ERROR", "TMXR_WARNING", "Error loading", "Exception")


@dataclass(frozen=True, slots=True)
class OmegatResult:
    """What a run left behind.

    Args:
        targets: the translated files by name; a segment without an exact match is as in the
            source.
        log: what OmegaT printed; its exit code is 0 even when a memory did not load.
        memories: the pairs (source, target) that OmegaT holds of each memory, by file name.
    """

    targets: dict[str, str]
    log: str
    memories: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @property
    def target_text(self) -> str:
        """The only translated file; "" if there is none."""
        (text,) = self.targets.values() or ("",)
        return text

    @property
    def faults(self) -> list[str]:
        """Lines of the log that tell of a memory not loaded or a variant not found."""
        return [line for line in self.log.splitlines() if any(word in line for word in _FAULTS)]


def has_omegat() -> bool:
    """Whether the command `omegat` is there."""
    return shutil.which("omegat") is not None


def require_omegat() -> None:
    """Skip the test without OmegaT; fail it where DUIZHAO_REQUIRE_OMEGAT=1."""
    if has_omegat():
        return
    if os.environ.get("DUIZHAO_REQUIRE_OMEGAT") == "1":
        pytest.fail("omegat is not installed: apt-get install -y --no-install-recommends omegat")
    pytest.skip("omegat is not installed")


def translate_with_omegat(
    project_folder: Path,
    source_text: str,
    source_language: str,
    target_language: str,
    tmx_path: Path,
) -> OmegatResult:
    """Translate one text with one memory; see `run_omegat`."""
    languages = source_language, target_language
    return run_omegat(project_folder, {"text": source_text}, languages, [tmx_path])


def run_omegat(
    project_folder: Path,
    texts: Mapping[str, str],
    languages: tuple[str, str],
    memories: Sequence[Path],
    *,
    shows_codes: bool = False,
) -> OmegatResult:
    """Translate texts with memories in tm/auto, which fill in exact matches.

    Args:
        project_folder: made here; it must not exist or be empty.
        texts: by name; each becomes a UTF-8 text file, which OmegaT splits into segments itself.
        languages: source and target as OmegaT names them, such as ("ZH-CN", "EN-US").
        memories: files of different names, which are copied. If two have the same source, any
            of them may fill it in.
        shows_codes: as set by "Display level 2 tags"; a user has to look for it.
    """
    _make_project(project_folder, *languages)
    for path in memories:
        shutil.copy(path, project_folder / "tm" / "auto" / path.name)
    for name, text in texts.items():
        (project_folder / "source" / f"{name}.utf8").write_bytes(text.encode())
    dump, script = project_folder / "memories.txt", project_folder / "dump.groovy"
    script.write_text(_DUMP_MEMORIES.replace("PATH", dump.as_posix()), encoding="utf-8")
    log = _run(project_folder, f"--script={script}", preferences=_SHOW_CODES * shows_codes)
    return OmegatResult(_read_targets(project_folder, texts), log, _read_memories(dump))


def _read_targets(folder: Path, names: Mapping[str, str]) -> dict[str, str]:
    paths = {name: folder / "target" / f"{name}.utf8" for name in names}
    return {
        name: path.read_text(encoding="utf-8-sig") for name, path in paths.items() if path.exists()
    }


def _read_memories(dump: Path) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for record in dump.read_bytes().decode().split("\1")[:-1] if dump.exists() else ():
        name, source, target = record.split("\0")
        found.setdefault(name, []).append((source, target))
    return found


def segment_with_omegat(
    project_folder: Path, texts: list[str], source_language: str, rules: str = ""
) -> list[list[str]]:
    """Divide paragraphs into segments as OmegaT does.

    Args:
        project_folder: made here.
        texts: paragraphs without line breaks.
        source_language: as OmegaT names it.
        rules: content of segmentation.conf; "" for OmegaT's own rules.
    """
    _make_project(project_folder, source_language, "FR-FR")
    if rules:
        (project_folder / "omegat" / "segmentation.conf").write_text(rules, encoding="utf-8")
    parts = "".join(f"{text}\n\n§§{number}\n\n" for number, text in enumerate(texts))
    (project_folder / "source" / "text.utf8").write_bytes(parts.encode())
    dump, script = project_folder / "segments.txt", project_folder / "dump.groovy"
    script.write_text(_DUMP.replace("PATH", dump.as_posix()), encoding="utf-8")
    log = _run(project_folder, f"--script={script}")
    assert dump.exists(), log
    return _read_segments(dump.read_text(encoding="utf-8"))


def list_with_omegat(project_folder: Path, path: Path, languages: tuple[str, str]) -> list[str]:
    """List the segments that OmegaT shows of a file, in order.

    Args:
        project_folder: made here.
        path: of a format that OmegaT knows.
        languages: source and target as OmegaT names them.
    """
    _make_project(project_folder, *languages)
    shutil.copy(path, project_folder / "source" / path.name)
    dump, script = project_folder / "segments.txt", project_folder / "dump.groovy"
    script.write_text(_DUMP.replace("PATH", dump.as_posix()), encoding="utf-8")
    log = _run(project_folder, f"--script={script}")
    assert dump.exists(), log
    return dump.read_text(encoding="utf-8").split("\0")[:-1]


def _read_segments(dump: str) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for segment in dump.split("\0")[:-1]:
        if segment.startswith("§§"):
            found.append([])
        else:
            found[-1].append(segment)
    return found[:-1]


def _make_project(folder: Path, source: str, target: str) -> None:
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    project = _PROJECT.format(source=source, target=target)
    (folder / "omegat.project").write_text(project, encoding="utf-8")


def _run(folder: Path, *options: str, preferences: str = "") -> str:
    command = ["omegat", str(folder), "--mode=console-translate", f"--config-dir={folder}/config"]
    (folder / "config").mkdir()
    if preferences:
        (folder / "config" / "omegat.prefs").write_text(preferences, encoding="utf-8")
    done = subprocess.run(
        [*command, "--no-team", "--disable-project-locking", *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return done.stdout + done.stderr
