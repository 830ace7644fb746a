"""`python -m infra.nyc`."""

import sys

from infra.nyc.main import main

sys.exit(main())
