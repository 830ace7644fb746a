"""How long exports can be fetched."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings


class ExportSettings(BaseSettings):
    """What an operator decides about exports."""

    export_days: Annotated[int, Field(ge=1, le=90)] = Field(
        default=7,
        description="Days after which the files of an export are deleted; they lie in the database.",
    )
