/* lock.h - one program at a time writes to a project. Inner: not installed. */
#pragma once

#include <scholiast/error.h>

/* A file beside the project, locked by the kernel: a lock of a program that died is free
 * by itself. What is in the file says who has it. */
typedef struct _SchoLock SchoLock;

/**
 * scho_lock_take:
 * @path: of the project
 *
 * Refuses with %SCHO_ERROR_READ_ONLY and a sentence: who has it, or why the folder cannot
 * be written.
 */
SchoLock *scho_lock_take (const char *path, GError **error);

/* Removes the file. */
void scho_lock_release (SchoLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoLock, scho_lock_release)
