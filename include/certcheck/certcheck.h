/* SPDX-License-Identifier: MIT */
/* Everything of libcertcheck. */
#ifndef CERTCHECK_CERTCHECK_H
#define CERTCHECK_CERTCHECK_H

#include <certcheck/base.h>
#include <certcheck/certificate.h>
#include <certcheck/crl.h>
#include <certcheck/der.h>
#include <certcheck/finding.h>
#include <certcheck/lint.h>
#include <certcheck/ocsp.h>
#include <certcheck/policy.h>
#include <certcheck/report.h>
#include <certcheck/store.h>
#include <certcheck/verify.h>

#endif
