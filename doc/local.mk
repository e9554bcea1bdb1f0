# SPDX-License-Identifier: MIT
# doc/local.mk: manual pages, and the schemas of the tool's JSON.

dist_man_MANS = \
  doc/certcheck.1 \
  doc/libcertcheck.3
dist_doc_DATA = \
  doc/lint.schema.json \
  doc/verdict.schema.json
