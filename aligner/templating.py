"""Templates → HTML: the one place that makes a Jinja2 environment, so that all of it is escaped."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def load_templates(package: str) -> "Environment":
    """Open the folder `templates` of a package.

    Whatever a template is given is escaped; a name that it is not given is an error.

    Args:
        package: such as "aligner.review".
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
