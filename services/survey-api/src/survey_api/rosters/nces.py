"""NCES ids in rosters: texts of 7 (district) and 12 digits (school); one digit fewer is a lost zero.

OneRoster's `identifier` may hold any number a district uses, and some states have 12 digits of their own. It
is taken for an NCES id only where it begins with the district's. What is not kept is said, and refuses
nothing: vendors fill these columns with what they have.
"""

from survey_api.districts.schemas import NCES_DIGITS as LEAID_DIGITS
from survey_api.rosters.reading import Reader
from survey_api.schools.schemas import NCES_DIGITS


def school_ids(
    reader: Reader, text: str, *, named: bool, file: str, line: int, column: str
) -> dict[str, str]:
    """The external id in a school's row; what looks like a damaged one is noted.

    Args:
        reader: knows the district's id.
        text: the cell.
        named: whether the column is for NCES ids and nothing else.
        file: for the note.
        line: the same.
        column: the same.
    """
    leaid = reader.options.leaid
    digits = len(text) if text.isascii() and text.isdigit() else 0
    if digits == NCES_DIGITS and (text.startswith(leaid) if leaid else named):
        return {"nces": text}
    if digits == NCES_DIGITS - 1:
        code = "lost-zero"
        detail = f"{digits} digits: an NCES id has {NCES_DIGITS}, so a leading zero was lost; not kept"
    elif digits == NCES_DIGITS:
        begins = f"which begins with the district's, here {leaid}" if leaid else "the district's is not known"
        code, detail = (
            "other-district",
            f"{digits} digits, but no NCES id of this district: {begins}; not kept",
        )
    elif text and named:
        code, detail = "no-nces", f"an NCES id has exactly {NCES_DIGITS} digits; not kept"
    else:
        return {}
    reader.findings.note(code, detail, file=file, line=line, column=column)
    return {}


def tell_of_district(reader: Reader, text: str, *, file: str, line: int, column: str) -> None:
    """Note a district's `identifier` that is not the NCES id of the one this roster is read for."""
    leaid = reader.options.leaid
    digits = len(text) if text.isascii() and text.isdigit() else 0
    if digits == LEAID_DIGITS - 1:
        detail = f"{digits} digits: an NCES id has {LEAID_DIGITS}, so a leading zero was lost"
        reader.findings.note("lost-zero", detail, file=file, line=line, column=column)
    elif digits == LEAID_DIGITS and leaid is not None and text != leaid:
        detail = f"not this district's NCES id, {leaid}: is this another district's roster?"
        reader.findings.note("other-district", detail, file=file, line=line, column=column)
