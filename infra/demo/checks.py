"""What the demonstration claims, checked; it succeeds only if every line holds."""

from dataclasses import dataclass, field

from rich.console import Console
from rich.markup import escape


@dataclass
class Checks:
    """Claims with their outcome, in the order they were made."""

    done: list[tuple[str, bool, str]] = field(default_factory=list)

    def add(self, claim: str, *, holds: bool, found: str = "") -> None:
        """Record a claim; `found` says what was seen, for the case that it does not hold."""
        self.done.append((claim, holds, found))

    @property
    def hold(self) -> bool:
        """Whether anything was checked and all of it holds."""
        return bool(self.done) and all(holds for _, holds, _ in self.done)

    def print(self, console: Console) -> None:
        """Print every claim."""
        console.print("\n[bold]Checked[/bold]")
        for claim, holds, found in self.done:
            mark = "[green]yes[/green]" if holds else "[red]NO [/red]"
            console.print(f"  {mark} {escape(claim)}" + ("" if holds or not found else f": {escape(found)}"))

    def as_json(self) -> list[dict[str, object]]:
        """The same for a machine."""
        return [{"claim": claim, "holds": holds, "found": found} for claim, holds, found in self.done]
