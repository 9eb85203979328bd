/* program-send.h - the project as lines for a program. Of the core only. */
#pragma once

#include <scholiast/program-private.h>

/**
 * SchoProgramSender:
 *
 * Writes a line for each noun: `project`, what is set as `option`, `coder`, `code`; each
 * `document` with its text, and after it its `attribute` and `annotation`; `end`.
 * plugins/README.md lists the fields.
 *
 * As JSON a line is an object whose `type` says what it is. Else its first field does;
 * fields have tabs between, and in a field `\t`, `\n` and `\\` stand for tab, line feed
 * and backslash.
 */
typedef struct _SchoProgramSender SchoProgramSender;

SchoProgramSender *scho_program_sender_new (const SchoProgram *program,
                                            SchoSnapshot *snapshot,
                                            SchoOptions *options);
void scho_program_sender_free (SchoProgramSender *self);

/* Appends some lines; none when that was all. A document at a time. */
gboolean
scho_program_sender_next (SchoProgramSender *self, GString *lines, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoProgramSender, scho_program_sender_free)
