/* file-name.h - endings of files: which to add, which to propose. */
#pragma once

#include <glib.h>
#include <scholiast/api.h>

/* What projects end with, without the dot. */
#define SCHO_PROJECT_ENDING "scholia"

/**
 * scho_file_name_has_ending:
 *
 * Whether what follows the last dot is an ending: a few letters and figures with at least
 * one letter, all of them small or all of them capital. “Study 2.0” and “Dr.Smith” have
 * none, nor has a name that begins with its only dot.
 */
SCHO_API gboolean scho_file_name_has_ending (const char *path);

/* @path with @ending unless it has one of its own. (transfer full) */
SCHO_API char *scho_file_name_ensure_ending (const char *path, const char *ending);

/* A name for a file made from something called @title, which may be a file's name:
 * “a.txt” and “pdf” make “a.pdf”. No slash is left in it. (transfer full) */
SCHO_API char *scho_file_name_propose (const char *title, const char *ending);
