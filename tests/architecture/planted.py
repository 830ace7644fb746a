"""Violations of the one road: (rule, module, its text). Each rule has to find its own."""

from collections.abc import Mapping
from typing import Final

PLANTED: Final[Mapping[str, tuple[str, str, str]]] = {
    "an endpoint that imports answers": (
        "tables",
        "survey_api.profiles.endpoints_planted",
        "from survey_core.tables.releaser import answers\n",
    ),
    "an endpoint that imports them under another name": (
        "tables",
        "survey_api.exports.queries_planted",
        "from survey_core.tables.releaser import routing_counts as harmless\n",
    ),
    "an export that imports a whole file of tables": (
        "tables",
        "survey_api.exports.queries_planted",
        "from survey_core.tables import releaser\nstatement = releaser.answers\n",
    ),
    "a page that looks tables up by name": (
        "tables",
        "survey_api.pages_planted",
        "from survey_core.tables import metadata\nrows = metadata.tables['answers']\n",
    ),
    "a webhook that writes SQL": (
        "tables",
        "survey_api.webhooks.planted",
        'from sqlalchemy import text\nsent = text("SELECT block\\nFROM  public.answers WHERE factor = :f")\n',
    ),
    "a webhook that writes SQL in pieces": (
        "tables",
        "survey_api.webhooks.planted",
        'column = "n"\nsent = f"SELECT {column} FROM release_counts"\n',
    ),
    "a roll-up that joins sums": (
        "tables",
        "scoring_worker.districts.planted",
        'SQL = "SELECT 1 FROM participations JOIN subgroup_sums USING (participation_id)"\n',
    ),
    "a module that declares the table again": (
        "tables",
        "survey_api.summaries.queries_planted",
        "from sqlalchemy import table\nagain = table('answers')\n",
    ),
    "a page that reads the core": (
        "core readers",
        "survey_api.pages_planted",
        "from survey_core.tables.reporter import profiles\nx = profiles.c.core\n",
    ),
    "a page that reads the core by a subscript": (
        "core readers",
        "survey_api.pages_planted",
        "from survey_core.tables.reporter import profiles\nx = profiles.c['core']\n",
    ),
    "an endpoint that reads whole rows of profiles": (
        "core readers",
        "survey_api.profiles.planted",
        "import sqlalchemy\nfrom survey_core.tables.reporter import profiles\nsqlalchemy.select(profiles)\n",
    ),
    "an endpoint that reads the core in SQL": (
        "core readers",
        "survey_api.profiles.planted",
        'x = "SELECT document, core FROM profiles"\n',
    ),
    "an endpoint that makes a core of its own": (
        "makers",
        "survey_api.profiles.planted",
        "from survey_core.disclosure import SchoolCore\nx = SchoolCore()\n",
    ),
    "an export that writes a profile without an engine": (
        "makers",
        "scoring_worker.exports.planted",
        "from survey_core.contracts import profile\nx = profile.ProfileDocument.model_construct(n=3)\n",
    ),
    "an endpoint that reaches the worker over two steps": (
        "roads",
        "survey_api.exports.endpoints_planted",
        "from scoring_worker import stored_instrument\n",
    ),
    "an export that calls the mathematics": (
        "roads",
        "survey_api.exports.service_planted",
        "def f():\n    import scoring_worker.psychometrics.agreement\n",
    ),
    "publishing that looks at exact statistics, late": (
        "roads",
        "scoring_worker.publishing.planted",
        "import importlib\nx = importlib.import_module('scoring_worker.statistics.schools')\n",
    ),
    "publishing that measures answers": (
        "measuring",
        "scoring_worker.publishing.planted",
        "import scoring_worker.psychometrics.agreement\nfrom scoring_worker.profiles.context import Blocks\n",
    ),
    "an export that reads who may answer": (
        "exports",
        "survey_api.exports.planted",
        "from survey_core.tables.admin import participations\nx = participations.c.eligible\n",
    ),
    "an export that reads a column beside the document": (
        "exports",
        "survey_api.exports.planted",
        "from survey_core.tables.reporter import profiles\nx = profiles.c.input_digest\n",
    ),
    "an export that asks in SQL": (
        "exports",
        "survey_api.exports.making_planted",
        'x = "SELECT completed_floor FROM progress"\n',
    ),
    "files of an export that reach the database": (
        "exports",
        "survey_api.exports.files.planted",
        "from survey_api.db import Database\n",
    ),
}
