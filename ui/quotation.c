#include "quotation.h"

#include <glib/gi18n.h>

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

char *
scho_quotation_new (
    SchoSnapshot *snapshot, SchoText *text, guint32 document, guint32 start, guint32 end)
{
  const SchoDocument *noun = scho_snapshot_get_document (snapshot, document);
  const char *speaker = find_label (text, SCHO_STRETCH_SPEAKER_TURN, start);
  const char *page = find_label (text, SCHO_STRETCH_PAGE, start);
  g_autofree char *words = g_strstrip (scho_text_dup_range (text, start, end));
  GString *quotation = g_string_new (NULL);

  /* Translators: the quotation marks around what is copied as a quotation. */
  g_string_append_printf (quotation, _ ("“%s”"), words);
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
