/* program.h - an analysis in any language: a program that a manifest names. */
#pragma once

#include <scholiast/error.h>

/**
 * SchoProgram:
 *
 * A file `NAME.program` in a folder of plugins says what is run, and with which options;
 * `plugins/README.md` tells how to write one. The program gets the project as lines on
 * its standard input, and says what it found as lines on its standard output.
 *
 * It runs as a process of its own, without a shell, in an empty folder that goes when it
 * ends, with limits of memory, time and what it may say; and only when the user has
 * switched it on.
 */
typedef struct _SchoProgram SchoProgram;

SCHO_API const char *scho_program_get_id (const SchoProgram *self);
SCHO_API const char *scho_program_get_title (const SchoProgram *self);

/* Nullable. */
SCHO_API const char *scho_program_get_description (const SchoProgram *self);

/* What is run, for people: words with spaces are quoted. (transfer full) */
SCHO_API char *scho_program_dup_command_line (const SchoProgram *self);

SCHO_API gboolean scho_program_is_on (const SchoProgram *self);
