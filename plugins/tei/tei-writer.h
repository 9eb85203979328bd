/* tei-writer.h - XML onto a stream, without an opinion about white space.
 *
 * libxml2's writer costs more per element than the element is long, and knows nothing of
 * characters that XML forbids; these become U+FFFD here, one for one, so that positions
 * hold.
 */
#pragma once

#include <gio/gio.h>
#include <scholiast/plugin.h>

typedef struct _TeiWriter TeiWriter;

/* In the encodingDesc of what was written with pseudonyms. */
#define TEI_PSEUDONYMS                                                                   \
  "<editorialDecl><p>Names were replaced by pseudonyms, and positions are those of the " \
  "text with these.</p></editorialDecl>\n"

/* @stream: (transfer full) (nullable): %NULL: all stays in memory */
TeiWriter *tei_writer_new (GOutputStream *stream, GCancellable *cancellable);
void tei_writer_free (TeiWriter *self);

/* What is in memory; for a writer without a stream all of it. */
const GString *tei_writer_peek (TeiWriter *self);

/* Markup that needs no escaping: ours. */
void tei_writer_markup (TeiWriter *self, const char *markup);
void tei_writer_printf (TeiWriter *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void tei_writer_number (TeiWriter *self, guint32 number);

/* All that another writer holds in memory. */
void tei_writer_append (TeiWriter *self, TeiWriter *other);

/* The content of an element. @n_bytes: -1: up to the final zero */
void tei_writer_text (TeiWriter *self, const char *utf8, gssize n_bytes);

/* ` name="value"`; nothing when @value is %NULL. */
void tei_writer_attribute (TeiWriter *self, const char *name, const char *value);

/* The value alone, between quotation marks of ours. */
void tei_writer_value (TeiWriter *self, const char *value);

/* The same as an attribute, escaped as the elements of our own namespace need it. */
void tei_writer_own_attribute (TeiWriter *self, const char *name, const char *value);

/* ` name="urn:uuid:…"` */
void tei_writer_uuid (TeiWriter *self, const char *name, const SchoUuid *uuid);

/* ` name="2026-11-18T09:12:31.123Z"`: the UUID's time; nothing when it carries none. */
void tei_writer_time (TeiWriter *self, const char *name, const SchoUuid *uuid);

/* What went wrong so far; once it did, nothing more is written. */
gboolean tei_writer_check (TeiWriter *self, GError **error);

/* Writes the rest and closes the stream. */
gboolean tei_writer_close (TeiWriter *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiWriter, tei_writer_free)
