# SPDX-License-Identifier: MIT
# doc/local.mk: manual pages, the list of findings, and the schemas of the tool's JSON.

dist_man_MANS = \
  doc/certcheck.1 \
  doc/libcertcheck.3
dist_doc_DATA = \
  doc/findings.md \
  doc/lint.schema.json \
  doc/trace.schema.json \
  doc/verdict.schema.json

# Makes doc/findings.md from the catalogue, include/certcheck/finding.def.
findings: certcheck$(EXEEXT)
	./certcheck$(EXEEXT) explain --all --format markdown >findings.md.new
	mv findings.md.new '$(srcdir)/doc/findings.md'

.PHONY: findings
