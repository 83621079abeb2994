"""One module a finding: header, citations, tasks, reporting, recipients, forms, problems. Pure; data in, data out."""
