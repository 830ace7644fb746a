"""Who calls: API keys, their scopes and the district each is bound to."""
