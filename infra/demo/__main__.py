"""Demonstrate the main job."""

import sys

from infra.demo.main import main

sys.exit(main())
