from typing import Literal

ReadinessMigrationHead = Literal['failing', 'ok']

READINESS_MIGRATION_HEAD_VALUES: set[ReadinessMigrationHead] = { 'failing', 'ok',  }

def check_readiness_migration_head(value: str) -> ReadinessMigrationHead:
    if value in READINESS_MIGRATION_HEAD_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {READINESS_MIGRATION_HEAD_VALUES!r}")
