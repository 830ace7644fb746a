"""`If-Match`: whoever changes a thing may say which state of it they have seen."""
