"""OmegaT run without a window: does it load a memory, and what does it fill in?"""

import os
import shutil
import subprocess
from dataclasses import dataclass
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
_FAULTS = ("TF_TM_LOAD_ERROR", "TMXR_WARNING", "Error loading", "Exception")


@dataclass(frozen=True, slots=True)
class OmegatResult:
    """What a run left behind.

    Args:
        target_text: the translated file; a segment without an exact match is as in the source.
        log: what OmegaT printed; its exit code is 0 even when a memory did not load.
    """

    target_text: str
    log: str

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
    """Translate a text with a memory in tm/auto, which fills in exact matches.

    Args:
        project_folder: made here; it must not exist or be empty.
        source_text: becomes a UTF-8 text file; OmegaT splits it into segments itself.
        source_language: as OmegaT names it, such as "ZH-CN".
        target_language: such as "EN-US".
        tmx_path: the memory; it is copied.
    """
    _make_project(project_folder, source_language, target_language)
    shutil.copy(tmx_path, project_folder / "tm" / "auto" / "memory.tmx")
    (project_folder / "source" / "text.utf8").write_bytes(source_text.encode())
    log = _run(project_folder)
    target = project_folder / "target" / "text.utf8"
    text = target.read_text(encoding="utf-8-sig") if target.exists() else ""
    return OmegatResult(text, log)


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


def _run(folder: Path, *options: str) -> str:
    command = ["omegat", str(folder), "--mode=console-translate", f"--config-dir={folder}/config"]
    (folder / "config").mkdir()
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
