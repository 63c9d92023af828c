"""What a model wants to see before each text, told by the name of the model."""

import re

_E5 = re.compile(r"(?:^|[/_-])e5(?=$|[._-])", re.IGNORECASE)
_INSTRUCT = re.compile(r"instruct", re.IGNORECASE)
_TASK = "Instruct: Retrieve parallel sentences.\nQuery: "


def find_prompt(name: str) -> str:
    r"""Return the prompt of a model, empty for most.

    The models of the e5 family were trained with "query: " or "passage: " before every text;
    for two texts of equal standing both get "query: ". Those tuned for instructions get the task.

    Args:
        name: as the model is published, or the name of its folder.

    Source: the model cards of intfloat/multilingual-e5-*; Wang et al. (2024), Multilingual E5
        Text Embeddings, and its list of tasks, "Retrieve parallel sentences".

    >>> find_prompt("intfloat/multilingual-e5-small"), find_prompt("LaBSE")
    ('query: ', '')
    """
    if not _E5.search(name):
        return ""
    return _TASK if _INSTRUCT.search(name) else "query: "
