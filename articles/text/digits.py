"""Digits: Arabic-Indic and Persian to 0-9 and back, with the marks that belong to them."""

import re

_TO_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_TO_ARABIC_INDIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
_MARK = re.compile("(?<=[0-9])[٫٬](?=[0-9])")
# One number: whole, grouped by thousands, with or without a fraction. What has more points or
# other groups (a date, a version, an address) keeps its points.
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
    r"(?![.,]?[0-9])"
)
_DIGITS = re.compile("[0-9]+")


def to_ascii_digits(text: str) -> str:
    """The text with 0-9 for Arabic-Indic (٠-٩) and Persian (۰-۹) digits.

    Between digits, the decimal mark ٫ becomes a point and the thousands mark ٬ a comma. The
    length in code points stays the same.
    """
    text = text.translate(_TO_ASCII)
    return _MARK.sub(lambda match: "." if match.group() == "٫" else ",", text)


def to_arabic_indic(text: str) -> str:
    """The text with ٠-٩ for 0-9, for sites that write numbers so.

    In a number, the decimal point becomes ٫ and the comma between thousands ٬; a point in
    anything else (a date, a version) and a comma after a number stay. The length stays the same.
    """
    text = _NUMBER.sub(lambda match: match.group().translate(_TO_ARABIC_INDIC), text)
    return _DIGITS.sub(lambda match: match.group().translate(_TO_ARABIC_INDIC), text)
