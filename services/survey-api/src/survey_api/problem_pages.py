"""`/v1/problems`: where the `type` of every problem leads."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from survey_api.problems import NotFound, Problem
from survey_api.rendering import problem_responses

router = APIRouter(prefix="/v1/problems", tags=["problems"])


class ProblemPage(BaseModel):
    """One kind of problem."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "code": "not-found",
                    "status": 404,
                    "title": "Not found",
                    "advice": "There is nothing here, or it belongs to somebody else.",
                }
            ]
        }
    )

    code: str
    status: int
    title: str
    advice: str


class Catalogue(BaseModel):
    """Every kind of problem."""

    data: list[ProblemPage]


@router.get("")
async def list_problems() -> Catalogue:
    """List every kind of problem this API answers with."""
    return Catalogue(data=[_show(kind) for kind in Problem.catalogue.values()])


@router.get("/{code}", responses=problem_responses(NotFound))
async def get_problem(code: str) -> ProblemPage:
    """Explain one kind of problem."""
    if (kind := Problem.catalogue.get(code)) is None:
        raise NotFound
    return _show(kind)


def _show(kind: type[Problem]) -> ProblemPage:
    return ProblemPage(code=kind.slug, status=kind.status, title=kind.title, advice=kind.advice())
