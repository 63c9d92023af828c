"""The shipped rules are those that the script makes from the splitter's words."""

from write_srx import DATA, read_words, write_srx


def test_the_file_is_up_to_date():
    assert (DATA / "duizhao.srx").read_text(encoding="utf-8") == write_srx()


def test_it_holds_every_abbreviation():
    text = write_srx()
    for name in ("titles", "never", "numeric", "may_end"):
        missing = [word for word in read_words("latin")[name] if f"{word}" not in text]
        assert not missing
