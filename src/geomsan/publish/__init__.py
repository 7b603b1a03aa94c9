"""A whole site of pages: the host, its ledger, and what readers search, print and take away. The only part that meets MkDocs and Zensical."""
