"""Entry point of the scoring worker: `score` without a server, `run` beside one."""

import typer

from scoring_worker.run_command import run
from scoring_worker.score_command import score

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # a traceback must never print answers
    help="Scores anonymous surveys into school profiles.",
)
app.command()(score)
app.command()(run)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
