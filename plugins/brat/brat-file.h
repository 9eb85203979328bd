/* brat-file.h - what an .ann file of brat says, before it meets the text.
 *
 * brat.nlplab.org/standoff.html: a line each. `T1 TAB Type 5 9;12 15 TAB words` is a
 * passage, in code points of the file that was annotated; `#1`, `A1`, `M1` and `N1` say
 * something of one; relations (R), events (E) and equivalences (*) join several.
 */
#pragma once

#include <scholiast/plugin.h>

/* The attribute that is a coding's weight. */
#define BRAT_WEIGHT "Weight"

typedef struct
{
  guint32 start, end;
} BratFragment;

typedef struct
{
  guint line;
  char *type;        /* as a code's name is: on one line, no space around it */
  const char *quote; /* nullable; in the file's bytes; a space between fragments */
  GArray *fragments; /* of BratFragment, not empty */
  GString *memo;     /* nullable; notes, attributes and references, a line each */
  gint16 weight;     /* of an attribute that we write */
  SchoUuid coding;   /* of its first part; zeros: it did not come in */
} BratSpan;

typedef struct
{
  char *type;
  BratSpan *from, *to;
} BratRelation;

typedef struct
{
  const char *name;  /* of the file */
  GPtrArray *spans;  /* of BratSpan */
  GHashTable *ids;   /* of `T1` to BratSpan; an event's is that of its trigger */
  GArray *relations; /* of BratRelation */
  guint n_loose;     /* relations whose ends are not there */
  guint n_events;
  guint n_elsewhere; /* notes and attributes of what is no passage */
  guint n_unknown;   /* lines */

  /* (nullable) (element-type GError), not owned: of lines that are left out; without it
   * the first one ends it all. Set by the caller. */
  GPtrArray *faults;
} BratFile;

/* @utf8: cut into its lines; kept by the caller as long as @self. */
gboolean
brat_file_read (BratFile *self, char *utf8, GCancellable *cancellable, GError **error);
void brat_file_clear (BratFile *self);

/* As much as a message holds. */
char *brat_shorten (const char *words);

/* “Line 3 of a.ann: …” */
void brat_file_set_error (const BratFile *self,
                          guint line,
                          SchoError code,
                          GError **error,
                          const char *format,
                          ...) G_GNUC_PRINTF (5, 6);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BratFile, brat_file_clear)
