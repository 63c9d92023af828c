import pytest

from tests.aligner.review.desk_kit import open_desk


@pytest.fixture
def desk(tmp_path):
    with open_desk(tmp_path) as opened:
        yield opened
