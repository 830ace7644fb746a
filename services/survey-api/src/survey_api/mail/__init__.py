"""Access by e-mail: addresses, messages on their way, reminders, bounces (docs/adr/0012)."""
