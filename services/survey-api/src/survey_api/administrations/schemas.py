"""Administrations as they are sent and answered."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from survey_api.shapes import NO_CONTROLS, Answer, Body, Moment, Name, UtcTime
from survey_core.instruments.parts import IDENTIFIER
from survey_core.sealing.manifest import MAX_SUBGROUP_TABLES

State = Literal["draft", "ready", "open", "closed", "published"]
ReleaseMode = Literal["sealed", "rolling"]

_ID = "019a9f2e-7c00-7000-8000-000000000004"
_SCHOOL = "019a9f2e-7c00-7000-8000-000000000002"
_NOTE: JsonDict = {
    "code": "nothing_can_be_shown",
    "participation": "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11",
    "text": "Hill School has 3 eligible people: below 5 answers nothing is shown.",
}
_POLICY: JsonDict = {
    "title": "Autumn 2026",
    "access": "cards",
    "release_mode": "sealed",
    "k": 5,
    "repeat_within_90_days": False,
    "grace_hours": 24,
    "subgroup_tables": [],
    "opens_at": "2026-11-23T08:00:00Z",
    "closes_at": "2026-12-04T17:00:00Z",
    "closes_no_later_than": "2026-12-11T17:00:00Z",
}


Access = Literal["cards", "email", "open", "import"]
Eligible = Annotated[int, Field(ge=1, le=100_000, strict=True)]
SmallestGroup = Annotated[
    int, Field(ge=5, le=100, strict=True, description="Smallest group ever reported; never below 5.")
]
GraceHours = Annotated[
    int,
    Field(ge=0, le=168, strict=True, description="Hours after the close in which a held pass works."),
]
SubgroupTables = Annotated[
    list[Annotated[str, Field(max_length=64, pattern=IDENTIFIER)]],
    Field(
        max_length=MAX_SUBGROUP_TABLES,
        json_schema_extra={"uniqueItems": True},
        description="Background questions of the instrument that are asked, and by whose answers factor"
        " scores are shown apart. Only with access `cards` or `email` and release mode `sealed`.",
    ),
]
Word = Annotated[
    str, Field(min_length=3, max_length=100, description="Shown in the meeting; for access `open` only.")
]


Repeat = Annotated[
    bool,
    Field(
        strict=True,
        description=(
            "Allow it although a school is asked the same questionnaire less than 90 days before or after:"
            " its profiles then show no single statements. Audited."
        ),
    ),
]


class TakingPart(Body):
    """A school that takes part."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"school": _SCHOOL, "eligible": 42}]})

    school: UUID
    eligible: Eligible | None = Field(
        default=None, description="People who may answer. May be left out only for access `import`."
    )


class NewAdministration(Body):
    """An administration to plan."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _POLICY
                | {
                    "instrument": "internal-coherence",
                    "version": "1.0.0",
                    "schools": [{"school": _SCHOOL, "eligible": 42}],
                }
            ]
        }
    )

    title: Name
    instrument: Annotated[
        str, Field(max_length=64, pattern=NO_CONTROLS, description="Id of a stored instrument.")
    ]
    version: Annotated[str, Field(max_length=32, pattern=NO_CONTROLS)]
    district: UUID | None = Field(default=None, description="Needed with an operator's key only.")
    access: Access
    release_mode: ReleaseMode = "sealed"
    k: SmallestGroup = 5
    grace_hours: GraceHours = 24
    opens_at: Moment
    closes_at: Moment
    closes_no_later_than: Moment | None = Field(
        default=None, description="The latest end an extension may set; left out: `closes_at`."
    )
    word: Word | None = None
    repeat_within_90_days: Repeat = False
    subgroup_tables: SubgroupTables = Field(default_factory=list)
    schools: Annotated[list[TakingPart], Field(max_length=2000)] = Field(default_factory=list)


class AdministrationChanges(Body):
    """What may change while it is a draft; what is left out stays."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"closes_at": "2026-12-09T17:00:00Z"}]})

    title: Name | None = None
    release_mode: ReleaseMode | None = None
    k: SmallestGroup | None = None
    grace_hours: GraceHours | None = None
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    closes_no_later_than: Moment | None = None
    word: Word | None = None
    repeat_within_90_days: Repeat | None = None
    subgroup_tables: SubgroupTables | None = Field(
        default=None, description="As when it was created; an empty list asks nothing about the person."
    )


class NewParticipations(Body):
    """Schools to add to a draft."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"schools": [{"school": _SCHOOL, "eligible": 42}]}]}
    )

    schools: Annotated[list[TakingPart], Field(min_length=1, max_length=2000)]


class Extension(Body):
    """A later end."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"closes_at": "2026-12-11T17:00:00Z"}]})

    closes_at: Moment


class InstrumentVersion(Answer):
    """Which questionnaire is asked."""

    id: str
    version: str
    digest: str


class AdministrationNote(Answer):
    """Something to decide before anybody is asked; it stops nothing."""

    model_config = ConfigDict(json_schema_extra={"examples": [_NOTE]})

    code: Literal["nothing_can_be_shown", "scores_only"] = Field(
        description="The most that can ever be shown of so few eligible people."
    )
    participation: UUID
    text: str


class Administration(Answer):
    """An administration."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                _POLICY
                | {
                    "id": _ID,
                    "district": "019a9f2e-7c00-7000-8000-000000000001",
                    "instrument": {
                        "id": "internal-coherence",
                        "version": "1.0.0",
                        "digest": "sha256:" + "0f" * 32,
                    },
                    "state": "draft",
                    "custody": "file",
                    "closed_at": None,
                    "participations": ["7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11"],
                    "notes": [_NOTE],
                }
            ]
        }
    )

    id: UUID
    district: UUID
    title: str
    instrument: InstrumentVersion
    state: State
    access: Access
    release_mode: ReleaseMode
    custody: Literal["file"]
    k: int
    repeat_within_90_days: bool
    grace_hours: int
    subgroup_tables: list[str] = Field(description="Background questions asked, in the instrument's order.")
    opens_at: UtcTime
    closes_at: UtcTime
    closes_no_later_than: UtcTime
    closed_at: UtcTime | None
    participations: list[UUID] = Field(
        description="One for each school or reporting unit, in order of the ids they are published under."
    )
    notes: list[AdministrationNote] = Field(
        description="Schools so small that little or nothing can be shown."
    )


class SchoolProgress(Answer):
    """How far a school is, as of the last fixed hour: a count rounded down, or a band for small schools."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "participation": "7f0c4c62-3c7e-4b6e-9a55-0d8f4d9f9d11",
                    "school": _SCHOOL,
                    "schools": [_SCHOOL],
                    "state": "open",
                    "eligible": 42,
                    "completed_at_least": 25,
                    "band": None,
                }
            ]
        }
    )

    participation: UUID
    school: UUID = Field(description="The school, or the reporting unit of several.")
    schools: list[UUID] = Field(
        description="One, or all schools of the unit; there is no progress of one of them."
    )
    state: str
    eligible: int | None
    completed_at_least: int | None = Field(description="Rounded down to a multiple of five.")
    band: str | None = Field(
        description="Instead of a count where the manifest names fewer than 20 people, and of its number: no "
        "correction moves it."
    )


class Progress(Answer):
    """Progress of every school, in order of the schools' ids."""

    data: list[SchoolProgress]
