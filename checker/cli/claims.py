"""checker claims: only the claims."""

from __future__ import annotations

from checker.cli import options
from checker.cli.console import emit, name_skipped, progress


def command(
    paths: options.Paths,
    extractor: options.Extractor = None,
    vague: options.Vague = None,
    workers: options.Workers = None,
    settings_file: options.SettingsFile = None,
    quiet: options.Quiet = False,
) -> None:
    """Print the claims of each report, one JSON object a line.

    Example: checker claims fixtures/baghdad-strikes --extractor rules
    """
    settings = options.make_settings(settings_file, extractor=extractor, vague_numbers=vague, workers=workers)
    from checker.read import read_reports

    reports = read_reports(paths)
    name_skipped(reports.skipped)
    from checker.pipeline import find_claims
    from checker.report.json import claim_to_dict, dumps

    with progress(quiet) as tell:
        claims = find_claims(reports, settings, cache_dir=options.cache_dir(), progress=tell)
    for claim in claims:
        emit(dumps(claim_to_dict(claim)) + "\n")
