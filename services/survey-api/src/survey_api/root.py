"""`GET /`: where everything is."""

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field

router = APIRouter(tags=["root"])


class Urls(BaseModel):
    """The addresses of what exists, absolute."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "Throughline", "urls": {"schools": "https://survey.example/v1/schools"}}]
        }
    )

    name: str
    urls: dict[str, str] = Field(description="name of a collection or page: its address")


@router.get("/")
async def list_urls(request: Request) -> Urls:
    """List the addresses of collections and pages."""
    base = request.app.state.settings.public_url
    paths = {
        path.removeprefix("/v1").strip("/").replace("/", "_"): path
        for path, operations in request.app.openapi()["paths"].items()
        if "get" in operations and "{" not in path and path != "/"
    }
    paths |= {name: f"/{name}/" for name in request.app.state.pages}
    return Urls(name="Throughline", urls={name: base + path for name, path in paths.items()})
