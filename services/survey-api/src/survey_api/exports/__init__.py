"""Published results as files: asked for, made in the background, fetched in as many pieces as it takes."""
