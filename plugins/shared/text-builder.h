/* text-builder.h - a text and its stretches, made piece by piece by an importer.
 *
 * Line breaks and spaces come before the next character, never after the last: so a
 * stretch neither begins nor ends with them, wherever it is opened and closed.
 */
#pragma once

#include <scholiast/plugin.h>

/* Positions that are wanted, but no stretch of the text. */
#define TEXT_BUILDER_PASSAGE G_MAXUINT16

typedef struct _TextBuilder TextBuilder;

/* @max_bytes: what is more fails in the end. */
TextBuilder *text_builder_new (gsize max_bytes);
void text_builder_free (TextBuilder *self);

/* As it is; line feeds end lines. What a text cannot hold (NUL, CR) is left out. */
void text_builder_append (TextBuilder *self, const char *utf8, gssize n_bytes);

/* As a browser shows it: white space is one space, none where a line begins or ends. */
void text_builder_append_flowing (TextBuilder *self, const char *utf8, gssize n_bytes);

/* What comes next begins a line; nothing when a line was just begun. */
void text_builder_break_line (TextBuilder *self);

/* And an empty line before that; never at the begin, never two. */
void text_builder_leave_line (TextBuilder *self);

/* A line feed that counts: within a paragraph, after nothing too. */
void text_builder_feed (TextBuilder *self);

/* The same, but no more than @most of them at once, and none at the begin. */
void text_builder_feed_at_most (TextBuilder *self, guint most);

/* From now on lines are what text_builder_begin_line() begins and text_builder_feed()
 * ends, and nothing else: none is too many, those at the end count too. */
void text_builder_keep_lines (TextBuilder *self);

/* With lines kept: what comes next, be it nothing, is a line of its own. */
void text_builder_begin_line (TextBuilder *self);

/* Begins with the next character. Returns its number, for close and get. */
guint text_builder_open (TextBuilder *self, guint kind, guint level, const char *label);

/* Ends after the last character; goes away if there was none. A label given here counts.
 */
void text_builder_close (TextBuilder *self, guint number);
void text_builder_set_level (TextBuilder *self, guint number, guint level);
void text_builder_set_label (TextBuilder *self, guint number, const char *label);

/* The same, and it goes away too if it is one line: as paragraphs that need no mark. */
void text_builder_close_if_lines (TextBuilder *self, guint number);

/* An empty stretch before the next character: a page, a time. */
void text_builder_mark (TextBuilder *self, guint kind, const char *label);

/* %FALSE when nothing is in it. */
gboolean text_builder_get (TextBuilder *self, guint number, guint32 *start, guint32 *end);

/* A line was begun and has nothing yet. */
gboolean text_builder_at_line_start (TextBuilder *self);
guint32 text_builder_get_length (TextBuilder *self);
const char *text_builder_peek (TextBuilder *self, gsize *n_bytes);

/* How many stretches of that kind there are. */
guint text_builder_count (TextBuilder *self, guint kind);

/* It is too big already: whoever reads can stop. */
gboolean text_builder_is_full (TextBuilder *self);

/* All that was open is closed. Refuses a text without characters. @name: for messages */
SchoText *text_builder_finish (TextBuilder *self, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TextBuilder, text_builder_free)
