"""Whether the process lives and whether what it needs is there."""

from survey_api.health.endpoints import router

__all__ = ["router"]
