#include "quotations.h"

#include "passages.h"

#include "../tei/tei-writer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  SchoSnapshot *snapshot;
  TeiWriter *writer;
  Passages *passages;
} Quotations;

/* What means something anywhere in a line. */
static gboolean
is_special (char c)
{
  return strchr ("\\`*_{}[]<>&|~^$!", c) != NULL;
}

/* What means something where a line begins. */
static gboolean
begins_block (const char *line)
{
  gsize digits = strspn (line, "0123456789");

  return strchr ("#+-=:", line[0]) != NULL
         || (digits > 0 && (line[digits] == '.' || line[digits] == ')'));
}

/* One line, as the words that it is. Blanks at its begin would be code, blanks at its end
 * a break. */
static void
append_line (GString *out, const char *line, gsize n)
{
  while (n > 0 && (line[0] == ' ' || line[0] == '\t'))
    {
      line++;
      n--;
    }
  while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t'))
    n--;
  if (n > 0 && begins_block (line))
    {
      gsize digits = MIN (strspn (line, "0123456789"), n);

      g_string_append_len (out, line, (gssize) digits);
      g_string_append_c (out, '\\');
      line += digits;
      n -= digits;
      if (n > 0)
        g_string_append_c (out, *line++);
      n -= n > 0;
    }
  for (gsize i = 0; i < n; i++)
    {
      if (line[i] != '\0' && is_special (line[i]))
        g_string_append_c (out, '\\');
      g_string_append_c (out, line[i]);
    }
}

/* All lines, each after @prefix; those of one paragraph with a break between them. */
static void
append_lines (GString *out, const char *words, const char *prefix)
{
  while (*words != '\0')
    {
      gsize n = strcspn (words, "\n");
      gboolean breaks = words[n] == '\n' && n > 0 && words[n + 1] != '\n';

      g_string_append_len (out, prefix, n > 0 ? -1 : (gssize) MIN (strlen (prefix), 1));
      append_line (out, words, n);
      g_string_append (out, breaks ? "\\\n" : "\n");
      words += n + (words[n] == '\n');
    }
}

static void
append_inline (GString *out, const char *words)
{
  g_autofree char *one = g_strdelimit (g_strdup (words), "\n", ' ');

  append_line (out, one, strlen (one));
}

/* A paragraph: “Memo: words”. */
static void
append_note (GString *out, const char *title, const char *words)
{
  if (words == NULL || words[0] == '\0')
    return;
  g_string_append_c (out, '\n');
  if (title != NULL)
    g_string_append_printf (out, "**%s:** ", title);
  append_lines (out, words, "");
}

static void
append_source (Quotations *self, GString *out, const SchoAnnotation *coding)
{
  g_autofree char *source = passages_dup_source (self->passages, coding);
  const SchoCoder *coder = scho_snapshot_get_coder (self->snapshot, coding->coder);

  g_string_append (out, ">\n> — ");
  append_inline (out, source);
  if (coder != NULL)
    {
      g_string_append (out, "; ");
      append_inline (out, coder->name);
    }
  if (coding->weight != SCHO_NO_WEIGHT)
    {
      g_string_append (out, "; ");
      g_string_append_printf (out, _ ("weight %d"), coding->weight);
    }
  g_string_append_c (out, '\n');
}

static gboolean
write_passage (Quotations *self, const SchoAnnotation *coding, GError **error)
{
  g_autofree char *words = passages_dup_words (self->passages, coding, error);
  g_autoptr (GString) out = g_string_new ("\n");

  if (words == NULL)
    return FALSE;
  append_lines (out, words, "> ");
  append_source (self, out, coding);
  append_note (out, _ ("Memo"), coding->memo);
  tei_writer_markup (self->writer, out->str);
  return TRUE;
}

static void
write_heading (Quotations *self, const SchoCode *code, guint n)
{
  g_autoptr (GString) out = g_string_new ("\n");
  guint depth = scho_snapshot_get_code_depth (self->snapshot, code->id);

  for (guint i = 0; i < MIN (depth + 2, 6); i++)
    g_string_append_c (out, '#');
  g_string_append_c (out, ' ');
  append_inline (out, code->name);
  g_string_append_printf (out, " (%u)\n", n);
  append_note (out, NULL, code->definition);
  append_note (out, _ ("When to use"), code->use_when);
  append_note (out, _ ("When not"), code->use_not);
  append_note (out, _ ("Memo"), code->memo);
  tei_writer_markup (self->writer, out->str);
}

static gboolean
write_code (Quotations *self, const SchoCode *code, GError **error)
{
  guint n;
  const SchoAnnotation *const *list = passages_get (self->passages, code->id, &n);

  write_heading (self, code, n);
  for (guint i = 0; i < n; i++)
    if (!write_passage (self, list[i], error))
      return FALSE;
  return TRUE;
}

static void
write_title (Quotations *self)
{
  const SchoProjectInfo *info = scho_snapshot_get_info (self->snapshot);
  g_autoptr (GString) out = g_string_new ("# ");

  append_inline (out, info->title);
  g_string_append_c (out, '\n');
  append_note (out, NULL, info->memo);
  tei_writer_markup (self->writer, out->str);
}

gboolean
quotations_write (const Selection *selection,
                  GOutputStream *stream,
                  const SchoProgress *progress,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (TeiWriter) writer = tei_writer_new (stream, cancellable);
  g_autoptr (Passages) passages = passages_new (selection);
  Quotations self = { selection->snapshot, writer, passages };
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self.snapshot, &n);

  write_title (&self);
  for (gsize i = 0; i < n; i++)
    {
      if (!passages_has_branch (passages, codes[i]->id))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      scho_progress_set (progress, (double) i / n, codes[i]->name);
      if (!write_code (&self, codes[i], error))
        return FALSE;
    }
  return tei_writer_close (writer, error);
}
