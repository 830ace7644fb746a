"""Ed-Fi files against the standard's own schema, and against the documents they were made of."""

import io
import json
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree as ET

import orjson
import pytest
from lxml import etree

from survey_api.exports.files.edfi import school_year, section_titles
from survey_api.exports.files.edfi_numbers import Numbers
from survey_api.exports.files.edfi_texts import code_of
from survey_api.exports.files.manifest import DocumentKind, Order
from survey_api.exports.files.packing import make
from survey_api.exports.files.texts import words_in
from survey_core.contracts.profile import ProfileDocument, profile_bytes
from survey_core.instruments.catalogue import shipped
from tests.conftest import REFERENCE_DATA
from tests.fixtures.published import profile_of

NS = {"e": "http://ed-fi.org/5.2.0"}
WAVE = UUID(int=9)
NCES, STATE = {"system": "nces", "value": "060000100002"}, {"system": "state", "value": "255901001"}
LONG = "The Very Reverend Doctor Ambrose Quillfeather Memorial Academy of Agriculture and Letters <&>"
#: The standard's survey interchange and, under the roots whose own schemas are not among the reference data,
#: the standard's own types.
_INTERCHANGES = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="http://ed-fi.org/5.2.0"
    targetNamespace="http://ed-fi.org/5.2.0" elementFormDefault="qualified">
  <xs:include schemaLocation="Interchange-Survey.xsd"/>{roots}
</xs:schema>"""
_ROOT = """<xs:element name="Interchange{name}"><xs:complexType><xs:choice maxOccurs="unbounded">{elements}
  </xs:choice></xs:complexType></xs:element>"""
_TYPES = {
    "EducationOrganization": ("School", "EducationOrganizationNetwork"),
    "Descriptors": (
        *("IndicatorDescriptor", "IndicatorLevelDescriptor", "IndicatorGroupDescriptor"),
        "NetworkPurposeDescriptor",
    ),
}


def unit() -> bytes:
    """A profile of schools that are reported together."""
    content = orjson.loads(
        profile_of(profile=UUID(int=4), administration=WAVE, school=UUID(int=4), name="Both")
    )
    members = [{"id": str(UUID(int=n)), "name": f"Half {n}", "external_ids": []} for n in (5, 6)]
    content["school"] |= {"external_ids": [], "members": members}
    return profile_bytes(ProfileDocument.model_validate(content))


def school(n: int, name: str, *ids: dict[str, str], suppressed: bool = False) -> bytes:
    one = UUID(int=n)
    return profile_of(
        profile=one, administration=WAVE, school=one, name=name, external_ids=list(ids), suppressed=suppressed
    )


PROFILES = [
    school(1, LONG),
    school(2, "Small Creek", NCES, suppressed=True),
    school(3, "Peña", STATE),
    unit(),
]


def archive(*, xml: bool, language: str = "en") -> zipfile.ZipFile:
    order = Order(
        format="edfi-xml" if xml else "edfi-jsonl",
        language=language,
        administrations=[str(WAVE)],
        of_some_schools=False,
    )
    sent: list[tuple[DocumentKind, bytes]] = [("instrument", shipped("internal-coherence").canonical_json)]
    sent += [("profile", one) for one in PROFILES]
    with tempfile.TemporaryDirectory() as folder:
        return zipfile.ZipFile(io.BytesIO(make(order, sent, folder=Path(folder))[0].path.read_bytes()))


@pytest.fixture(scope="module")
def written() -> zipfile.ZipFile:
    return archive(xml=True)


@pytest.fixture(scope="module")
def edfi(reference_data: Path) -> Path:
    found = reference_data / "edfi"
    if not found.is_dir():
        pytest.skip(REFERENCE_DATA)
    return found


@pytest.fixture(scope="module")
def schema(edfi: Path) -> etree.XMLSchema:
    roots = ""
    for name, types in _TYPES.items():
        elements = "".join(f'<xs:element name="{kind}" type="{kind}"/>' for kind in types)
        roots += _ROOT.format(name=name, elements=elements)
    source = _INTERCHANGES.format(roots=roots).encode()
    return etree.XMLSchema(etree.fromstring(source, base_url=f"{edfi}/"))


def is_valid(schema: etree.XMLSchema, raw: bytes) -> bool:
    return bool(schema.validate(etree.fromstring(raw)))


def test_every_file_is_valid(schema: etree.XMLSchema, written: zipfile.ZipFile, edfi: Path) -> None:
    for name in ("Survey", *_TYPES):
        schema.assertValid(etree.fromstring(written.read(f"{name}.xml")))
    assert is_valid(schema, (edfi / "Survey.xml").read_bytes()), "the standard's own sample: it can say yes"
    broken = written.read("Survey.xml").replace(b"<SchoolYear>2026-2027</SchoolYear>", b"", 1)
    assert not is_valid(schema, broken), "and no"
    mixed = written.read("EducationOrganization.xml").replace(b"IndicatorValue>", b"DesignatedBy>", 2)
    assert not is_valid(schema, mixed)


def test_there_is_a_survey_for_each_school_and_no_response(written: zipfile.ZipFile) -> None:
    root = ET.fromstring(written.read("Survey.xml"))  # noqa: S314 - our own file
    kinds = {element.tag.partition("}")[2] for element in root}
    assert kinds == {"Survey", "SurveySection", "SurveyQuestion"}
    text = b"".join(written.read(name) for name in written.namelist())
    assert b"SurveyResponse" not in text
    assert b"Aggregate" not in text
    surveys = root.findall("e:Survey", NS)
    assert [one.findtext("e:SurveyIdentifier", None, NS) for one in surveys] == [
        str(UUID(int=n)) for n in (1, 2, 3, 4)
    ]
    assert [one.findtext("e:NumberAdministered", None, NS) for one in surveys] == ["40"] * 4
    instrument = shipped("internal-coherence")
    questions = root.findall("e:SurveyQuestion", NS)
    assert len(questions) == 4 * len(instrument.items)
    for element, item in zip(questions, instrument.items, strict=False):
        assert element.findtext("e:QuestionCode", None, NS) == item.id
        assert element.findtext("e:QuestionText", None, NS) == item.text["en"]
        points = instrument.scales[item.scale].points
        choices = element.findall("e:ResponseChoice", NS)
        assert [int(one.findtext("e:NumericValue", "", NS)) for one in choices] == [p.value for p in points]
        assert [one.findtext("e:TextValue", None, NS) for one in choices] == [p.label["en"] for p in points]


def test_indicators_say_what_the_profile_says_and_hidden_ones_have_no_value(written: zipfile.ZipFile) -> None:
    root = ET.fromstring(written.read("EducationOrganization.xml"))  # noqa: S314 - our own file
    for element, raw in zip(root, PROFILES, strict=True):
        factors = [f for d in orjson.loads(raw)["domains"] for f in d["factors"]]
        found = element.findall("e:EducationOrganizationIndicator", NS)
        for indicator, factor in zip(found, factors, strict=True):
            assert indicator.findtext("e:Indicator", "", NS).endswith(f"#{factor['id']}")
            level = indicator.findtext("e:IndicatorLevel", "", NS).partition("#")[2]
            if "suppressed" in factor["score"]:
                assert indicator.find("e:IndicatorValue", NS) is None
                assert level == "suppressed: not_enough_responses"
            else:
                value = indicator.findtext("e:IndicatorValue", "", NS)
                assert float(value.lstrip("<>=")) == factor["score"]["mean"]
                assert value[0].isdigit() == (factor["score"]["bound"] == "exact")
                assert level == factor["level"]["name"]


def test_every_descriptor_of_our_own_is_defined(written: zipfile.ZipFile) -> None:
    root = ET.fromstring(written.read("Descriptors.xml"))  # noqa: S314 - our own file
    defined = {f"{one.findtext('e:Namespace', '', NS)}#{one.findtext('e:CodeValue', '', NS)}" for one in root}
    files = (written.read("Survey.xml"), written.read("EducationOrganization.xml"))
    elements = [one for raw in files for one in ET.fromstring(raw).iter()]  # noqa: S314 - our own files
    used = {one.text for one in elements if one.text and "throughline/" in one.text and "#" in one.text}
    assert used == defined
    assert all(len(uri.partition("#")[2]) <= 50 for uri in defined)


def test_schools_keep_their_numbers_and_those_without_are_named_in_the_manifest() -> None:
    found = archive(xml=False)
    lines = {name: found.read(name).splitlines() for name in found.namelist() if name.endswith(".jsonl")}
    schools = [json.loads(line) for line in lines["schools.jsonl"]]
    (network,) = (json.loads(line) for line in lines["educationOrganizationNetworks.jsonl"])
    manifest = json.loads(found.read("manifest.json"))["edfi"]

    assert [one["schoolId"] for one in schools[1:]] == [60000100002, 255901001]
    assert schools[1]["identificationCodes"][0]["identificationCode"] == "060000100002", (
        "a text, with its zero"
    )
    made_up = {one["number"]: one for one in manifest["numbers_made_up"]}
    assert set(made_up) == {schools[0]["schoolId"], network["educationOrganizationNetworkId"]}
    assert all(9 * 10**17 <= number < 10**18 for number in made_up)
    assert made_up[network["educationOrganizationNetworkId"]]["members"] == [str(UUID(int=n)) for n in (5, 6)]
    assert manifest["numbers_from"] == {"state": 1, "nces": 1}
    assert len(schools[0]["nameOfInstitution"]) == 75
    questions = [json.loads(line) for line in lines["surveyQuestions.jsonl"]]
    titles = {json.loads(line)["surveySectionTitle"] for line in lines["surveySections.jsonl"]}
    assert {one["surveySectionReference"]["surveySectionTitle"] for one in questions} == titles
    assert len(lines["surveys.jsonl"]) == 4


def test_two_schools_of_one_number_do_not_share_it() -> None:
    numbers = Numbers()
    first = {"id": "a", "external_ids": [STATE]}
    second = {"id": "b", "external_ids": [STATE, NCES]}
    third = {"id": "c", "external_ids": [STATE, {"system": "nces", "value": "0"}]}

    given = [numbers.of(one) for one in (first, second, third, first)]

    assert given[0] == given[3] == 255901001
    assert given[1] == 60000100002
    assert given[2] >= 9 * 10**17


def test_titles_and_codes_fit_and_stay_apart() -> None:
    factor = {"title": {"en": "T" * 300}}
    instrument = {
        "domains": [{"title": {"en": "D"}, "factors": [factor | {"id": "a"}, factor | {"id": "b"}]}]
    }
    titles = section_titles(instrument, words_in("en"))
    codes = {code_of("c" * 60 + end, longest=50) for end in "ab"}

    assert len(set(titles.values())) == 2
    assert all(len(title) <= 255 for title in titles.values())
    assert len(codes) == 2
    assert all(len(code) == 50 for code in codes)


def test_a_school_year_begins_in_july() -> None:
    assert [school_year(date(2026, month, 30)) for month in (6, 7)] == [2026, 2027]
