/* SPDX-License-Identifier: MIT */
/* Certificates that say something about policies, and whole paths of them that are judged as
 * policy_tree.h judges the same. On top of check_fixture.h. */
#ifndef TESTS_SUPPORT_POLICY_PATH_H
#define TESTS_SUPPORT_POLICY_PATH_H

#include "support/check_fixture.h"
#include "support/policy_tree.h"

/* An OID, whole: policy 0 is anyPolicy, the others (up to 127) are 2.999.N. */
cc_span policy_oid(unsigned policy);
/* An element of policyMappings. */
cc_span policy_mapping(unsigned issuer_domain, unsigned subject_domain);

/* The contents of the extensions. */
void make_policies(struct certcheck_certificate *certificate, cc_span contents);
void make_mappings(struct certcheck_certificate *certificate, cc_span contents);

/* Makes the fixture's policy ask for what the tree is asked, then judges the same path. */
void policy_path_ask(const struct tree_path *tree);
struct tree_result policy_path_judge(const struct tree_path *tree);

#endif
