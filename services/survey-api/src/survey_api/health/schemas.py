"""Answers about health."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Part = Literal["ok", "failing"]


class Alive(BaseModel):
    """The process runs."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"status": "alive"}]})

    status: Literal["alive"]


class Readiness(BaseModel):
    """Each part that is needed, and whether all are there."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "ready",
                    "database": "ok",
                    "broker": "ok",
                    "migration_head": "ok",
                    "key_store": "ok",
                }
            ]
        }
    )

    status: Literal["ready", "not_ready"]
    database: Part
    broker: Part
    migration_head: Part
    key_store: Part
