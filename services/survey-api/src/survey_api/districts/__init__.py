"""Districts, the tenants."""
