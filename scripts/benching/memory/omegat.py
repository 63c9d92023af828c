"""What OmegaT makes of queries: its own matches with their scores and times, without a window."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_FOLDERS = ("source", "target", "tm", "glossary", "omegat", "dictionary", "config")
_PLACES = "".join(
    f"<{name}>__DEFAULT__</{name}>"
    for name in (
        *("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file"),
        "dictionary_dir",
    )
)
_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">{places}<source_lang>{source}</source_lang>
<target_lang>{target}</target_lang><sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
_LANGUAGES = (("ZH-CN", "EN-GB"), ("EN-GB", "ZH-CN"))
"""Source and target by the side that is looked up."""

_SCRIPT = """
import org.omegat.core.events.IStopped
import org.omegat.core.statistics.FindMatches
if (binding.variables.containsKey("eventType") && eventType.toString() == "LOAD") {
  def never = ({ -> false } as IStopped)
  def matcher = new FindMatches(project.sourceTokenizer, LIMIT, false, true)
  new File("FOUND").withWriter("UTF-8") { writer ->
    new File("QUERIES").getText("UTF-8").split("\\0").each { query ->
      def start = System.nanoTime()
      def found = matcher.search(project, query, true, false, never)
      writer.write("" + (System.nanoTime() - start) / 1e6)
      found.each {
        def best = it.scores[0]
        writer.write(["", best.score, best.scoreNoStem, best.adjustedScore, it.source].join("\\0"))
      }
      writer.write("\\1")
    }
  }
}
"""
_LIMIT = 50
_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class OmegatMatch:
    """A match of OmegaT.

    Args:
        source: the text that the query was compared with.
        scores: 0–100: of stems, of words, and of everything as it stands; people see the first.
    """

    source: str
    scores: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class OmegatAnswer:
    """What OmegaT answered to a query.

    Args:
        milliseconds: that it took.
        matches: as it orders them.
    """

    milliseconds: float
    matches: tuple[OmegatMatch, ...]

    def find_score(self, source: str) -> int:
        """Return the score that people see for a text; 0 where it is not offered."""
        return next((match.scores[0] for match in self.matches if match.source == source), 0)


def has_omegat() -> bool:
    """Whether the command `omegat` is there."""
    return shutil.which("omegat") is not None


def ask_omegat(
    folder: Path, memory: Path, queries: Sequence[str], *, side: int
) -> list[OmegatAnswer]:
    """Look queries up in a memory.

    Args:
        folder: made here, for the project.
        memory: TMX in zh-CN and en-GB.
        queries: segments.
        side: 0: they are Chinese, 1: English.

    Raises:
        SystemExit: OmegaT did not answer; the message ends with what it printed.
    """
    _make_project(folder, side)
    shutil.copy(memory, folder / "tm" / "memory.tmx")
    asked, found = folder / "queries.txt", folder / "found.txt"
    asked.write_text("\0".join(queries), encoding="utf-8")
    script = folder / "ask.groovy"
    text = _SCRIPT.replace("FOUND", found.as_posix()).replace("QUERIES", asked.as_posix())
    script.write_text(text.replace("LIMIT", str(_LIMIT)), encoding="utf-8")
    log = _run(folder, script)
    answers = found.read_bytes().decode().split("\1")[:-1] if found.exists() else []
    if len(answers) != len(queries):
        raise SystemExit(f"OmegaT answered {len(answers)} of {len(queries)} queries: {log[-500:]}")
    return [_read_answer(each) for each in answers]


def _make_project(folder: Path, side: int) -> None:
    for name in _FOLDERS:
        (folder / name).mkdir(parents=True)
    source, target = _LANGUAGES[side]
    project = _PROJECT.format(places=_PLACES, source=source, target=target)
    (folder / "omegat.project").write_text(project, encoding="utf-8")
    (folder / "source" / "any.utf8").write_text("?\n", encoding="utf-8")


def _run(folder: Path, script: Path) -> str:
    command = ["omegat", str(folder), "--mode=console-translate", f"--config-dir={folder}/config"]
    done = subprocess.run(
        [*command, "--no-team", "--disable-project-locking", f"--script={script}"],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    return done.stdout + done.stderr


def _read_answer(answer: str) -> OmegatAnswer:
    milliseconds, *fields = answer.split("\0")
    records = zip(*(fields[start::4] for start in range(4)), strict=True)
    return OmegatAnswer(
        float(milliseconds),
        tuple(OmegatMatch(source, (int(a), int(b), int(c))) for a, b, c, source in records),
    )
