/* refi-places.h - how programs count positions in a text, and which way a file was
 * counted.
 *
 * The standard counts code points. NVivo counts UTF-16 units; the two characters at the
 * end of a Windows line are two for some and one for others, whatever stands in the file.
 */
#pragma once

#include <scholiast/plugin.h>

typedef enum
{
  REFI_UTF16 = 1 << 0,       /* UTF-16 units, else code points */
  REFI_CRLF_IS_ONE = 1 << 1, /* CR LF counts one, else two */
  REFI_COUNTS_MARK = 1 << 2, /* the byte-order mark counts */
  REFI_N_READINGS = 1 << 3
} RefiReading;

typedef struct _RefiPlaces RefiPlaces;

/* @raw: the file: UTF-8 with its line ends; its byte-order mark taken away, @has_mark.
 * @text: what became of it. */
RefiPlaces *
refi_places_new (SchoText *text, const char *raw, gsize n_bytes, gboolean has_mark);
void refi_places_free (RefiPlaces *self);

/* What makes a difference in this text: only texts beyond the BMP have other UTF-16
 * units, for example. */
RefiReading refi_places_get_choices (RefiPlaces *self);

/* The offset in the text; %FALSE where it had to be put inside. */
gboolean refi_places_find (RefiPlaces *self,
                           RefiReading reading,
                           gint64 position,
                           guint32 *offset);

/* How well the passage fits: its words are @quote (nullable, may be cut with “…”), it
 * begins and ends where words do, and lies in the text.
 * @n_quotes: (inout): one more where its words are @quote */
double refi_places_score (RefiPlaces *self,
                          RefiReading reading,
                          gint64 start,
                          gint64 end,
                          const char *quote,
                          guint *n_quotes);

/* Whether a passage's words are @quote, but for white space; it may be cut with “…”. */
gboolean refi_places_fit (SchoText *text, guint32 start, guint32 end, const char *quote);

/* @words with each run of white space as one space, cut after @most characters with an
 * ellipsis. (transfer full) */
char *refi_places_dup_quote (SchoText *text, guint32 start, guint32 end, guint most);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RefiPlaces, refi_places_free)
