"""The names and terms the speech model is told to expect, inside a budget of its tokens: pure."""

from collections.abc import Callable, Iterable

# Whisper has room for 223; far fewer leave it free to hear what is really said.
BUDGET = 96

CORE_TERMS = (
    "section 47", "child protection plan", "significant harm", "core group", "strategy discussion",
    "child in need", "IRO", "LADO", "MASH", "DSL", "SENCO", "EHCP", "CAMHS", "MARAC", "IDVA", "PLO",
    "Cafcass", "non-molestation order", "Signs of Safety", "genogram", "NSPCC", "hair strand test",
)  # fmt: skip


def hotwords(names: Iterable[str], *, terms: Iterable[str] = (), count_tokens: Callable[[str], int]) -> str:
    """Names first, then terms, as many as the budget holds."""
    chosen: list[str] = []
    for word in dict.fromkeys([*_clean(names), *_clean(terms)]):
        if count_tokens(", ".join([*chosen, word])) <= BUDGET:
            chosen.append(word)
    return ", ".join(chosen)


def _clean(words: Iterable[str]) -> Iterable[str]:
    return (" ".join(word.split()) for word in words if word.strip())
