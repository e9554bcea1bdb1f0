# SPDX-License-Identifier: MIT
# doc/local.mk: manual pages, and the schema of the tool's JSON.

dist_man_MANS = \
  doc/certcheck.1 \
  doc/libcertcheck.3
dist_doc_DATA = \
  doc/verdict.schema.json
