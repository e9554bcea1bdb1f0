/* SPDX-License-Identifier: MIT */
/* Stands on seccomp_unotify(2): the program's calls wait until we answer for the kernel. */
#define _GNU_SOURCE

#include "support/fault.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Far more than any command takes on a busy machine. */
#define SECONDS_MAX 120

/* What an error is for: ENOSPC the full disk, EMFILE too many descriptors, EINTR a signal. Old
 * calls are missing on new architectures. */
const struct fault_kind fault_kinds[] = {
    {SYS_read, "read", {EIO, EINTR}},
    {SYS_pread64, "pread64", {EIO, EINTR}},
    {SYS_recvfrom, "recvfrom", {ECONNRESET, EINTR, ENOMEM}},
    {SYS_recvmsg, "recvmsg", {ECONNRESET, EINTR, ENOMEM}},
    {SYS_write, "write", {ENOSPC, EINTR, EPIPE}},
    {SYS_writev, "writev", {ENOSPC, EINTR, EPIPE}},
    {SYS_sendto, "sendto", {ECONNRESET, EINTR, EPIPE}},
    {SYS_sendmsg, "sendmsg", {ECONNRESET, EINTR, EPIPE}},
    {SYS_openat, "openat", {EMFILE, EACCES, EINTR}},
    {SYS_close, "close", {EIO, EINTR}},
    {SYS_statx, "statx", {EACCES}},
    {SYS_lseek, "lseek", {EINVAL}},
    {SYS_fcntl, "fcntl", {EINVAL}},
    {SYS_getdents64, "getdents64", {EIO}},
    {SYS_getrandom, "getrandom", {EAGAIN}},
    {SYS_socket, "socket", {EMFILE}},
    {SYS_connect, "connect", {ECONNREFUSED, ENETUNREACH}},
    {SYS_getsockopt, "getsockopt", {ENOBUFS}},
    {SYS_setsockopt, "setsockopt", {ENOBUFS}},
    {SYS_ppoll, "ppoll", {EINTR, ENOMEM}},
    {SYS_pipe2, "pipe2", {EMFILE}},
    {SYS_clone3, "clone3", {EAGAIN}},
    {SYS_unlinkat, "unlinkat", {EACCES}},
    {SYS_renameat2, "renameat2", {EACCES}},
    {SYS_fchmod, "fchmod", {EPERM}},
    {SYS_fstat, "fstat", {EIO}},
    {SYS_ftruncate, "ftruncate", {EIO}},
#ifdef SYS_newfstatat
    {SYS_newfstatat, "newfstatat", {EACCES, ENOMEM}},
#else
    {SYS_fstatat64, "fstatat64", {EACCES, ENOMEM}},
#endif
#ifdef SYS_mmap2
    {SYS_mmap2, "mmap2", {ENOMEM}},
#else
    {SYS_mmap, "mmap", {ENOMEM}},
#endif
#ifdef SYS_open
    {SYS_open, "open", {EMFILE, EACCES, EINTR}},
    {SYS_stat, "stat", {EACCES, ENOMEM}},
    {SYS_lstat, "lstat", {EACCES}},
    {SYS_poll, "poll", {EINTR, ENOMEM}},
    {SYS_unlink, "unlink", {EACCES}},
    {SYS_rename, "rename", {EACCES, ENOSPC}},
    {SYS_readlink, "readlink", {EACCES}},
#endif
};
const size_t fault_kind_count = sizeof(fault_kinds) / sizeof(fault_kinds[0]);

/* ---- the program ---- */

/* Shared with the child until it becomes the program. */
struct meeting {
    sem_t filtered; /* by the child: the filter is in its place */
    sem_t watched;  /* by us: somebody answers */
    int listener;   /* the child's descriptor; < 0: there is none */
    int error;
};

/* RET USER_NOTIF for each kind and for the call that a program begins with, ALLOW for all others.
 */
static int install_filter(void)
{
    struct sock_filter filter[4 + sizeof(fault_kinds) / sizeof(fault_kinds[0])];
    size_t at = 0;
    unsigned char left = (unsigned char)(fault_kind_count + 1);
    filter[at++] =
        (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < fault_kind_count; i++)
        filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                                                    (unsigned)fault_kinds[i].number, left--, 0);
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                                                (unsigned)SYS_set_tid_address, 1, 0);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    struct sock_fprog program = {(unsigned short)at, filter};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER,
                        &program);
}

static _Noreturn void become(char *const *argv, const int descriptors[3], struct meeting *meeting)
{
    for (int i = 0; i < 3; i++)
        if (dup2(descriptors[i], i) < 0)
            _exit(126);
    meeting->listener = install_filter();
    meeting->error = errno;
    (void)sem_post(&meeting->filtered);
    while (sem_wait(&meeting->watched) != 0) {
    }
    (void)execv(argv[0], argv);
    _exit(126);
}

/* ---- what becomes of a call ---- */

struct watch {
    const struct fault *fault;
    struct fault_run *run;
    int process; /* pidfd */
    int listener;
    bool begun;
    int failing; /* the kind that fails onwards; < 0: none yet */
};

static int kind_of(int number)
{
    for (size_t i = 0; i < fault_kind_count; i++)
        if (fault_kinds[i].number == number)
            return (int)i;
    return -1;
}

/* One byte instead of the program; -1: it shall do all by itself. */
static ssize_t move_byte(const struct watch *watch, const struct seccomp_notif *call)
{
    uint8_t byte;
    const __u64 *arguments = call->data.args;
    struct iovec here = {&byte, 1};
    struct iovec there = {(void *)(uintptr_t)arguments[1], 1};
    bool reads = call->data.nr == SYS_read || call->data.nr == SYS_recvfrom;
    if ((!reads && call->data.nr != SYS_write && call->data.nr != SYS_sendto) || arguments[2] < 2)
        return -1;
    int copy = (int)syscall(SYS_pidfd_getfd, watch->process, (int)arguments[0], 0);
    struct pollfd ready = {.fd = copy, .events = reads ? POLLIN : POLLOUT};
    ssize_t moved = -1;
    if (copy >= 0 && poll(&ready, 1, 0) == 1) {
        if (call->data.nr == SYS_read)
            moved = read(copy, &byte, 1);
        else if (reads)
            moved = recv(copy, &byte, 1, (int)arguments[3]);
        else if (process_vm_readv((pid_t)call->pid, &here, 1, &there, 1, 0) == 1)
            moved = call->data.nr == SYS_write ? write(copy, &byte, 1)
                                               : send(copy, &byte, 1, (int)arguments[3]);
        if (reads && moved == 1 && process_vm_writev((pid_t)call->pid, &here, 1, &there, 1, 0) != 1)
            abort(); /* a byte would be lost, and the program be blamed */
    }
    (void)close(copy);
    return moved;
}

static bool fails(struct watch *watch, int kind)
{
    const struct fault *fault = watch->fault;
    struct fault_run *run = watch->run;
    if (run->call_count == FAULT_CALLS_MAX)
        return false;
    run->calls[run->call_count++] = (unsigned char)kind;
    if (run->call_count == fault->nth)
        watch->failing = kind;
    return run->call_count == fault->nth || (fault->onwards && watch->failing == kind);
}

static void answer(struct watch *watch)
{
    struct seccomp_notif call = {0};
    if (ioctl(watch->listener, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0)
        return; /* it was killed meanwhile */
    struct seccomp_notif_resp reply = {.id = call.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
    int kind = kind_of(call.data.nr);
    if (kind < 0) {
        watch->begun = true;
    } else if (watch->begun && fails(watch, kind)) {
        reply.flags = 0;
        reply.error = -watch->fault->error;
    } else if (watch->begun && watch->fault->byte_by_byte) {
        ssize_t moved = move_byte(watch, &call);
        reply.flags = moved < 0 ? reply.flags : 0;
        reply.val = moved < 0 ? 0 : moved;
    }
    (void)ioctl(watch->listener, SECCOMP_IOCTL_NOTIF_SEND, &reply);
}

static time_t now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/* Until the last task that has the filter is gone. */
static void answer_all(struct watch *watch, pid_t child)
{
    struct pollfd waiting = {.fd = watch->listener, .events = POLLIN};
    time_t end = now() + SECONDS_MAX;
    while ((waiting.revents & POLLHUP) == 0) {
        if (!watch->run->hung && now() > end) {
            watch->run->hung = true;
            (void)kill(child, SIGKILL);
        }
        if (poll(&waiting, 1, 1000) > 0 && (waiting.revents & POLLIN) != 0)
            answer(watch);
    }
}

/* False: what is needed to watch is not to be had. */
static bool watch_child(pid_t child, struct meeting *meeting, const struct fault *fault,
                        struct fault_run *run)
{
    struct watch watch = {.fault = fault, .run = run, .failing = -1, .listener = -1};
    while (sem_wait(&meeting->filtered) != 0) {
    }
    watch.process = (int)syscall(SYS_pidfd_open, child, 0);
    if (meeting->listener >= 0 && watch.process >= 0)
        watch.listener = (int)syscall(SYS_pidfd_getfd, watch.process, meeting->listener, 0);
    int error = meeting->listener < 0 ? meeting->error : errno;
    bool watching = watch.listener >= 0;
    if (!watching)
        (void)kill(child, SIGKILL);
    (void)sem_post(&meeting->watched);
    if (watching)
        answer_all(&watch, child);
    (void)close(watch.listener);
    (void)close(watch.process);
    while (waitpid(child, &run->status, 0) < 0 && errno == EINTR) {
    }
    errno = error;
    return watching;
}

bool fault_run_program(char *const *argv, const int descriptors[3], const struct fault *fault,
                       struct fault_run *run)
{
    struct meeting *meeting =
        mmap(NULL, sizeof(*meeting), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (meeting == MAP_FAILED)
        return false;
    run->status = 0;
    run->hung = false;
    run->call_count = 0;
    bool done = sem_init(&meeting->filtered, 1, 0) == 0 && sem_init(&meeting->watched, 1, 0) == 0;
    pid_t child = done ? fork() : -1;
    if (child == 0)
        become(argv, descriptors, meeting);
    done = child > 0 && watch_child(child, meeting, fault, run);
    int error = errno;
    (void)munmap(meeting, sizeof(*meeting));
    errno = error;
    return done;
}
