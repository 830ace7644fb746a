from typing import Literal

AgreementWord = Literal['moderate', 'strong', 'weak']

AGREEMENT_WORD_VALUES: set[AgreementWord] = { 'moderate', 'strong', 'weak',  }

def check_agreement_word(value: str) -> AgreementWord:
    if value in AGREEMENT_WORD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AGREEMENT_WORD_VALUES!r}")
