"""What administrators may meet with exports."""

from survey_api.problems.base import Problem


class FormatNotInstalled(Problem):
    """Parquet and spreadsheets need the extra `exports` of this installation; the other formats do not."""

    status = 501
    slug = "format-not-installed"
    title = "The format is not installed"


class NothingPublished(Problem):
    """Nothing of it is published yet, so there is nothing to export."""

    status = 409
    slug = "nothing-published"
    title = "Nothing is published"


class TooManyExports(Problem):
    """A district may have 20 exports at a time. Delete one that is not needed."""

    status = 409
    slug = "too-many-exports"
    title = "Too many exports"


class ExportNotReady(Problem):
    """The export is not ready. Look at it again until its `state` is `ready`."""

    status = 409
    slug = "export-not-ready"
    title = "The export is not ready"


class ExportExpired(Problem):
    """The files of this export are deleted. Ask for a new one."""

    status = 410
    slug = "export-expired"
    title = "The export has expired"


class RangeNotSatisfiable(Problem):
    """The range that was asked for begins behind the end of the file; `Content-Range` tells its length."""

    status = 416
    slug = "range-not-satisfiable"
    title = "There is no such range"
