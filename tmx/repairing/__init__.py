"""Headers and units as a lenient reader gives them → ones that the strict writer takes.

Nothing with text is left out, as little as possible is changed, and every change is counted.
"""

from tmx.repairing.repair import Repair, RepairedSource

__all__ = ["Repair", "RepairedSource"]
