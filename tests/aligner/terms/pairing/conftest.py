"""Lets the tests read the hand-checked pairs as scripts/train_terms does."""

import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[4] / "scripts"
sys.path.insert(0, str(SCRIPTS))
