from typing import Literal

ExportLanguage = Literal['en', 'es']

EXPORT_LANGUAGE_VALUES: set[ExportLanguage] = { 'en', 'es',  }

def check_export_language(value: str) -> ExportLanguage:
    if value in EXPORT_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {EXPORT_LANGUAGE_VALUES!r}")
