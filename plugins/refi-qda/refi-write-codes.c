#include "refi-memos.h"

#include <glib/gi18n-lib.h>

/* Other programs have initials there. */
static void
put_id (RefiExport *self, const SchoCoder *coder)
{
  const xmlNode *user
      = self->kept != NULL ? refi_kept_find (self->kept, REFI_USERS, &coder->uuid) : NULL;
  g_autofree char *id = user != NULL ? refi_xml_dup (user, "id") : NULL;

  refi_xml_put (self->xml, "id", id);
}

void
refi_write_users (RefiExport *self)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (self->snapshot, &n);
  gboolean any = FALSE;

  if (self->kept != NULL && refi_kept_get_part (self->kept, REFI_USERS)->len > 0)
    {
      g_string_append (self->xml, "<Users>\n");
      any = TRUE;
      refi_write_part (self, REFI_USERS);
    }
  for (gsize i = 0; i < n; i++)
    {
      if (g_hash_table_contains (self->unnamed, &coders[i]->uuid))
        continue;
      g_string_append (self->xml, any ? "" : "<Users>\n");
      g_string_append (self->xml, "<User");
      refi_xml_put_guid (self->xml, "guid", &coders[i]->uuid);
      refi_xml_put (self->xml, "name", coders[i]->name);
      put_id (self, coders[i]);
      g_string_append (self->xml, "/>\n");
      any = TRUE;
      if (coders[i]->asked != NULL)
        refi_export_lose (self, 1, _ ("Which documents coders were asked to code"),
                          coders[i]->name);
    }
  g_string_append (self->xml, any ? "</Users>\n" : "");
}

static gboolean
is_wanted (RefiExport *self, const SchoCode *code)
{
  return code->id != self->no_code && !refi_export_is_case (self, code)
         && !refi_export_is_folder (self, code)
         && (self->codes == NULL || self->codes[code->id]);
}

static void
put_refs (RefiExport *self, const SchoCode *code)
{
  refi_memo_put_refs (self, &code->uuid, NULL, code->memo);
  if (code->use_when != NULL)
    refi_put_ref (self, &code->uuid, REFI_USE_WHEN);
  if (code->use_not != NULL)
    refi_put_ref (self, &code->uuid, REFI_USE_NOT);
}

/* A codebook has no notes. */
static void
lose_notes (RefiExport *self, const SchoCode *code)
{
  refi_export_lose (self, code->memo != NULL, _ ("Memos of codes"), code->name);
  refi_export_lose (self, (code->use_when != NULL) + (code->use_not != NULL),
                    _ ("When to use codes, and when not"), code->name);
}

/* As it came in, unless something was coded with it. */
static gboolean
is_codable (RefiExport *self, const SchoCode *code)
{
  const xmlNode *kept = self->kept != NULL && self->counts[code->id] == 0
                            ? refi_kept_find (self->kept, REFI_CODES, &code->uuid)
                            : NULL;
  g_autofree char *value = kept != NULL ? refi_xml_dup (kept, "isCodable") : NULL;

  return g_strcmp0 (value, "false") != 0;
}

static void
begin_code (RefiExport *self, const SchoCode *code)
{
  char colour[8];

  scho_colour_format (code->colour, colour);
  g_string_append (self->xml, "<Code");
  refi_xml_put_guid (self->xml, "guid", &code->uuid);
  refi_xml_put (self->xml, "name", code->name);
  refi_xml_put (self->xml, "isCodable", is_codable (self, code) ? "true" : "false");
  refi_xml_put (self->xml, "color", colour);
  g_string_append (self->xml, ">");
  if (code->definition != NULL)
    {
      g_string_append (self->xml, "<Description>");
      refi_xml_escape (self->xml, code->definition, -1);
      g_string_append (self->xml, "</Description>");
    }
  if (self->memos && self->zip != NULL)
    put_refs (self, code);
  else if (self->memos)
    lose_notes (self, code);
  refi_export_lose (self, code->key != 0, _ ("Keys of codes"), code->name);
  refi_export_lose (self, code->pseudonym != NULL, _ ("Pseudonyms of codes"), code->name);
  refi_export_lose (self, code->blurred, _ ("Which codes are blurred"), code->name);
}

/* Codes come in the order of the tree; what is deeper belongs to the last. */
void
refi_write_codes (RefiExport *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);
  guint depth = 0;
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      guint level = scho_snapshot_get_code_depth (self->snapshot, codes[i]->id) + 1;

      if (!is_wanted (self, codes[i]))
        continue;
      if (!any)
        g_string_append (self->xml,
                         self->zip != NULL ? "<CodeBook>\n<Codes>\n" : "<Codes>\n");
      any = TRUE;
      for (; depth >= level; depth--)
        g_string_append (self->xml, "</Code>\n");
      depth = level;
      begin_code (self, codes[i]);
    }
  for (; depth > 0; depth--)
    g_string_append (self->xml, "</Code>\n");
  if (any)
    g_string_append (self->xml,
                     self->zip != NULL ? "</Codes>\n</CodeBook>\n" : "</Codes>\n");
}

static void
write_note (RefiExport *self,
            const SchoCode *code,
            const char *purpose,
            const char *words)
{
  if (words != NULL)
    refi_write_note (self, &code->uuid, purpose, code->name, NULL, -1, words);
}

void
refi_write_code_notes (RefiExport *self)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (self->snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (is_wanted (self, codes[i]))
      {
        refi_memo_write (self, &codes[i]->uuid, codes[i]->name, NULL, -1, codes[i]->memo);
        write_note (self, codes[i], REFI_USE_WHEN, codes[i]->use_when);
        write_note (self, codes[i], REFI_USE_NOT, codes[i]->use_not);
      }
}
