"""Run Throughline on this machine."""

import sys

from infra.local.run import main

sys.exit(main())
