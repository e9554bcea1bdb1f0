# SPDX-License-Identifier: MIT
# doc/local.mk: manual pages, and the schema of the tool's JSON.

dist_man_MANS =
dist_doc_DATA =
