"""Ed-Fi resources on disk: the bulk interchanges in XML, or the REST API's own objects, one a line."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias
from xml.etree import ElementTree as ET  # nosec B405 - only written

import orjson

Resource: TypeAlias = Mapping[str, Any]

XML_NAMESPACE: Final = "http://ed-fi.org/5.2.0"
_NAMES: Final = (
    *("surveys", "surveySections", "surveyQuestions"),
    *("schools", "educationOrganizationNetworks", "descriptors"),
)
#: Everything that XML 1.0 has no way to write.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JsonLines:
    """A file a resource, named as the REST API names it."""

    def __init__(self, folder: Path) -> None:
        self._paths = {name: folder / f"{name}.jsonl" for name in _NAMES}
        self._files = {name: path.open("wb") for name, path in self._paths.items()}
        self._rows = dict.fromkeys(_NAMES, 0)

    def write(self, name: str, resource: Resource) -> None:
        """Add a resource."""
        self._files[name].write(orjson.dumps(resource) + b"\n")
        self._rows[name] += 1

    def close(self) -> tuple[list[Path], dict[str, int]]:
        """Finish."""
        for opened in self._files.values():
            opened.close()
        return list(self._paths.values()), self._rows


class XmlFiles:
    """The interchanges: survey metadata, organisations with their indicators, descriptors of our own."""

    _PLACES: Final[Mapping[str, str]] = {
        **dict.fromkeys(("surveys", "surveySections", "surveyQuestions"), "Survey"),
        **dict.fromkeys(("schools", "educationOrganizationNetworks"), "EducationOrganization"),
        "descriptors": "Descriptors",
    }

    def __init__(self, folder: Path) -> None:
        kinds = dict.fromkeys(self._PLACES.values())
        self._paths = {kind: folder / f"{kind}.xml" for kind in kinds}
        self._files = {kind: path.open("w", encoding="utf-8") for kind, path in self._paths.items()}
        self._rows = dict.fromkeys(_NAMES, 0)
        for kind, opened in self._files.items():
            opened.write('<?xml version="1.0" encoding="UTF-8"?>\n')
            opened.write(f'<Interchange{kind} xmlns="{XML_NAMESPACE}">\n')

    def write(self, name: str, resource: Resource) -> None:
        """Add a resource."""
        element = _ELEMENTS[name](resource)
        self._files[self._PLACES[name]].write(ET.tostring(element, encoding="unicode") + "\n")
        self._rows[name] += 1

    def close(self) -> tuple[list[Path], dict[str, int]]:
        """Finish; an interchange with nothing in it would not be valid, and is left out."""
        for kind, opened in self._files.items():
            opened.write(f"</Interchange{kind}>\n")
            opened.close()
        filled = {self._PLACES[name] for name, n in self._rows.items() if n}
        for kind in self._paths.keys() - filled:
            self._paths[kind].unlink()
        return [path for kind, path in self._paths.items() if kind in filled], self._rows


def _add(parent: ET.Element, name: str, value: object = None) -> ET.Element:
    element = ET.SubElement(parent, name)
    if value is not None:
        element.text = _NOT_XML.sub("�", str(value))
    return element


def _survey(resource: Resource) -> ET.Element:
    element = ET.Element("Survey")
    _add(element, "SurveyIdentifier", resource["surveyIdentifier"])
    _add(element, "Namespace", resource["namespace"])
    identity = _add(_add(element, "EducationOrganizationReference"), "EducationOrganizationIdentity")
    number = resource["educationOrganizationReference"]["educationOrganizationId"]
    _add(identity, "EducationOrganizationId", number)
    _add(element, "SurveyTitle", resource["surveyTitle"])
    year = resource["schoolYearTypeReference"]["schoolYear"]
    _add(element, "SchoolYear", f"{year - 1}-{year}")
    _add(element, "SurveyCategory", resource["surveyCategoryDescriptor"])
    if "numberAdministered" in resource:
        _add(element, "NumberAdministered", resource["numberAdministered"])
    return element


def _reference(parent: ET.Element, reference: Resource) -> None:
    identity = _add(_add(parent, "SurveyReference"), "SurveyIdentity")
    _add(identity, "SurveyIdentifier", reference["surveyIdentifier"])
    _add(identity, "Namespace", reference["namespace"])


def _section(resource: Resource) -> ET.Element:
    element = ET.Element("SurveySection")
    _reference(element, resource["surveyReference"])
    _add(element, "SurveySectionTitle", resource["surveySectionTitle"])
    return element


def _question(resource: Resource) -> ET.Element:
    element = ET.Element("SurveyQuestion")
    _add(element, "QuestionCode", resource["questionCode"])
    _reference(element, resource["surveyReference"])
    _add(element, "QuestionForm", resource["questionFormDescriptor"])
    _add(element, "QuestionText", resource["questionText"])
    for choice in resource["responseChoices"]:
        inner = _add(element, "ResponseChoice")
        _add(inner, "SortOrder", choice["sortOrder"])
        _add(inner, "NumericValue", choice["numericValue"])
        _add(inner, "TextValue", choice["textValue"])
    section = resource["surveySectionReference"]
    identity = _add(_add(element, "SurveySectionReference"), "SurveySectionIdentity")
    _reference(identity, section)
    _add(identity, "SurveySectionTitle", section["surveySectionTitle"])
    return element


def _organization(resource: Resource, *, name: str) -> ET.Element:
    element = ET.Element(name)
    for one in resource["identificationCodes"]:
        code = _add(element, "EducationOrganizationIdentificationCode")
        _add(code, "IdentificationCode", one["identificationCode"])
        system = one["educationOrganizationIdentificationSystemDescriptor"]
        _add(code, "EducationOrganizationIdentificationSystem", system)
    _add(element, "NameOfInstitution", resource["nameOfInstitution"])
    for one in resource["educationOrganizationCategories"]:
        _add(element, "EducationOrganizationCategory", one["educationOrganizationCategoryDescriptor"])
    for one in resource["indicators"]:
        _indicator(_add(element, "EducationOrganizationIndicator"), one)
    return element


def _indicator(element: ET.Element, indicator: Resource) -> None:
    _add(element, "Indicator", indicator["indicatorDescriptor"])
    _add(element, "DesignatedBy", indicator["designatedBy"])
    if "indicatorValue" in indicator:
        _add(element, "IndicatorValue", indicator["indicatorValue"])
    _add(element, "IndicatorLevel", indicator["indicatorLevelDescriptor"])
    _add(element, "IndicatorGroup", indicator["indicatorGroupDescriptor"])
    for period in indicator["periods"]:
        _add(_add(element, "Period"), "BeginDate", period["beginDate"])


def _school(resource: Resource) -> ET.Element:
    element = _organization(resource, name="School")
    _add(element, "SchoolId", resource["schoolId"])
    for one in resource["gradeLevels"]:
        _add(element, "GradeLevel", one["gradeLevelDescriptor"])
    return element


def _network(resource: Resource) -> ET.Element:
    element = _organization(resource, name="EducationOrganizationNetwork")
    _add(element, "EducationOrganizationNetworkId", resource["educationOrganizationNetworkId"])
    _add(element, "NetworkPurpose", resource["networkPurposeDescriptor"])
    return element


def _descriptor(resource: Resource) -> ET.Element:
    element = ET.Element(resource["kind"])
    for key in ("codeValue", "shortDescription", "description", "namespace"):
        _add(element, key[0].upper() + key[1:], resource[key])
    return element


_ELEMENTS: Final[Mapping[str, Callable[[Resource], ET.Element]]] = {
    "surveys": _survey,
    "surveySections": _section,
    "surveyQuestions": _question,
    "schools": _school,
    "educationOrganizationNetworks": _network,
    "descriptors": _descriptor,
}
