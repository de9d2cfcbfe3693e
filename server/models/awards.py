"""评优: ballots, candidates and winners; bonus requests."""
