"""Published results in the names of the Ed-Fi Data Standard 5.2: surveys, and indicators of schools.

There is no response in it, of a person or of a section: `SurveySectionAggregateResponse` is the standard's
place for the evaluation of staff, and this is none.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from survey_api.exports.files.columns import Words
from survey_api.exports.files.edfi_files import JsonLines, XmlFiles
from survey_api.exports.files.edfi_numbers import Numbers
from survey_api.exports.files.edfi_texts import code_of, cut
from survey_api.exports.files.texts import words_in

Resource: TypeAlias = dict[str, Any]
Part: TypeAlias = Mapping[str, Any]

DATA_STANDARD: Final = "5.2"
NAMESPACE: Final = "uri://throughline"
ED_FI: Final = "uri://ed-fi.org"
#: Month with which a school year begins.
_JULY: Final = 7
_LONGEST_CODE: Final = 50


class EdFiFiles:
    """One administration as surveys and indicators, for `packing.make`."""

    def __init__(self, folder: Path, *, as_xml: bool, language: str) -> None:
        self._files: XmlFiles | JsonLines = XmlFiles(folder) if as_xml else JsonLines(folder)
        self._words = words_in(language)
        self._numbers = Numbers()
        self._instrument: Part = {}
        self._sections: dict[str, str] = {}
        self._descriptors: dict[str, Resource] = {}

    @property
    def remarks(self) -> dict[str, Any]:
        """What the manifest says besides: how schools got their numbers, and whose were made up."""
        told = {"data_standard": DATA_STANDARD, "namespace": NAMESPACE}
        return {"edfi": told | self._numbers.remarks}

    def take(self, kind: str, raw: bytes, document: dict[str, Any]) -> None:  # noqa: ARG002 - of the protocol
        """Take the instrument, then the profiles; summaries have no place in the standard."""
        if kind == "instrument":
            self._instrument = document
            self._sections = section_titles(document, self._words)
        elif kind == "profile":
            number = self._numbers.of(document["school"])
            for name, resource in self._survey(document, number):
                self._files.write(name, resource)
            self._files.write(*self._organization(document, number))

    def finish(self) -> tuple[list[Path], dict[str, int]]:
        """Every file, the descriptors of our own last."""
        for uri in sorted(self._descriptors):
            self._files.write("descriptors", self._descriptors[uri])
        return self._files.close()

    def _survey(self, document: Part, number: int) -> Iterator[tuple[str, Resource]]:
        reference = {"surveyIdentifier": document["id"], "namespace": NAMESPACE}
        year = school_year(date.fromisoformat(document["released_on"]))
        survey = reference | {
            "educationOrganizationReference": {"educationOrganizationId": number},
            "surveyTitle": cut(
                f"{self._words(self._instrument['title'])}: {document['school']['name']}", 255
            ),
            "schoolYearTypeReference": {"schoolYear": year},
            "surveyCategoryDescriptor": f"{ED_FI}/SurveyCategoryDescriptor#Teacher",
        }
        eligible = document["participation"]["eligible"]
        yield "surveys", survey | ({} if eligible is None else {"numberAdministered": eligible})
        for title in self._sections.values():
            yield "surveySections", {"surveyReference": reference, "surveySectionTitle": title}
        for domain in self._instrument["domains"]:
            for factor in domain["factors"]:
                section = reference | {"surveySectionTitle": self._sections[factor["id"]]}
                for item in factor["items"]:
                    yield "surveyQuestions", self._question(item, reference, section)

    def _question(self, item: Part, reference: Resource, section: Resource) -> Resource:
        points = self._instrument["scales"][item["scale"]]["points"]
        return {
            "questionCode": code_of(item["id"], longest=60),
            "surveyReference": reference,
            "questionFormDescriptor": f"{ED_FI}/QuestionFormDescriptor#Radio box",
            "questionText": cut(self._words(item["text"]), 1024),
            "responseChoices": [
                {
                    "sortOrder": place,
                    "numericValue": point["value"],
                    "textValue": cut(self._words(point["label"]), 255),
                }
                for place, point in enumerate(points, start=1)
            ],
            "surveySectionReference": section,
        }

    def _organization(self, document: Part, number: int) -> tuple[str, Resource]:
        school = document["school"]
        is_unit = bool(school.get("members"))
        category = "Education Organization Network" if is_unit else "School"
        found: Resource = {
            "identificationCodes": identification(school),
            "nameOfInstitution": cut(school["name"], 75),
            "educationOrganizationCategories": [
                {
                    "educationOrganizationCategoryDescriptor":
                        f"{ED_FI}/EducationOrganizationCategoryDescriptor#{category}"
                }
            ],
            "indicators": [
                self._indicator(document, domain, factor)
                for domain in document["domains"]
                for factor in domain["factors"]
            ],
        }  # fmt: skip
        if is_unit:
            purpose = self._own("NetworkPurpose", "throughline", "Reported together", "Answered together")
            network = {"educationOrganizationNetworkId": number, "networkPurposeDescriptor": purpose}
            return "educationOrganizationNetworks", found | network
        # Results know no grades; the standard wants one of every school.
        grades = [{"gradeLevelDescriptor": f"{ED_FI}/GradeLevelDescriptor#Other"}]
        return "schools", found | {"schoolId": number, "gradeLevels": grades}

    def _indicator(self, document: Part, domain: Part, factor: Part) -> Resource:
        """A factor's score and level. What is hidden has no value, and a level that names the reason."""
        host = f"{document['instrument']['id']}.throughline"
        title, group = self._words(factor["title"]), self._words(domain["title"])
        score, level = factor["score"], factor["level"]
        indicator = {
            "indicatorDescriptor": self._own("Indicator", host, factor["id"], title),
            "designatedBy": "Throughline",
        }
        if not is_hidden(score):
            sign = {"exact": "", "at_most": "<=", "at_least": ">="}[score["bound"]]
            indicator["indicatorValue"] = f"{sign}{score['mean']}"
        hidden = next((one for one in (score, level) if is_hidden(one)), None)
        name = level["name"] if hidden is None else f"suppressed: {hidden['reason']}"
        return indicator | {
            "indicatorLevelDescriptor": self._own("IndicatorLevel", host, name, name),
            "indicatorGroupDescriptor": self._own("IndicatorGroup", host, domain["id"], group),
            "periods": [{"beginDate": document["released_on"]}],
        }

    def _own(self, kind: str, host: str, name: str, description: str) -> str:
        """A descriptor of our own; whoever loads the files loads these first."""
        space, code = f"uri://{host}/{kind}Descriptor", code_of(name, longest=_LONGEST_CODE)
        uri = f"{space}#{code}"
        self._descriptors[uri] = {
            "kind": f"{kind}Descriptor",
            "codeValue": code,
            "shortDescription": cut(description, 75),
            "description": cut(description, 1024),
            "namespace": space,
        }
        return uri


def section_titles(instrument: Part, words: Words) -> dict[str, str]:
    """Factor id to the title of its section: the standard knows sections by their title, so each once."""
    titles: dict[str, str] = {}
    for domain in instrument["domains"]:
        for factor in domain["factors"]:
            title = cut(f"{words(domain['title'])}: {words(factor['title'])}", 255)
            if title in titles.values():
                title = f"{cut(title, 180)} ({factor['id']})"
            titles[factor["id"]] = title
    return titles


def identification(school: Part) -> list[dict[str, str]]:
    """A school's identifiers as texts; leading zeros stay."""
    systems = {
        "nces": f"{ED_FI}/EducationOrganizationIdentificationSystemDescriptor#NCES",
        "state": f"{ED_FI}/EducationOrganizationIdentificationSystemDescriptor#SEA",
        "local": f"{ED_FI}/EducationOrganizationIdentificationSystemDescriptor#LEA",
    }
    return [
        {
            "identificationCode": code_of(one["value"], longest=60),
            "educationOrganizationIdentificationSystemDescriptor": systems[one["system"]],
        }
        for one in school["external_ids"]
        if one["system"] in systems
    ]


def school_year(day: date) -> int:
    """The school year a day is in, named by the year it ends in; it begins in July."""
    return day.year + (day.month >= _JULY)


def is_hidden(part: Part) -> bool:
    """Whether a part of a document is suppressed."""
    return part.get("suppressed") is True
