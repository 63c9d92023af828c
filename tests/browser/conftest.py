import pytest
from playwright.sync_api import sync_playwright

from tests.browser.kit import ARGUMENTS, CHROMIUM, Sheet, serve_here, skip_without


@pytest.fixture(scope="session")
def browser():
    path = skip_without(CHROMIUM, "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    yield context
    context.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "story.duizhao"


@pytest.fixture
def sheet(context, path):
    """A small alignment, served from this process."""
    with serve_here(path) as address:
        yield Sheet(context.new_page(), path, address)
        context.close()
