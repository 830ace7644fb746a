"""The built pages for a host of their own, and whether a site is what this checkout builds."""
