"""From evidence to lines of the table."""

from collections.abc import Iterator, Sequence

from tests.privacy.linkage.chance import Outcome, together
from tests.privacy.linkage.evidence import Evidence, Faculties
from tests.privacy.linkage.outcomes import background, by_code, by_pass, code_followed_by_pass, everything
from tests.privacy.linkage.traces import Trace
from tests.privacy.rows import Row

ADVERSARY = "dump + WAL + backups after release"
CONTROL_AT_LEAST = 0.9

#: Name → where codes are looked up, where lines are read from, and what that is.
_KINDS = {
    "dump": ("order", "order", "code to answers: order of rows in pg_dump, three while open and one after"),
    "ctid": ("ctid", "columns", "code to answers: place of rows in the table (ctid)"),
    "xmin": ("xmin", "columns", "code to answers: transaction that wrote the row (xmin)"),
    "wal": ("wal", "wal", "code to answers: order in the whole write-ahead log"),
    "pages": ("pages", "order", "code to answers: deleted rows left in the pages of data files"),
}


def rows_of(evidence: Evidence) -> list[Row]:
    """Every line: for each size of faculty and each kind of trace."""
    rows = [row for each in evidence.faculties for row in _faculty(each, evidence.unsorted)]
    if evidence.lifelike:
        rows.append(_lifelike(evidence.lifelike))
    return rows


def _faculty(each: Faculties, unsorted: Sequence[Trace]) -> Iterator[Row]:
    for name, (found_in, read_from, test) in _KINDS.items():
        found = by_code(each.traces, found_in=found_in, read_from=read_from)
        control = by_code(each.usual, found_in=found_in, read_from=found_in)
        note = each.leftovers if name == "pages" else ""
        yield row(each.n_people, name, test, found, control=control.linked, note=note)
    yield _logs(each)
    yield from _passes(each, unsorted)
    yield row(
        each.n_people,
        "background",
        "answers to one factor known: the others, by place in their blocks and by likeness",
        background(each.traces),
        control=background(each.usual).linked,
    )
    yield row(
        each.n_people,
        "everything",
        "all of these at once, by an attacker trained on half of the waves",
        everything(each.traces),
        control=everything(each.usual).linked,
    )


def _passes(each: Faculties, unsorted: Sequence[Trace]) -> Iterator[Row]:
    followed = code_followed_by_pass(each.traces)
    yield row(
        each.n_people,
        "ciphertext",
        "ciphertext (pass hash) to answers: order in the write-ahead log",
        by_pass(each.traces, found_in="wal", read_from="wal"),
        control=min(together(each.pass_to_answers).linked, together(each.code_to_answers).linked),
        note=f"the log puts {followed:.0%} of codes to their ciphertext, which nobody can open; "
        "control: with the key store copied while open",
    )
    yield row(
        each.n_people,
        "pass hash",
        "pass hash to answers: order of hashes after the release",
        by_pass(each.traces, found_in="hash", read_from="wal"),
        control=by_pass(unsorted, found_in="hash", read_from="wal").linked,
        note="control: a release that does not sort",
    )


def _logs(each: Faculties) -> Row:
    n_waves = len(each.traces)
    return Row(
        name=f"linkage of {each.n_people}: logs",
        adversary=ADVERSARY,
        test="people named by their code, or its hash or their pass's, in any log",
        n=n_waves * each.n_people,
        chance=0,
        linked=each.in_logs,
        bound=0,
        control=each.in_backup,
        control_at_least=CONTROL_AT_LEAST,
        note="share of people; control: in a dump taken while open",
    )


def row(n_people: int, name: str, test: str, found: Outcome, *, control: float, note: str = "") -> Row:
    """One line; `n` counts people."""
    return Row(
        name=f"linkage of {n_people}: {name}",
        adversary=ADVERSARY,
        test=test,
        n=found.n_waves * n_people,
        chance=found.chance,
        linked=found.linked,
        bound=found.bound,
        control=control,
        control_at_least=CONTROL_AT_LEAST,
        note="; ".join(filter(None, (f"people, in {found.n_waves} waves of {n_people}", note))),
    )


def _lifelike(traces: Sequence[Trace]) -> Row:
    """No verdict: this is what a person's own answers tell about their other answers, not a trace of ours."""
    by_place = background(traces).linked
    found, n_people = everything(traces), len(traces[0].truth[0])
    return Row(
        name=f"guessing in {n_people}: style",
        adversary="knows a person's answers to one factor, and reads the blocks",
        test="for information: people with a style, so that high answers go with high answers",
        n=found.n_waves * n_people,
        chance=found.chance,
        linked=found.linked,
        note=f"people; inferred from their own answers to one factor; by place alone {by_place:.3f}",
    )
