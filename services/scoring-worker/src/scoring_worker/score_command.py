"""`scoring-worker score`: score responses collected elsewhere, without a server."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from scoring_worker.districts.core import DistrictCore
from scoring_worker.imports import ImportRefused, read_responses, read_schools
from scoring_worker.imports.files import BadSecretFile, digest_secret, file_names, write_parts, write_whole
from scoring_worker.offline import OfflineDistrict, OfflineOptions
from survey_core.contracts.district import summary_bytes
from survey_core.contracts.profile import profile_bytes
from survey_core.disclosure import Standing
from survey_core.instruments import InstrumentErrors, load_instrument

REFUSED = 1
"""Exit code where an input is faulty; nothing was written."""

_STANDINGS: dict[Standing, str] = {
    "profile": "profiles",
    "preliminary": "preliminary (fewer than 65 % answered)",
    "suppressed": "not shown (too few answered)",
}

_OTHER_VERSION = "If another version of the instrument was answered then, give it with --before-instrument."
_OTHER_KEY = "Name another file with --digest-key; one that does not exist is made."
_OTHER_PATH = "See that this path can be read and written, or choose another."

_out = Console()
_err = Console(stderr=True)


def score(
    *,
    instrument: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="Instrument document, YAML or JSON.")
    ],
    responses: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="CSV: school,<item id>,… one line a respondent.")
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder to write to; made if missing.")],
    schools: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV: school,eligible[,name].")
    ] = None,
    before_responses: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The same of an earlier administration: adds change."),
    ] = None,
    before_schools: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="List of schools then; default: unknown.")
    ] = None,
    before_instrument: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="Instrument then; default: the same.")
    ] = None,
    before_released_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date of the earlier profiles, if known.")
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Also statistics.json: everything, unsuppressed.")
    ] = False,
    k: Annotated[int, typer.Option(min=5, help="Fewest people anything is shown for.")] = 5,
    released_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date in the profiles; default today, UTC.")
    ] = None,
    digest_key: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            help="32 secret bytes for the input digest, made if missing; default: a file of your own.",
        ),
    ] = None,
) -> None:
    """Score responses collected elsewhere: one published profile for each school.

    DIR/profiles, and the summary of all schools in DIR/district.json, hold what may be shown to others. With
    --statistics, DIR/statistics.json holds everything at full precision, for research on your own data; do
    not publish it. With --before-responses profiles and statistics tell how every school has changed since.
    """
    _check_dependents(before_responses, (before_schools, before_instrument, before_released_on))
    with _bars() as bars, _refusals():
        district = _read(instrument, responses, schools, bars)
        if before_responses is not None:
            with _refusals(
                "The earlier administration: ", hint=None if before_instrument else _OTHER_VERSION
            ):
                before = _read(before_instrument or instrument, before_responses, before_schools, bars)
            district = replace(district, before=before)
        options = OfflineOptions(
            k=k,
            released_on=(released_on or datetime.now(UTC)).date(),
            digest_secret=digest_secret(digest_key or _own_secret()),
            before_released_on=before_released_on.date() if before_released_on else None,
        )
        core = district.core(options)
        standings = _write_profiles(district, options, out / "profiles", bars, core=core)
        summary = district.summary(options, district=core)
        write_whole(out / "district.json", summary_bytes(summary))
        if statistics:
            _write_statistics(district, out / "statistics.json", bars)
    _summarise(standings, out, coverage=summary.coverage.text["en"], statistics=statistics)


def _check_dependents(before_responses: Path | None, others: Iterable[Path | datetime | None]) -> None:
    if before_responses is None and any(other is not None for other in others):
        raise typer.BadParameter("the other --before-… options need --before-responses")


def _own_secret() -> Path:
    return Path(typer.get_app_dir("throughline")) / "digest-secret"


def _bars() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=_err)


@contextmanager
def _refusals(whose: str = "", *, hint: str | None = None) -> Iterator[None]:
    """Say what is wrong with an input and leave; anything else is a fault of ours.

    Args:
        whose: begins the message where there are two inputs of a kind.
        hint: what may help where the responses do not fit.
    """
    try:
        yield
    except InstrumentErrors as error:
        _refuse(f"{whose}The instrument document was refused.", [str(fault) for fault in error.errors])
    except ImportRefused as error:
        faults = "1 fault" if error.total == 1 else f"{error.total} faults"
        hints = [hint] if hint else []
        _refuse(f"{whose}Nothing was imported: {faults}.", [*str(error).splitlines(), *hints])
    except BadSecretFile as error:
        _refuse("Could not go on.", [str(error), _OTHER_KEY])
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        _refuse("Could not go on.", [f"{place}{error.strerror or error}", _OTHER_PATH])


def _refuse(summary: str, lines: list[str]) -> None:
    for line in [summary, *lines]:
        _err.print(escape(line), soft_wrap=True, highlight=False)
    raise typer.Exit(REFUSED)


def _read(instrument: Path, responses: Path, schools: Path | None, bars: Progress) -> OfflineDistrict:
    document = load_instrument(instrument.read_bytes())
    listed = None if schools is None else read_schools(schools.read_bytes())
    task = bars.add_task("Reading responses", total=None)

    def show(done: int, total: int) -> None:
        bars.update(task, completed=done, total=total)

    collected = read_responses(responses.read_bytes(), instrument=document, schools=listed, progress=show)
    return OfflineDistrict(instrument=document, collected=collected, listed=listed)


def _write_profiles(
    district: OfflineDistrict, options: OfflineOptions, folder: Path, bars: Progress, *, core: DistrictCore
) -> Counter[Standing]:
    """One school after the other, and nothing kept but how many have which standing."""
    names = file_names(district.codes)
    task = bars.add_task("Building profiles", total=len(names))
    standings: Counter[Standing] = Counter()
    for document in _counted(district.profiles(options, district=core), bars, task):
        write_whole(folder / names[document.school.id], profile_bytes(document))
        standings[document.participation.standing] += 1
    return standings


def _write_statistics(district: OfflineDistrict, path: Path, bars: Progress) -> None:
    task = bars.add_task("Computing statistics", total=len(district.codes))
    write_parts(path, _statistics_parts(district.district(), _counted(district.statistics(), bars, task)))


def _statistics_parts(district: Any, schools: Iterator[tuple[str, Any]]) -> Iterator[bytes]:
    """One school after the other: a large district's statistics need not fit into memory."""
    yield b'{"district":' + orjson.dumps(district, option=orjson.OPT_SORT_KEYS) + b',"schools":{'
    for place, (code, entry) in enumerate(schools):
        content = orjson.dumps(code) + b":" + orjson.dumps(entry, option=orjson.OPT_SORT_KEYS)
        yield b"," + content if place else content
    yield b"}}"


def _counted(steps: Iterator[Any], bars: Progress, task: TaskID) -> Iterator[Any]:
    for step in steps:
        yield step
        bars.advance(task)


def _summarise(standings: Counter[Standing], out: Path, *, coverage: str, statistics: bool) -> None:
    for standing, words in _STANDINGS.items():
        if standings[standing]:
            _out.print(f"{standings[standing]:>6} {words}", highlight=False)
    _out.print(f"Profiles: {escape(str(out / 'profiles'))}", soft_wrap=True, highlight=False)
    where = escape(str(out / "district.json"))
    _out.print(f"District: {where} ({coverage})", soft_wrap=True, highlight=False)
    if statistics:
        where = escape(str(out / "statistics.json"))
        _out.print(f"Statistics (unsuppressed, do not publish): {where}", soft_wrap=True, highlight=False)
