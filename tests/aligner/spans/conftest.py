"""Lets the tests read the hand-checked places as scripts/train_spans does."""

import sys
from pathlib import Path

SCRIPTS = Path(__file__).parents[3] / "scripts"
sys.path.insert(0, str(SCRIPTS))
