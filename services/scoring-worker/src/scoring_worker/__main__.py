"""Command line of the scoring worker: `python -m scoring_worker …`, or `scoring-worker …`."""

import typer

from scoring_worker.score_command import score

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def commands() -> None:
    """Release, score and publish anonymous school surveys."""


app.command()(score)


@app.command()
def run() -> None:
    """Run the worker until it is told to stop; settings come from the environment (docs/settings.md)."""
    from scoring_worker.logs import WorkerError  # noqa: PLC0415 - the other commands need no broker
    from scoring_worker.worker import run as run_worker  # noqa: PLC0415

    try:
        run_worker()
    except WorkerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
