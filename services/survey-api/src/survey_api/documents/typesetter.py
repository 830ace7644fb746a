"""Typst behind one door: a template of ours and data in, a tagged PDF out.

Data goes in as a value and the PDF comes back as bytes, so that no code of a card is ever on a disk. What
goes wrong is told without the data: a message of typst quotes the text it could not set.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final, Literal

import fontpkg_source_sans_3
import orjson
import typst

from survey_api.documents.glyphs import Glyphs

TEMPLATES: Final = Path(__file__).parent / "templates"
#: Documents in the making at the same time. Each takes some 20 to 400 ms of a core.
AT_ONCE: Final = 2
NICENESS: Final = 10

Template = Literal["poster", "cards", "report"]


def _stand_back() -> None:
    """Let everything else of the server go first, where a thread can have a priority of its own."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


class CannotTypesetError(RuntimeError):
    """A document could not be made; the message names its template and nothing of what it would have said."""


class Typesetter:
    """Makes documents in threads of its own; one for an application."""

    def __init__(self, *, templates: Path = TEMPLATES, at_once: int = AT_ONCE) -> None:
        self._templates = templates
        self._threads = ThreadPoolExecutor(at_once, "typesetter", initializer=_stand_back)

    async def pdf(self, template: Template, say: Callable[[], Mapping[str, Any]]) -> bytes:
        """Set a document. The same data gives the same bytes: there is no date in them, and no random id.

        Args:
            template: which of ours.
            say: makes what it says, in a thread too; see the functions of this folder.

        Raises:
            CannotTypesetError: it could not be made.
        """
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.set, template, say)

    def set(self, template: Template, say: Callable[[], Mapping[str, Any]]) -> bytes:
        """As `pdf`, in this thread."""
        try:
            printable = self._glyphs.printable(say())
            found = typst.compile(
                self._templates / f"{template}.typ",
                root=self._templates,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                sys_inputs={"data": orjson.dumps(printable).decode("utf-8")},
                pdf_standards=["ua-1"],
                # A template that wants a package finds none, and nothing is fetched.
                package_path=self._templates,
                package_cache_path=self._templates,
            )
        except BaseException:  # noqa: BLE001 - a panic of typst is no Exception, and its message quotes data too
            raise CannotTypesetError(f"the template {template} could not be set") from None
        return bytes(found)

    def close(self) -> None:
        """Finish what is being made, and take nothing more."""
        self._threads.shutdown()

    @cached_property
    def _font_files(self) -> Path:
        with as_file(files(fontpkg_source_sans_3) / "files") as folder:
            return folder

    @cached_property
    def _fonts(self) -> typst.Fonts:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[self._font_files]
        )

    @cached_property
    def _glyphs(self) -> Glyphs:
        return Glyphs.of(sorted(self._font_files.glob("*.ttf")))
