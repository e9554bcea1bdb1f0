/* SPDX-License-Identifier: MIT */
/* The verdict about a server, in one line. */
#ifndef VERDICT_H
#define VERDICT_H

#include "connection.h"

/* verdict_told tells whether a failure is the verdict itself, which the report has told. */
bool verdict_told(const struct connection *connection, const struct failure *failure);

/* verdict_line writes "valid until ... for www.example.org, TLS 1.3, ..." to standard error. */
void verdict_line(const struct connection *connection);

#endif
