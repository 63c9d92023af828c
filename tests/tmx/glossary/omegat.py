"""OmegaT run without a window: what does it read of glossaries, and which terms does it find?

A run takes seconds, so that one project may hold several glossaries and segments.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# What makes and runs a project is the same for memories and glossaries.
from tests.omegat import OmegatResult, _make_project, _run

_FIND = """
import org.omegat.gui.glossary.*

// Both tell the window at the end, and there is none.
class Finder extends FindGlossaryThread {
  Finder(entry, manager) { super(null, entry, manager) }
  protected void checkEntryChanged() {}
}

if (binding.variables.containsKey("eventType") && eventType.toString() == "LOAD") {
  def manager = new GlossaryManager(null)
  manager.priorityGlossary = new File("none")
  new File(project.projectProperties.glossaryRoot).listFiles().sort().each {
    try { manager.fileChanged(it) } catch (NullPointerException noWindow) { }
  }
  new File("PATH").withWriter("UTF-8") { writer ->
    def write = { kind, place, entry ->
      def cells = [kind, place, entry.srcText, entry.getLocTerms(false).join("\\2")]
      writer.write((cells + entry.comments.join("\\2")).join("\\0") + "\\1")
    }
    manager.glossaries.each { path, entries ->
      entries.each { write("loaded", new File(path).name, it) }
    }
    project.allEntries.each { segment ->
      new Finder(segment, manager).search().each { write("found", segment.srcText, it) }
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class OmegatEntry:
    """An entry of a glossary.

    Args:
        source: term of the source language.
        targets: one as it is loaded; all of a source as they are shown.
        comments: of each target.
    """

    source: str
    targets: tuple[str, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OmegatGlossaries:
    """What OmegaT made of a project's glossaries.

    Args:
        loaded: the entries of each file that has some, by its name.
        found: the entries that are shown beside a segment, by its text; the longest source first.
        faults: lines of the log that tell of a file not loaded.
    """

    loaded: dict[str, list[OmegatEntry]] = field(default_factory=dict)
    found: dict[str, list[OmegatEntry]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def list_loaded(self, name: str) -> list[tuple[str, str]]:
        """List the pairs of a file."""
        return [(entry.source, entry.targets[0]) for entry in self.loaded.get(name, [])]

    def list_found(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """List the targets of each source that is shown beside a segment."""
        return {
            segment: {entry.source.strip(): entry.targets for entry in entries}
            for segment, entries in self.found.items()
        }


def run_with_glossaries(
    project_folder: Path,
    segments: Sequence[str],
    languages: tuple[str, str],
    glossaries: Sequence[Path],
) -> OmegatGlossaries:
    """Look the terms of glossaries up in segments, as the pane beside the text does.

    Args:
        project_folder: made here; it must not exist or be empty.
        segments: sentences, each of which is a paragraph.
        languages: source and target as OmegaT names them, such as ("ZH-CN", "EN-US").
        glossaries: files of different names, which are copied.
    """
    _make_project(project_folder, *languages)
    for path in glossaries:
        shutil.copy(path, project_folder / "glossary" / path.name)
    (project_folder / "source" / "text.utf8").write_bytes("\n\n".join(segments).encode())
    dump, script = project_folder / "glossaries.txt", project_folder / "find.groovy"
    script.write_text(_FIND.replace("PATH", dump.as_posix()), encoding="utf-8")
    log = _run(project_folder, f"--script={script}")
    assert dump.exists(), log
    result = OmegatGlossaries(faults=OmegatResult({}, log).faults)
    _read_dump(dump.read_bytes().decode(), result)
    return result


def _read_dump(dump: str, result: OmegatGlossaries) -> None:
    for record in dump.split("\1")[:-1]:
        kind, place, source, targets, comments = record.split("\0")
        entry = OmegatEntry(source, tuple(targets.split("\2")), tuple(comments.split("\2")))
        (result.loaded if kind == "loaded" else result.found).setdefault(place, []).append(entry)
