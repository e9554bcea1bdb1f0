/* SPDX-License-Identifier: MIT */
/* Runs a program whose system calls fail as a test wants: on a disk that is full, with a descriptor
 * too many, interrupted, byte by byte. The kernel's seccomp stops each call and asks us what
 * becomes of it, so that the calls of every library are seen, and neither the program nor its build
 * knows. */
#ifndef TESTS_SUPPORT_FAULT_H
#define TESTS_SUPPORT_FAULT_H

#include <stdbool.h>
#include <stddef.h>

#define FAULT_ERRORS 3

/* A kind of system call, and errors with which it may fail. */
struct fault_kind {
    int number; /* SYS_... */
    const char *name;
    int errors[FAULT_ERRORS]; /* 0: no more */
};
extern const struct fault_kind fault_kinds[];
extern const size_t fault_kind_count;

/* What is done to the calls; they are counted from 1 where the dynamic linker has done its part. */
struct fault {
    size_t nth; /* 0: none fails */
    int error;
    bool onwards;      /* every later call of the same kind fails, too */
    bool byte_by_byte; /* whatever reads or writes moves one byte */
};

#define FAULT_CALLS_MAX 65536

struct fault_run {
    int status; /* as of waitpid */
    bool hung;  /* killed, because it did not end */
    size_t call_count;
    unsigned char calls[FAULT_CALLS_MAX]; /* an index of fault_kinds each */
};

/* fault_run_program runs argv[0] with these descriptors for its input, output and complaints.
 * False: this system does not let us, and errno says why. */
bool fault_run_program(char *const *argv, const int descriptors[3], const struct fault *fault,
                       struct fault_run *run);

#endif
