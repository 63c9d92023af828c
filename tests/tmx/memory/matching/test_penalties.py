from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.tmx.memory.matching import kit
from tmx.memory.matching.penalties import find_deductions, is_other_region
from tmx.memory.records import Deduction, Penalties, Query, Side, Status

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def deduct(unit, *, penalties=None, now=NOW, **query):
    asked = Query("文", Side.FIRST, **query)
    found = find_deductions(asked, unit, penalties or Penalties(), now)
    return {each.reason: each.points for each in found}


@pytest.mark.parametrize(
    ("confidence", "points"), [(None, {}), (1.0, {}), (0.96, {}), (0.95, 1), (0.4, 6), (0.0, 10)]
)
def test_doubt_in_an_alignment(confidence, points):
    found = deduct(kit.make_unit("文", confidence=confidence))
    assert found == (points if points == {} else {"alignment": points})


def test_an_alignment_that_was_checked_is_in_no_doubt():
    unit = kit.make_unit("文", confidence=0.2, status=Status.REVIEWED)
    assert deduct(unit) == {}
    assert deduct(kit.make_unit("文", confidence=0.2, status=Status.ALIGNED)) == {"alignment": 8}


REGIONS = [
    (None, "zh-CN", False),
    ("zh", "zh-HK", False),
    ("zh-HK", "zh-HK", False),
    ("zh-HK", "zh_hant_HK", False),
    ("zh-HK", "zh-TW", True),
    ("zh-HK", "zh-CN", True),
    ("zh-HK", "zh", False),
    ("zh-Hant", "zh-TW", False),
    ("zh-Hant", "zh-CN", True),
    ("zh-Hans-HK", "zh-HK", True),
    ("zh-TW", "zh-Hans", True),
    ("zh-HK", "no tag", False),
    ("en-GB", "en-US", True),
    ("es-419", "es-MX", True),
]


@pytest.mark.parametrize(("wanted", "found", "is_other"), REGIONS)
def test_regions(wanted, found, is_other):
    unit = kit.make_unit("文", tags=(found, "en"))
    assert deduct(unit, language=wanted) == ({"region": 1} if is_other else {})
    assert wanted is None or is_other_region(wanted, found) == is_other


def test_the_region_of_the_translation_counts_where_it_is_stated():
    unit = kit.make_unit("文", tags=("zh-CN", "en-US"))
    assert deduct(unit, target_language="en-GB") == {"region": 1}
    assert deduct(unit, language="zh-TW", target_language="en-GB") == {"region": 2}
    assert deduct(unit, language="zh-CN") == {}
    both = Penalties(region=5)
    assert deduct(unit, language="zh-TW", penalties=both) == {"region": 5}


def test_age_counts_whole_years():
    changed = datetime(2023, 11, 22, tzinfo=UTC)
    aged = Penalties(age=1.0)
    assert deduct(kit.make_unit("文", changed=changed), penalties=aged) == {"age": 3}
    later = changed + timedelta(seconds=1)
    assert deduct(kit.make_unit("文", changed=later), penalties=aged) == {"age": 2}
    assert deduct(kit.make_unit("文", changed=changed), penalties=Penalties(age=0.5)) == {"age": 2}


def test_age_is_no_matter_without_a_date_a_moment_or_a_penalty():
    changed, aged = datetime(2000, 1, 1, tzinfo=UTC), Penalties(age=1.0)
    assert deduct(kit.make_unit("文"), penalties=aged) == {}
    assert deduct(kit.make_unit("文", changed=changed), penalties=aged, now=None) == {}
    assert deduct(kit.make_unit("文", changed=changed)) == {}
    assert deduct(kit.make_unit("文", changed=NOW + timedelta(900)), penalties=aged) == {}


def test_moments_are_compared_in_one_time_zone():
    east = timezone(timedelta(hours=8))
    unit = kit.make_unit("文", changed=datetime(2025, 11, 22, 7, tzinfo=east))
    now = datetime(2026, 11, 21, 23, tzinfo=UTC)
    assert deduct(unit, penalties=Penalties(age=1.0), now=now) == {"age": 1}


def test_deductions_come_in_order():
    unit = kit.make_unit("文", confidence=0.5, changed=datetime(2024, 1, 1, tzinfo=UTC))
    found = find_deductions(
        Query("文", Side.FIRST, language="zh-TW"), unit, Penalties(age=1.0), NOW
    )
    assert found == (Deduction("alignment", 5), Deduction("region", 1), Deduction("age", 2))
