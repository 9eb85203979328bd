#include "cas.h"

#include "../shared/uncarried.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const CasPart *part;
  TextWriter *writer;
  gsize first; /* coding that may still reach a token */
  GArray *on;  /* of gsize: codings that reach the token at hand */
} Tsv;

/* What the format gives a meaning to. */
static void
write_escaped (TextWriter *writer, const char *utf8, gsize n_bytes)
{
  const char *from = utf8, *end = utf8 + n_bytes;

  for (const char *p = utf8; p < end; p++)
    {
      gboolean is_arrow = *p == '-' && p + 1 < end && p[1] == '>';

      if (strchr ("\\[]|_;*\t\n\r", *p) == NULL && !is_arrow)
        continue;
      text_writer_add_n (writer, from, (gsize) (p - from));
      text_writer_add (writer, *p == '\n'   ? "\\n"
                               : *p == '\t' ? "\\t"
                               : *p == '\r' ? "\\r"
                                            : "\\");
      from = g_ascii_isspace (*p) ? p + 1 : p;
    }
  text_writer_add_n (writer, from, (gsize) (end - from));
}

static void
write_range (Tsv *self, guint32 start, guint32 end)
{
  gsize from = scho_text_offset_to_byte (self->part->text, start);
  gsize to = scho_text_offset_to_byte (self->part->text, end);

  write_escaped (self->writer, scho_text_get_utf8 (self->part->text, NULL) + from,
                 to - from);
}

/* A line of it for each of the text's. */
static void
write_sentence (Tsv *self, const Span *span)
{
  guint32 start = span->start;

  text_writer_add (self->writer, "\n");
  while (start < span->end)
    {
      guint32 end = tokens_line_end (self->part->text, start, span->end);

      text_writer_add (self->writer, "#Text=");
      write_range (self, start, end);
      text_writer_add (self->writer, "\n");
      start = end + 1;
    }
}

/* Of a coding: code, memo, weight; each with its number, since it may go over several
 * tokens. */
static void
write_value (Tsv *self, gsize coding, guint column)
{
  const SchoAnnotation *annotation = self->part->annotations[coding];
  g_autofree char *value = NULL;

  if (column == 0)
    value = scho_snapshot_dup_code_label (self->part->snapshot, annotation->code);
  else if (column == 1)
    value = g_strdup (annotation->memo);
  else if (annotation->weight != SCHO_NO_WEIGHT)
    value = g_strdup_printf ("%d", annotation->weight);
  if (value == NULL)
    text_writer_add (self->writer, "*");
  else
    write_escaped (self->writer, value, strlen (value));
  text_writer_add (self->writer, "[");
  text_writer_number (self->writer, (gint64) coding + 1);
  text_writer_add (self->writer, "]");
}

static guint32
cut_start (Tsv *self, gsize coding, const Span *token)
{
  return MAX (self->part->annotations[coding]->start, token->start);
}

static guint32
cut_end (Tsv *self, gsize coding, const Span *token)
{
  return MIN (self->part->annotations[coding]->end, token->end);
}

/* Codings that cover just [start, end) of the token. */
static void
write_columns (Tsv *self, const Span *token, guint32 start, guint32 end)
{
  for (guint column = 0; column < 3; column++)
    {
      guint n = 0;

      text_writer_add (self->writer, "\t");
      for (guint i = 0; i < self->on->len; i++)
        {
          gsize coding = g_array_index (self->on, gsize, i);

          if (cut_start (self, coding, token) != start
              || cut_end (self, coding, token) != end)
            continue;
          text_writer_add (self->writer, n++ > 0 ? "|" : "");
          write_value (self, coding, column);
        }
      if (n == 0)
        text_writer_add (self->writer, "_");
    }
  text_writer_add (self->writer, "\t\n");
}

static void
begin_line (
    Tsv *self, guint sentence, guint token, guint part, guint32 start, guint32 end)
{
  text_writer_number (self->writer, sentence);
  text_writer_add (self->writer, "-");
  text_writer_number (self->writer, token);
  if (part > 0)
    {
      text_writer_add (self->writer, ".");
      text_writer_number (self->writer, part);
    }
  text_writer_add (self->writer, "\t");
  text_writer_number (self->writer, cas_unit (self->part, start));
  text_writer_add (self->writer, "-");
  text_writer_number (self->writer, cas_unit (self->part, end));
  text_writer_add (self->writer, "\t");
  write_range (self, start, end);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return (first->end > second->end) - (first->end < second->end);
}

/* Parts of a token that codings begin or end in. */
static void
write_parts (Tsv *self, guint sentence, guint number, const Span *token)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Span));
  guint n = 0;

  for (guint i = 0; i < self->on->len; i++)
    {
      gsize coding = g_array_index (self->on, gsize, i);
      Span part = { cut_start (self, coding, token), cut_end (self, coding, token) };

      if (part.start != token->start || part.end != token->end)
        g_array_append_val (parts, part);
    }
  g_array_sort (parts, compare_spans);
  for (guint i = 0; i < parts->len; i++)
    {
      const Span *part = &g_array_index (parts, Span, i);

      if (i > 0 && compare_spans (part - 1, part) == 0)
        continue;
      begin_line (self, sentence, number, ++n, part->start, part->end);
      write_columns (self, token, part->start, part->end);
    }
}

static void
find_codings (Tsv *self, const Span *token)
{
  g_array_set_size (self->on, 0);
  while (self->first < self->part->n_annotations
         && self->part->annotations[self->first]->end <= token->start)
    self->first++;
  for (gsize i = self->first;
       i < self->part->n_annotations && self->part->annotations[i]->start < token->end;
       i++)
    if (self->part->annotations[i]->end > token->start)
      g_array_append_val (self->on, i);
}

void
cas_tsv_write (const CasPart *part, TextWriter *writer)
{
  g_autoptr (GArray) on = g_array_new (FALSE, FALSE, sizeof (gsize));
  Tsv self = { part, writer, 0, on };
  guint t = 0;

  /* What begins or ends between tokens is shrunk to them. */
  for (gsize i = 0; i < part->n_annotations; i++)
    uncarried_tell_space (part->losses, part->document, part->text, part->annotations[i],
                          FALSE);
  text_writer_add (writer,
                   "#FORMAT=WebAnno TSV 3.3\n#T_SP=" CAS_LAYER "|code|memo|weight\n\n");
  for (guint s = 0; s < part->tokens->sentences->len; s++)
    {
      const Span *sentence = &g_array_index (part->tokens->sentences, Span, s);

      write_sentence (&self, sentence);
      for (guint n = 1; t < part->tokens->tokens->len; t++, n++)
        {
          const Span *token = &g_array_index (part->tokens->tokens, Span, t);

          if (token->start >= sentence->end)
            break;
          find_codings (&self, token);
          begin_line (&self, s + 1, n, 0, token->start, token->end);
          write_columns (&self, token, token->start, token->end);
          write_parts (&self, s + 1, n, token);
        }
    }
}
