from typing import Literal

AuditEntryActorType0 = Literal['api_key', 'client', 'person']

AUDIT_ENTRY_ACTOR_TYPE_0_VALUES: set[AuditEntryActorType0] = { 'api_key', 'client', 'person',  }

def check_audit_entry_actor_type_0(value: str) -> AuditEntryActorType0:
    if value in AUDIT_ENTRY_ACTOR_TYPE_0_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {AUDIT_ENTRY_ACTOR_TYPE_0_VALUES!r}")
