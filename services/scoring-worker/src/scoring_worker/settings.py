"""Settings of the worker, read from the environment; each is described in docs/settings.md."""

from pathlib import Path
from typing import Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url

from scoring_worker.logs import WorkerError
from survey_core.tables.roles import Role, role_url

S = TypeVar("S", bound="ReleaseSettings")

_SECRET_BYTES_AT_LEAST = 32


class SettingsError(WorkerError):
    """The environment does not describe an installation that may start; the message says what to change."""


class ReleaseSettings(BaseSettings):
    """What the opener process needs: the database and the keys, nothing that reaches the network."""

    model_config = SettingsConfigDict(
        frozen=True, hide_input_in_errors=True, extra="ignore", env_ignore_empty=True
    )

    database_url: SecretStr | None = Field(
        default=None, description="PostgreSQL; the logins' own addresses are derived from it."
    )
    role_secret_file: Path | None = Field(
        default=None, description="File with the installation's role secret (hex)."
    )
    releaser_database_url: SecretStr | None = Field(
        default=None, description="Address of login releaser, instead of the derived one."
    )
    reporter_database_url: SecretStr | None = Field(
        default=None, description="Address of login reporter, instead of the derived one."
    )
    opener_key_dir: Path = Field(description="Wrapped opener keys; outside the data directory.")
    kek_dir: Path = Field(description="The keys they are wrapped under; destroying these is the destruction.")
    data_dir: Path | None = Field(
        default=None, description="The servers' data directory; key directories under it are refused."
    )
    release_durability: Literal["local", "standby", "archive"] = Field(
        default="local", description="What a release waits for before it destroys the keys."
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @field_validator("release_durability")
    @classmethod
    def _refuse_archive(cls, value: str) -> str:
        if value == "archive":
            raise ValueError(
                "RELEASE_DURABILITY=archive is not available in this version, because nothing here can prove "
                "that an archived segment can be read back; use 'local', or 'standby' with "
                "synchronous_standby_names"
            )
        return value

    @model_validator(mode="after")
    def _check_addresses_and_directories(self) -> Self:
        derived = self.database_url is not None and self.role_secret_file is not None
        given = self.releaser_database_url is not None and self.reporter_database_url is not None
        if not (derived or given):
            raise ValueError(
                "set DATABASE_URL and ROLE_SECRET_FILE, "
                "or both RELEASER_DATABASE_URL and REPORTER_DATABASE_URL"
            )
        opener, kek = self.opener_key_dir.resolve(), self.kek_dir.resolve()
        if opener.is_relative_to(kek) or kek.is_relative_to(opener):
            raise ValueError("OPENER_KEY_DIR and KEK_DIR must be two directories, neither inside the other")
        for name, directory in (("OPENER_KEY_DIR", opener), ("KEK_DIR", kek)):
            if self.data_dir is not None and directory.is_relative_to(self.data_dir.resolve()):
                raise ValueError(f"{name} lies under DATA_DIR: a copy of the data would hold the keys")
        return self

    def url_of(self, role: Role) -> str:
        """The address of one of the worker's two logins.

        Raises:
            ValueError: another role, or the role secret is too short.
        """
        given = {Role.RELEASER: self.releaser_database_url, Role.REPORTER: self.reporter_database_url}
        if role not in given:
            raise ValueError(f"the worker has no login {role}")
        if (url := given[role]) is not None:
            asyncpg = make_url(url.get_secret_value()).set(drivername="postgresql+asyncpg")
            return asyncpg.render_as_string(hide_password=False)
        if self.database_url is None or self.role_secret_file is None:
            raise ValueError("DATABASE_URL and ROLE_SECRET_FILE are needed")
        secret = bytes.fromhex(self.role_secret_file.read_text(encoding="ascii").strip())
        if len(secret) < _SECRET_BYTES_AT_LEAST:
            raise ValueError(f"the role secret must have at least {2 * _SECRET_BYTES_AT_LEAST} hex digits")
        return role_url(self.database_url.get_secret_value(), role, secret)

    def environment(self) -> dict[str, str]:
        """The same settings as environment variables, for the opener process."""
        values: dict[str, str] = {}
        for name in ReleaseSettings.model_fields:
            value = getattr(self, name)
            if value is not None:
                values[name.upper()] = (
                    value.get_secret_value() if isinstance(value, SecretStr) else str(value)
                )
        return values


class WorkerSettings(ReleaseSettings):
    """Everything the running worker needs."""

    nats_url: SecretStr = Field(description="NATS with JetStream; may carry a token.")
    rolling_tick_seconds: int = Field(
        default=86_400,
        ge=1,
        description="Rolling mode: the fixed tick at which an interim release may happen.",
    )
    reconcile_seconds: int = Field(
        default=60, ge=1, le=3_600, description="How often due and interrupted releases are looked for."
    )
    progress_hour: int = Field(
        default=10, ge=0, le=23, description="Hour of the day (UTC) at which progress is written."
    )
    worker_metrics_port: int | None = Field(
        default=None, ge=1, le=65_535, description="TCP port where Prometheus reads. Empty: no metrics."
    )
    metrics_host: str = Field(default="127.0.0.1", description="Address of the port.")


def load(kind: type[S]) -> S:
    """Read the environment.

    Raises:
        SettingsError: naming every variable that is missing or wrong, never its value.
    """
    try:
        return kind()
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])).upper() or 'settings'}: {fault['msg']}"
            for fault in error.errors(include_input=False, include_url=False)
        )
        raise SettingsError(f"the environment is incomplete: {faults}") from None
