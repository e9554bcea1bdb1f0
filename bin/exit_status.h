/* SPDX-License-Identifier: MIT */
/* How the tool ends. */
#ifndef EXIT_STATUS_H
#define EXIT_STATUS_H

/* The contract with scripts: these numbers never change. */
enum exit_status {
    EXIT_VALID = 0,
    EXIT_NOT_VALID = 1,
    EXIT_USAGE = 2,
    EXIT_UNCHECKED = 3, /* could not be checked: unreadable input, spent budget, no connection */
    EXIT_TAMPERED = 4   /* what a server sent was cut short or changed on the way */
};

#endif
