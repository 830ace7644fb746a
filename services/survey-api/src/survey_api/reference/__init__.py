"""`/v1/reference`: the OpenAPI document as a page to read, without a script and without another host."""
