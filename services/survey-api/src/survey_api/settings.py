"""Settings of the API and of its migrations, read from the environment. No secret has a default."""

from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from survey_api.exports.settings import ExportSettings
from survey_api.mail.settings import MailSettings
from survey_api.operation_settings import OperationSettings
from survey_api.origins import check_origin, check_url, origin_of
from survey_api.webhooks.settings import WebhookSettings
from survey_core.tables.roles import Role, role_url

ROLE_SECRET_BYTES: Final = 32

S = TypeVar("S", bound="DatabaseSettings")


def _words(given: object) -> object:
    """Split a variable's text; what is no text is left for the field to judge."""
    return tuple(given.replace(",", " ").split()) if isinstance(given, str) else given


class SettingsError(Exception):
    """The environment does not describe an installation that may start; the message says what to change."""


class DatabaseSettings(BaseSettings):
    """Where PostgreSQL is and how its logins are reached."""

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    database_url: SecretStr = Field(
        description="PostgreSQL URL of a login that may create roles. Only `survey_api.migrate` connects "
        "with it; the services derive the URLs of their own logins from it."
    )
    role_secret_file: Path = Field(
        description="File with the installation's secret (64 hex digits or more) from which the passwords of "
        "the logins are derived. `survey_api.migrate` creates it, mode 0600, when its directory exists."
    )
    admin_database_url: SecretStr | None = Field(
        default=None, description="URL of the login `throughline_admin`, instead of the derived one."
    )

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, url: SecretStr) -> SecretStr:
        try:
            backend = make_url(url.get_secret_value()).get_backend_name()
        except ArgumentError:
            backend = ""
        if backend != "postgresql":
            raise ValueError("must look like postgresql://user:password@host/database")
        return url

    def login_url(self, role: Role) -> str:
        """Return the asyncpg URL of a login.

        Raises:
            SettingsError: the role secret is missing or malformed.
        """
        given: SecretStr | None = getattr(self, f"{role.name.lower()}_database_url", None)
        if given is not None:
            return _asyncpg(given)
        return role_url(self.database_url.get_secret_value(), role, read_role_secret(self.role_secret_file))


class MigrationSettings(DatabaseSettings):
    """What `python -m survey_api.migrate` reads."""

    migrator_database_url: SecretStr | None = Field(
        default=None,
        description="URL of the login `throughline_migrator`, for migrations after the first with fewer "
        "rights than `DATABASE_URL`; the passwords of the logins are then left as they are.",
    )
    admin_key_file: Path | None = Field(
        default=None,
        description="Where `survey_api.migrate` writes the operator's first API key (mode 0600) unless the "
        "file already holds one that works. Empty: no key is made.",
    )

    @property
    def migration_url(self) -> str:
        """The asyncpg URL that migrations connect with."""
        return _asyncpg(self.migrator_database_url or self.database_url)


class Settings(OperationSettings, ExportSettings, WebhookSettings, MailSettings, DatabaseSettings):
    """What the API reads. Every field is in docs/settings.md; `make check` compares the two."""

    nats_url: str = Field(description="URL of NATS with JetStream.", examples=["nats://127.0.0.1:4222"])
    issuer_key_dir: Path = Field(
        description="Directory (mode 0700) of the keys that sign passes and access tokens. Keep it outside "
        "`DATA_DIR` and outside every backup."
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Where integrators and respondents' phones reach this API; used in links, and in "
        "posters, cards and messages unless `PAGES_URL` is set.",
    )
    cors_origins: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_words)] = Field(
        default=(),
        description="Origins of pages that another host serves, separated by spaces or commas, each exactly "
        "as browsers write it (`https://pages.example`). Credentials are never allowed.",
    )
    pages_url: str | None = Field(
        default=None,
        description="Where another host serves the pages; goes into posters, cards and messages. Its origin "
        "must be among `CORS_ORIGINS`.",
    )
    frontend_dist: Path | None = Field(
        default=None, description="Directory of the built pages, served under /survey/ and /results/."
    )
    host: str = Field(default="127.0.0.1", description="Address that `python -m survey_api` listens on.")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8000, description="TCP port that `python -m survey_api` listens on."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Least severity that is logged. Respondent routes are never logged."
    )
    session_idle_minutes: Annotated[int, Field(ge=5, le=480)] = Field(
        default=30, description="Signed-in people who did nothing for so long have to sign in again."
    )
    session_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        default=8, description="Signed-in people have to sign in again after so long, whatever they did."
    )
    data_dir: Path | None = Field(
        default=None,
        description="Data directory on this machine, if there is one: a key directory under it is refused.",
    )
    database_pool_size: Annotated[int, Field(ge=1, le=100)] = Field(
        default=10, description="Most connections one process opens for each of its three logins."
    )
    issuer_database_url: SecretStr | None = Field(
        default=None, description="URL of the login `throughline_issuer`, instead of the derived one."
    )
    collector_database_url: SecretStr | None = Field(
        default=None, description="URL of the login `throughline_collector`, instead of the derived one."
    )

    @field_validator("cors_origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(check_origin(origin) for origin in origins)

    @field_validator("public_url", "pages_url")
    @classmethod
    def _without_slash(cls, url: str | None) -> str | None:
        return None if url is None else check_url(url).rstrip("/")

    @field_validator("pages_url")
    @classmethod
    def _may_call(cls, url: str | None, info: ValidationInfo) -> str | None:
        known = {origin_of(info.data.get("public_url", "")), *info.data.get("cors_origins", ())}
        if url is not None and origin_of(url) not in known:
            raise ValueError("its origin must be among CORS_ORIGINS, or phones could not call the API")
        return url

    @property
    def respondents_url(self) -> str:
        """Where the pages are: what posters, cards and messages lead to."""
        return self.pages_url or self.public_url


def load(kind: type[S]) -> S:
    """Read the environment.

    Raises:
        SettingsError: naming every variable that is missing or wrong, never its value.
    """
    try:
        return kind()
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"the environment is incomplete: {faults}") from None


def read_role_secret(path: Path) -> bytes:
    """Read the installation's role secret.

    Raises:
        SettingsError: no such file, or it does not hold at least 32 bytes in hex.
    """
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii"))
    except OSError as error:
        raise SettingsError(f"ROLE_SECRET_FILE cannot be read ({error.strerror}): {path}") from None
    except ValueError:
        raise SettingsError(f"ROLE_SECRET_FILE must hold hexadecimal digits: {path}") from None
    if len(secret) < ROLE_SECRET_BYTES:
        raise SettingsError(f"ROLE_SECRET_FILE must hold at least {2 * ROLE_SECRET_BYTES} digits: {path}")
    return secret


def _asyncpg(url: SecretStr) -> str:
    parsed = make_url(url.get_secret_value()).set(drivername="postgresql+asyncpg")
    return parsed.render_as_string(hide_password=False)
