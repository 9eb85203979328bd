/* program-reply.h - what a program says, a line at a time, becomes tables and a step. Of
 * the core only. */
#pragma once

#include <scholiast/program-private.h>

/**
 * SchoProgramReply:
 *
 * Trusts nothing: lines, cells, tables and codings are counted and checked; the first
 * that is wrong ends it, with an error that says which line.
 */
typedef struct _SchoProgramReply SchoProgramReply;

SchoProgramReply *scho_program_reply_new (const SchoProgram *program,
                                          SchoSnapshot *snapshot,
                                          const SchoProgress *progress);
void scho_program_reply_free (SchoProgramReply *self);

/* Any bytes in pieces of any size. */
gboolean scho_program_reply_feed (SchoProgramReply *self,
                                  const char *bytes,
                                  gsize n,
                                  GError **error);

/* A sentence below the first table. */
void scho_program_reply_add_note (SchoProgramReply *self, const char *note);

/**
 * scho_program_reply_finish:
 * @step: (out) (transfer full) (nullable): %NULL where nothing is proposed
 *
 * Returns: (transfer full) (element-type SchoTable): those that it made, and one of the
 *   passages that it proposes; at least one
 */
GPtrArray *
scho_program_reply_finish (SchoProgramReply *self, SchoStep **step, GError **error);

/* What a line says; the two ways of writing lines call these. */

/* @document: title, source or UUID; @code: name, path or UUID; @memo: nullable */
typedef struct
{
  const char *document;
  gint64 start, end;
  const char *code;
  gint64 weight; /* SCHO_NO_WEIGHT: none */
  const char *memo;
} SchoProposal;

void
scho_program_reply_progress (SchoProgramReply *self, double fraction, const char *what);
gboolean scho_program_reply_begin_table (SchoProgramReply *self,
                                         const char *id,
                                         const char *title,
                                         GError **error);

/* Of the last table, before its first row. @type: nullable: text */
gboolean scho_program_reply_add_column (SchoProgramReply *self,
                                        const char *name,
                                        const char *title,
                                        const char *type,
                                        GError **error);
gboolean scho_program_reply_begin_row (SchoProgramReply *self, GError **error);

/* The row's next cell. @value: nullable: undefined */
gboolean
scho_program_reply_add_cell (SchoProgramReply *self, const char *value, GError **error);
gboolean
scho_program_reply_note (SchoProgramReply *self, const char *note, GError **error);
gboolean scho_program_reply_propose (SchoProgramReply *self,
                                     const SchoProposal *proposal,
                                     GError **error);

/* It says itself that it failed: always FALSE. */
gboolean scho_program_reply_fail (const char *message, GError **error);

/* program-json.c, program-tab.c: @line: valid UTF-8, without its end; may be changed. */
gboolean scho_program_json_take (SchoProgramReply *reply, char *line, GError **error);
gboolean scho_program_tab_take (SchoProgramReply *reply, char *line, GError **error);

/* Sets an error; always FALSE. */
gboolean scho_program_refuse (GError **error, const char *format, ...)
    G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoProgramReply, scho_program_reply_free)
