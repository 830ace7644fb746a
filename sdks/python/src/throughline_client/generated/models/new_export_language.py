from typing import Literal

NewExportLanguage = Literal['en', 'es']

NEW_EXPORT_LANGUAGE_VALUES: set[NewExportLanguage] = { 'en', 'es',  }

def check_new_export_language(value: str) -> NewExportLanguage:
    if value in NEW_EXPORT_LANGUAGE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_EXPORT_LANGUAGE_VALUES!r}")
