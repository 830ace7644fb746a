"""The API against its own description: every operation of the OpenAPI document, thousands of requests."""
