"""What a problem is (RFC 9457); the kinds are in the files beside this one.

A problem's docstring says what happened and what to do: it is the default `detail` and its entry in the
docs. On respondent routes nothing else is ever said, so that no answer repeats what was sent.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One fault in a request.

    Attributes:
        pointer: JSON Pointer into the body (`/schools/0/eligible`), or `query/limit`, `path/…`, `header/…`;
            `line/3` for a line of an uploaded file, `roles.csv/line/3/role` in an archive of several.
        code: stable name of the fault.
        detail: what is allowed there.
        file: the uploaded file, or that one of an archive; None where nothing was uploaded.
        line: in the file, the header being 1; None where the whole file is meant.
        column: as the header names it, or its number; None where the whole line is meant.
    """

    pointer: str
    code: str
    detail: str
    file: str | None = None
    line: int | None = None
    column: str | None = None


class Problem(Exception):
    """An expected failure. Subclasses are the catalogue."""

    status: ClassVar[int]
    slug: ClassVar[str]
    title: ClassVar[str]
    catalogue: ClassVar[dict[str, type["Problem"]]] = {}

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail = detail or self.advice()
        self.errors = tuple(errors)
        self.headers = dict(headers or {})
        super().__init__(self.slug)

    def __init_subclass__(cls) -> None:
        if cls.slug in Problem.catalogue:
            raise TypeError(f"two problems are called {cls.slug}")
        Problem.catalogue[cls.slug] = cls

    @classmethod
    def advice(cls) -> str:
        """What happened and what to do, as one line of text."""
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())
