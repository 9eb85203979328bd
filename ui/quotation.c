#include "quotation.h"

#include <glib/gi18n.h>
#include <string.h>

/* (nullable): what the stretch of that kind that holds @offset is called. */
static const char *
find_label (SchoText *text, SchoStretchKind kind, guint32 offset)
{
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  for (gsize i = 0; i < n && stretches[i].start <= offset; i++)
    if (stretches[i].kind == kind && offset < stretches[i].end)
      return stretches[i].label;
  return NULL;
}

/* Marks that may be around the words of somebody who is quoted. */
static gboolean
is_double_mark (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e || c == 0x201f;
}

static gboolean
touches_a_mark (const char *words)
{
  const char *last = words + strlen (words);

  return last > words
         && (is_double_mark (g_utf8_get_char (words))
             || is_double_mark (g_utf8_get_char (g_utf8_prev_char (last))));
}

/* Within quotation marks stand single ones. */
static char *
dup_with_single_marks (const char *words)
{
  GString *single = g_string_new (NULL);

  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar mark = g_utf8_get_char (c);

      g_string_append_unichar (single, mark == '"'      ? '\''
                                       : mark == 0x201c ? 0x2018
                                       : mark == 0x201d ? 0x2019
                                       : mark == 0x201e ? 0x201a
                                       : mark == 0x201f ? 0x201b
                                                        : mark);
    }
  return g_string_free (single, FALSE);
}

char *
scho_quotation_mark (const char *words)
{
  g_autofree char *single = touches_a_mark (words) ? dup_with_single_marks (words) : NULL;

  /* Translators: the quotation marks around words of the text. */
  return g_strdup_printf (_ ("“%s”"), single != NULL ? single : words);
}

char *
scho_quotation_new (
    SchoSnapshot *snapshot, SchoText *text, guint32 document, guint32 start, guint32 end)
{
  const SchoDocument *noun = scho_snapshot_get_document (snapshot, document);
  const char *speaker = find_label (text, SCHO_STRETCH_SPEAKER_TURN, start);
  const char *page = find_label (text, SCHO_STRETCH_PAGE, start);
  g_autofree char *words = g_strstrip (scho_text_dup_range (text, start, end));
  GString *quotation;
  g_autofree char *marked = scho_quotation_mark (words);

  quotation = g_string_new (marked);
  g_string_append (quotation, " (");
  if (speaker != NULL)
    g_string_append_printf (quotation, "%s, ", speaker);
  g_string_append (quotation, noun->title);
  if (noun->source != NULL && !g_str_equal (noun->source, noun->title))
    g_string_append_printf (quotation, ", %s", noun->source);
  if (page != NULL)
    /* Translators: follows a title; %s is the number of a page. */
    g_string_append_printf (quotation, _ (", p. %s"), page);
  /* Translators: follows a title; where in the document the quotation is. */
  g_string_append_printf (quotation, _ (", characters %u–%u"), start + 1, end);
  g_string_append_c (quotation, ')');
  return g_string_free (quotation, FALSE);
}
