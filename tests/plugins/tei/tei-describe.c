#include "tei-project.h"

#include <string.h>

static void
describe_codings (GString *out, SchoSnapshot *snapshot, guint32 document)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, NULL);
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label
          = scho_snapshot_dup_code_label (snapshot, annotations[i].code);
      g_autofree char *quote
          = scho_text_dup_range (text, annotations[i].start, annotations[i].end);

      g_strdelimit (quote, "\n", '|');
      g_string_append_printf (
          out, "coding %u-%u %s by %s", annotations[i].start, annotations[i].end, label,
          scho_snapshot_get_coder (snapshot, annotations[i].coder)->name);
      if (annotations[i].weight != SCHO_NO_WEIGHT)
        g_string_append_printf (out, " weight %d", annotations[i].weight);
      g_string_append_printf (out, ": %s\n", quote);
      if (annotations[i].memo != NULL)
        g_string_append_printf (out, "memo %s\n", annotations[i].memo);
    }
}

static void
describe_codes (GString *out, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);

      g_string_append_printf (out, "code %s\n", path);
      if (codes[i]->definition != NULL)
        g_string_append_printf (out, "definition %s\n", codes[i]->definition);
      if (codes[i]->memo != NULL)
        g_string_append_printf (out, "memo %s\n", codes[i]->memo);
    }
}

static void
describe_text (GString *out, SchoSnapshot *snapshot, guint32 document)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (snapshot, document, NULL);
  gsize n;
  const SchoStretch *stretches = scho_text_get_stretches (text, &n);

  g_string_append_printf (out, "%s\n", scho_text_get_utf8 (text, NULL));
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (out, "stretch %u %u-%u level %u\n", stretches[i].kind,
                            stretches[i].start, stretches[i].end, stretches[i].level);
}

/* What has that UUID, in words. (transfer full) */
static char *
describe_end (SchoSnapshot *snapshot, const char *json, const char *member)
{
  g_autofree char *key = g_strdup_printf ("\"%s\":\"", member);
  const char *at = strstr (json, key);
  g_autofree char *uuid = at != NULL
                              ? g_strndup (at + strlen (key), SCHO_UUID_STRING_LENGTH)
                              : g_strdup ("");
  const SchoAnnotation *coding = scho_lookup_annotation (snapshot, uuid, NULL);
  const SchoCode *code = scho_lookup_code (snapshot, uuid, NULL);
  const SchoDocument *document = scho_lookup_document (snapshot, uuid, NULL);

  if (coding != NULL)
    return g_strdup_printf ("%u-%u", coding->start, coding->end);
  return g_strdup (code != NULL ? code->name : document != NULL ? document->title : "?");
}

static void
describe_links (GString *out, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoAttachment *const *attachments = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *from = describe_end (snapshot, attachments[i]->text, "from");
      g_autofree char *to = describe_end (snapshot, attachments[i]->text, "to");

      g_string_append_printf (out, "%s %s: %s -> %s\n", attachments[i]->kind,
                              attachments[i]->name, from, to);
    }
}

char *
tei_project_describe (TeiProject *self)
{
  SchoSnapshot *snapshot = tei_project_get_snapshot (self);
  GString *out = g_string_new (NULL);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  describe_codes (out, snapshot);
  for (gsize i = 0; i < n; i++)
    {
      g_string_append_printf (out, "document %s (%s)\n", documents[i]->title,
                              documents[i]->language ? documents[i]->language : "?");
      if (documents[i]->memo != NULL)
        g_string_append_printf (out, "memo %s\n", documents[i]->memo);
      for (gsize k = 0; k < documents[i]->n_attributes; k++)
        g_string_append_printf (out, "attribute %s: %s\n",
                                documents[i]->attributes[k].name,
                                documents[i]->attributes[k].value);
      describe_text (out, snapshot, documents[i]->id);
      describe_codings (out, snapshot, documents[i]->id);
    }
  describe_links (out, snapshot);
  return g_string_free (out, FALSE);
}
