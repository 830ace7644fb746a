"""One road to any output: whatever is published went through the disclosure engine.

Answers and what is counted from them are read by a few named modules of the worker, reduced to a core by
`survey_core.disclosure.coarsen`, and every document is derived from cores. An endpoint, a page, an export, a
webhook or a roll-up that took another road fails here; each rule is shown to fail on a planted module.
PostgreSQL refuses the same by grants (tests/integration/database/test_grant_matrix.py).
"""

from collections.abc import Callable, Mapping

import grimp
import pytest
from sqlalchemy import Table

from survey_core.tables import collector, metadata, releaser
from tests.architecture.planted import PLANTED
from tests.architecture.roads import (
    Sources,
    annotations,
    columns_named,
    constructs,
    imported_names,
    imports,
    inside,
    reads_core,
    real_sources,
    road,
    tables_named,
)

RELEASE, PUBLISHING = "scoring_worker.release", "scoring_worker.publishing"
#: Every table that holds answers, or anything counted from them that no rule rounded, and who may name it.
MAY_NAME: Mapping[str, set[str]] = {
    "answers": {f"{RELEASE}.queries", f"{PUBLISHING}.queries", "scoring_worker.collected.queries"},
    "routing_counts": {f"{RELEASE}.queries", f"{PUBLISHING}.queries", "scoring_worker.collected.queries"},
    "subgroup_sums": {f"{RELEASE}.queries", f"{PUBLISHING}.subgroup_queries"},
    "release_counts": {
        f"{RELEASE}.queries",
        f"{PUBLISHING}.queries",
        f"{PUBLISHING}.district_queries",  # responses that look careless: whole percents of a district
        "scoring_worker.collected.queries",
    },
    "sealed_responses": {
        "survey_api.responses.queries",  # intake: adds, and asks for its own pass hashes
        f"{RELEASE}.queries",
        f"{RELEASE}.ticking",
        "scoring_worker.progress.service",  # counts, rounds down to multiples of five, once a day
    },
    "interim_responses": {f"{RELEASE}.queries", f"{RELEASE}.interim_queries", f"{RELEASE}.ticking"},
    "interim_releases": {
        f"{RELEASE}.interim_queries",
        f"{RELEASE}.ticking",
        f"{PUBLISHING}.withheld_queries",
    },
}
#: Tables of the same logins that tell nothing about an answer; a new one has to go on one of the two lists.
HARMLESS = {"spent_passes", "records", "handled_events", "withheld_tables"}
MAY_READ_CORES = {f"{PUBLISHING}.{name}" for name in ("queries", "district_queries", "earlier")}
CORES = {"SchoolCore", "FactorCore", "ItemCore"}
MAY_MAKE_CORES = (
    "survey_core.disclosure",
    "scoring_worker.profiles.core_record",
)  # the second reads stored ones
DOCUMENTS = {
    "ProfileDocument": "scoring_worker.profiles.assemble",
    "DistrictSummary": "scoring_worker.districts.summary",
    "TrendDocument": "survey_api.trends.assemble",  # takes published documents alone
}
#: Types that carry answers or exact tallies.
RAW = {
    "Blocks",
    "Routing",
    "StoredAnswers",
    "FactorTally",
    "ItemTally",
    "NDArray",
    "Answers",
    "OpenedRow",
    "Block",
}
#: Functions that turn cores into what is published.
DERIVE = {
    "scoring_worker.profiles.assemble": "derive_profile",
    "scoring_worker.districts.summary": "district_summary",
}
#: Who sees answers and calls the mathematics on them: the last places before the engine. All others in the
#: published road hands it coarsened numbers.
MEASURE_ANSWERS = {
    "scoring_worker.profiles.tally",
    f"{PUBLISHING}.interim_audit",  # how many were scored, for the auditor, which only withholds
    "scoring_worker.profiles.assemble",  # pooled within-school SDs, which only ever enter a core (R0)
    "scoring_worker.districts.reliability",  # alpha and omega of a whole district, rounded to 0.1 (R0)
    "scoring_worker.release.blocks",  # how many responses look careless, counted while lines are whole
}
#: All that exports may name of the database: their own tables, the published documents, and what tells whose
#: and in which words. The files themselves are made without any.
EXPORTS = "survey_api.exports"
EXPORTS_MAY_NAME = {
    *("exports", "export_files", "export_chunks", "profiles", "district_summaries"),
    *("administrations", "instruments", "outbox_events"),
}
#: Of published rows they read the bytes that were published; the rest says which revision that is.
EXPORTS_MAY_READ = {
    "profiles": {"id", "revision", "administration_id", "document"},
    "district_summaries": {"administration_id", "revision", "document"},
    "instruments": {"id", "document"},
}
FILES_MAY_IMPORT = ("survey_api.exports.files", "survey_core.contracts")
PUBLISHED_ROAD = ("scoring_worker.profiles", "scoring_worker.districts", PUBLISHING, RELEASE)


def wrong_tables(sources: Sources) -> set[tuple[str, str]]:
    return {
        (module, table)
        for module, text in sources.items()
        if not inside(module, "survey_core.tables")
        for table in tables_named(text, tables=MAY_NAME)
        if module not in MAY_NAME[table]
    }


def wrong_core_readers(sources: Sources) -> set[str]:
    return {
        module
        for module, text in sources.items()
        if "profiles" in text and reads_core(text) and module not in MAY_READ_CORES
    }


def wrong_makers(sources: Sources) -> set[tuple[str, str]]:
    found = {
        (module, core)
        for module, text in sources.items()
        for core in constructs(text, names=CORES)
        if not inside(module, *MAY_MAKE_CORES)
    }
    return found | {
        (module, document)
        for module, text in sources.items()
        for document in constructs(text, names=DOCUMENTS)
        if module != DOCUMENTS[document]
    }


def roads_to_statistics(sources: Sources) -> list[list[str]]:
    """Ways over imports from the API to any code of the worker, and from publishing to exact statistics."""
    graph = imports(sources)
    api = [module for module in sources if inside(module, "survey_api")]
    worker = {module for module in sources if inside(module, "scoring_worker")}
    publishing = [module for module in sources if inside(module, *PUBLISHED_ROAD, "scoring_worker.worker")]
    statistics = {m for m in sources if inside(m, "scoring_worker.statistics", "scoring_worker.offline")}
    found = [road(graph, start=api, to=worker), road(graph, start=publishing, to=statistics)]
    return [way for way in found if way]


def measuring_answers(sources: Sources) -> set[str]:
    """Modules of the published road that both see raw answers and call the mathematics on data."""
    return {
        module
        for module, text in sources.items()
        if inside(module, *PUBLISHED_ROAD)
        and "scoring_worker.psychometrics" in text
        and imported_names(text) & (RAW - {"NDArray"})
    }


def wrong_exports(sources: Sources) -> set[tuple[str, str]]:
    """What exports read besides published documents."""
    mine = {module: text for module, text in sources.items() if inside(module, EXPORTS)}
    every = set(metadata.tables)
    tables = {
        (module, table)
        for module, text in mine.items()
        for table in tables_named(text, tables=every) - EXPORTS_MAY_NAME
    }
    columns = {
        (module, f"{table}.{column}")
        for module, text in mine.items()
        for table, column in columns_named(text, tables=EXPORTS_MAY_READ)
        if column not in EXPORTS_MAY_READ[table]
    }
    graph = imports(sources)
    imported = {
        (module, target)
        for module in mine
        if inside(module, f"{EXPORTS}.files")
        for target in graph[module]
        if not inside(target, *FILES_MAY_IMPORT) and target not in {"survey_api", EXPORTS, "survey_core"}
    }
    return tables | columns | imported


RULES: Mapping[str, Callable[[Sources], object]] = {
    "tables": wrong_tables,
    "core readers": wrong_core_readers,
    "makers": wrong_makers,
    "roads": roads_to_statistics,
    "measuring": measuring_answers,
    "exports": wrong_exports,
}


@pytest.fixture(scope="module")
def real() -> dict[str, str]:
    return real_sources()


def test_every_table_of_answers_is_on_a_list() -> None:
    tables = {
        table.name
        for module in (releaser, collector)
        for table in vars(module).values()
        if isinstance(table, Table)
    }

    assert tables == set(MAY_NAME) | HARMLESS


def test_only_named_modules_name_the_tables_of_answers(real: Sources) -> None:
    assert wrong_tables(real) == set()
    named = {
        (module, table) for module, text in real.items() for table in tables_named(text, tables=MAY_NAME)
    }
    expected = {(module, table) for table, modules in MAY_NAME.items() for module in modules}
    assert expected <= named, "the list names only those that do it"


def test_stored_cores_are_read_by_publishing_only(real: Sources) -> None:
    assert wrong_core_readers(real) == set()
    assert {
        module for module, text in real.items() if reads_core(text) and "profiles" in text
    } == MAY_READ_CORES


def test_cores_come_from_the_engine_and_documents_from_their_one_maker(real: Sources) -> None:
    assert wrong_makers(real) == set()
    for document, maker in DOCUMENTS.items():
        assert constructs(real[maker], names={document}) == {document}


def test_what_derives_documents_takes_no_answers(real: Sources) -> None:
    for module, function in DERIVE.items():
        assert annotations(real[module], function=function) & RAW == set(), function
        assert annotations(real[module], function=function) & {"SchoolCore", "DistrictCore"}, function


def test_no_road_leads_from_the_api_to_statistics(real: Sources) -> None:
    assert roads_to_statistics(real) == []


def test_only_the_last_places_before_the_engine_measure_answers(real: Sources) -> None:
    assert measuring_answers(real) <= MEASURE_ANSWERS


def test_exports_read_published_documents_and_nothing_else(real: Sources) -> None:
    assert wrong_exports(real) == set()
    read = columns_named(real[f"{EXPORTS}.queries"], tables=EXPORTS_MAY_READ)
    assert {("profiles", "document"), ("district_summaries", "document")} <= read
    assert any(inside(module, f"{EXPORTS}.files") for module in real)


def test_our_reading_of_imports_agrees_with_the_linters(real: Sources) -> None:
    theirs = grimp.build_graph("survey_core", "survey_api", "scoring_worker", cache_dir=None)
    ours = imports(real)

    missed = {
        (module, target)
        for module in theirs.modules
        for target in theirs.find_modules_directly_imported_by(module)
        if target not in ours[module]
    }
    assert missed == set()


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_violation_is_found(real: Sources, what: str) -> None:
    rule, module, text = PLANTED[what]
    assert module not in real

    assert module in str(RULES[rule](dict(real) | {module: text}))
