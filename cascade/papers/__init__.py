"""The register of documents: files, identities, citations and the placeholders that wait for a paper."""
