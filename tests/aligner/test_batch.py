"""Folders of pairs, one alignment a pair."""

import pytest

from aligner.batch import align_folder
from aligner.errors import AlignerError
from aligner.settings import Settings
from tests.aligner.fakes import BilingualEncoder

CHINESE = "船长看见灯塔。\n风暴来到港口。\n孩子在冬天写信件。\n医生坐火车去山谷。"
ENGLISH = (
    "The captain saw the lighthouse.\nThe storm came to the harbour.\n"
    "The child wrote a letter in winter.\nThe doctor took the train to the valley."
)


def write(folder, **files):
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_txt", ".txt")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def align(folder, **options):
    return list(align_folder(folder, encoder=BilingualEncoder(), **options))


def test_each_pair_is_aligned_and_named_by_its_path(tmp_path):
    write(tmp_path, zh__2_txt=CHINESE, en__2_txt=ENGLISH, zh__10_txt=CHINESE, en__10_txt=ENGLISH)
    told = []
    results = align(tmp_path, progress=told.append)
    names = [(r.alignment.source.document.name, r.alignment.target.document.name) for r in results]
    assert names == [("zh/2.txt", "en/2.txt"), ("zh/10.txt", "en/10.txt")]
    assert told == ["1/2 zh/2.txt | en/2.txt", "2/2 zh/10.txt | en/10.txt"]
    assert all(len(r.alignment.beads) == 4 and not r.error for r in results)


def test_a_bad_pair_does_not_stop_the_rest(tmp_path):
    write(tmp_path, zh__1_txt=b"%PDF-1.4", en__1_txt=ENGLISH, zh__2_txt=CHINESE, en__2_txt=ENGLISH)
    bad, good = align(tmp_path)
    assert bad.alignment is None
    assert bad.error.startswith("zh/1.txt | en/1.txt: ")
    assert "a PDF" in bad.error
    assert good.alignment is not None
    assert [path.name for path in bad.paths] == ["1.txt", "1.txt"]


def test_a_fault_of_ours_does_not_stop_the_rest(tmp_path):
    class Failing(BilingualEncoder):
        calls = 0

        def encode(self, texts):
            Failing.calls += 1
            if Failing.calls == 1:
                raise ZeroDivisionError("oops")
            return super().encode(texts)

    write(tmp_path, zh__1_txt=CHINESE, en__1_txt=ENGLISH, zh__2_txt=CHINESE, en__2_txt=ENGLISH)
    bad, good = align_folder(tmp_path, encoder=Failing())
    assert bad.error.startswith("zh/1.txt | en/1.txt: ")
    assert "oops" in bad.error
    assert good.alignment is not None


@pytest.mark.parametrize(
    "settings", [Settings(source_language="en-GB"), Settings(target_language="zh-CN")]
)
def test_the_stated_source_is_first(tmp_path, settings):
    write(tmp_path, zh__1_txt=CHINESE, en__1_txt=ENGLISH)
    (result,) = align(tmp_path, settings=settings)
    assert result.alignment.source.document.name == "en/1.txt"
    assert result.alignment.source.document.language.startswith("en")


def test_names_in_one_folder(tmp_path):
    (tmp_path / "a.zh.txt").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "a.en.txt").write_text(ENGLISH, encoding="utf-8")
    (result,) = align(tmp_path)
    assert result.alignment.source.document.name == "a.zh.txt"


def test_without_pairs_singles_are_aligned(tmp_path):
    write(tmp_path, a_txt=f"{CHINESE}\n\n{ENGLISH}")
    (result,) = align(tmp_path)
    assert result.paths == (tmp_path / "a.txt",)
    assert result.alignment.source.document.name == result.alignment.target.document.name == "a.txt"


def test_nothing_to_align(tmp_path):
    with pytest.raises(AlignerError, match=r"zh/1\.txt and en/1\.txt"):
        align_folder(tmp_path)
    write(tmp_path, zh__1_txt=CHINESE)
    with pytest.raises(AlignerError, match="there is no English file of this name"):
        align_folder(tmp_path)


def test_a_wrong_language_is_told_at_once(tmp_path):
    write(tmp_path, zh__1_txt=CHINESE, en__1_txt=ENGLISH)
    with pytest.raises(AlignerError, match="no language tag"):
        align_folder(tmp_path, settings=Settings(source_language="english"))


def test_line_by_line(tmp_path):
    (tmp_path / "train.zh").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "train.en").write_text(ENGLISH, encoding="utf-8")
    (result,) = align(tmp_path, settings=Settings(lines=True))
    assert len(result.alignment.source.segments) == 4
