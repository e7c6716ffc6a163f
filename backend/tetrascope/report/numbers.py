"""Numbers as a person reads them."""


def percent(share: float | None, digits: int = 1) -> str:
    """A share, 0..1, in percent; never 0 % for what is merely small, and `not defined` for none."""
    if share is None:
        return "not defined"
    smallest = 10.0**-digits
    if 0 < share * 100 < smallest / 2:
        return f"< {smallest:.{digits}f} %"
    return f"{share * 100:.{digits}f} %"


def counted(count: int, noun: str) -> str:
    """`1 image`, `2 images`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def capitalised(words: str) -> str:
    """The words as the beginning of a line: only the first letter changes."""
    return words[:1].upper() + words[1:]


def plain(value: float) -> str:
    """A number with about three digits that tell something: `0.25`, `12.5`, `250`."""
    digits = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    told = f"{round(value, digits) + 0.0:.{digits}f}"  # 0 for -0
    return told.rstrip("0").rstrip(".") if "." in told else told


def share(count: int, of: int) -> str:
    """`3 of 8, 37.5 %`; `0 of 0` where there is nobody."""
    return f"{count} of {of}, {percent(count / of)}" if of else "0 of 0"


def p_text(p: float) -> str:
    """The p of a statistical test with three decimals; never 0."""
    return "< 0.001" if p < 0.001 else f"{p:.3f}"
