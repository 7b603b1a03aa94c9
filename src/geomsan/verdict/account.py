"""The ledger in numbers, and as the text that a site publishes."""

from __future__ import annotations

from .ledger import EXECUTED, PROVABLE, Ledger, address

WRITTEN = (
    "id", "kind", "status", "title", "message", "within", "proves", "cites", "trials", "error", "mutants", "caught", "survivors", "excused",
)  # fmt: skip


def totals(ledger: Ledger) -> dict:
    """The numbers that sum a ledger up."""
    entries = [entry for _, entry in ledger]
    executed = [entry for entry in entries if entry.status in EXECUTED]
    return {
        "pages": len(ledger.sheets),
        "theorems": sum(entry.kind in PROVABLE for entry in entries),
        "proofs": sum(entry.kind == "proof" for entry in entries),
        "equations": sum(entry.kind == "equation" for entry in executed),
        "checks": sum(entry.kind == "check" for entry in executed),
        "trials": sum(entry.trials for entry in executed),
        "false": sum(entry.status == "false" for entry in entries),
        "waived": sum(entry.status == "waived" for entry in entries),
        "mutants": sum(entry.mutants for entry in entries),
        "caught": sum(entry.caught for entry in entries),
    }


def rows(ledger: Ledger) -> dict[str, list[dict]]:
    """The entries of every page as they are published, statements with what they rest on."""
    standings = ledger.standings()
    pages: dict[str, list] = {page: [] for page in sorted(ledger.sheets)}
    for page, entry in ledger:
        row: dict = {"line": entry.place.line, "column": entry.place.column}
        row |= {name: value for name in WRITTEN if (value := getattr(entry, name)) not in ("", ()) or name == "status"}
        if standing := standings.get(address(page, entry.id)):
            row |= {
                "status": standing.status, "own": standing.own, "equations": standing.equations,
                "trials": standing.trials, "error": standing.error, "mutants": standing.mutants,
                "caught": standing.caught, "uses": list(standing.uses),
            }  # fmt: skip
        pages[page].append(row | {"error": _rounded(row["error"])})
    return pages


def _rounded(error: float) -> float:
    """Two digits: the rest is that of the machine."""
    return float(f"{error:.1e}")
