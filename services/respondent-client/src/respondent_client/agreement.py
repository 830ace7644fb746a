"""What a respondent agrees to before checking in: one manifest, checked and pinned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from respondent_client.errors import ManifestRefused, QuestionsRefused, WrongPoster
from survey_core.sealing.errors import MalformedManifest
from survey_core.sealing.manifest import Manifest, parse_manifest
from survey_core.sealing.manifest import pin as pin_of
from survey_core.sealing.words import check_words


@dataclass(frozen=True, slots=True)
class Agreement:
    """A manifest as served: the exact bytes count, so they are kept."""

    data: bytes
    manifest: Manifest

    @classmethod
    def read(cls, data: bytes, *, participation: str, pin: bytes | None = None) -> Self:
        """Check served bytes before trusting anything in them.

        Args:
            data: bytes as served.
            participation: the id on the poster or card.
            pin: 32 bytes from the poster; without it a person compares `words`.

        Returns:
            The agreement.

        Raises:
            WrongPoster: the bytes do not have this pin.
            ManifestRefused: malformed, or of another participation.
        """
        if pin is not None and pin_of(data) != pin:
            raise WrongPoster("this is not the survey on the poster: do not answer, tell your colleagues")
        try:
            manifest = parse_manifest(data)
        except MalformedManifest as error:
            raise ManifestRefused(f"do not answer, tell your colleagues: {error}") from None
        if manifest.participation != participation:
            raise ManifestRefused("the server sent another school's manifest: do not answer")
        return cls(data=data, manifest=manifest)

    def check_questions(self, questionnaire: Mapping[str, Any]) -> None:
        """Hold the questions against the manifest: nobody may be asked more about themselves than it says.

        Args:
            questionnaire: as the server gave it.

        Raises:
            QuestionsRefused: another instrument, other background questions, or other schools.
        """
        manifest = self.manifest
        try:
            digest = questionnaire["instrument"]["digest"]
            asked = [question["id"] for question in questionnaire["background"]]
            unit = questionnaire["reporting_unit"]
            n_schools = 0 if unit is None else len(unit["schools"])
        except (KeyError, TypeError):
            raise QuestionsRefused("the server sent no questionnaire: do not answer") from None
        if digest != manifest.instrument_digest or n_schools != len(manifest.schools or ()):
            raise QuestionsRefused("the server sent another survey's questions: do not answer")
        if asked != list(manifest.subgroup_tables):
            raise QuestionsRefused(
                "the server asks other things about you than the manifest says: do not answer"
            )

    @property
    def pin(self) -> bytes:
        """SHA-256 of the manifest's bytes, 32 bytes."""
        return pin_of(self.data)

    @property
    def words(self) -> tuple[str, ...]:
        """Six check words: are these on the poster and on a colleague's phone?"""
        return check_words(self.pin)
