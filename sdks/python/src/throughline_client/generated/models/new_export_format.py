from typing import Literal

NewExportFormat = Literal['csv', 'edfi-jsonl', 'edfi-xml', 'ndjson', 'parquet', 'xlsx']

NEW_EXPORT_FORMAT_VALUES: set[NewExportFormat] = { 'csv', 'edfi-jsonl', 'edfi-xml', 'ndjson', 'parquet', 'xlsx',  }

def check_new_export_format(value: str) -> NewExportFormat:
    if value in NEW_EXPORT_FORMAT_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {NEW_EXPORT_FORMAT_VALUES!r}")
