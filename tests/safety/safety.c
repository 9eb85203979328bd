#include "safety.h"

#include <glib/gstdio.h>
#include <unistd.h>

static void
describe_nouns (SchoSnapshot *snapshot, GString *out)
{
  char uuid[SCHO_UUID_STRING_LENGTH + 1];
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      scho_uuid_format (&coders[i]->uuid, uuid);
      g_string_append_printf (out, "coder %u %s %s\n", coders[i]->id, uuid,
                              coders[i]->name);
    }

  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  for (gsize i = 0; i < n; i++)
    {
      const SchoCode *code = codes[i];
      scho_uuid_format (&code->uuid, uuid);
      g_string_append_printf (
          out, "code %u %s in %u at %d #%06x %u %d %s: %s, %s, %s, %s\n", code->id, uuid,
          code->parent, code->position, code->colour, code->key, code->blurred,
          code->name, code->definition, code->use_when, code->use_not, code->memo);
    }
}

static void
describe_attachments (SchoSnapshot *snapshot, GString *out)
{
  gsize n;
  const SchoAttachment *const *all = scho_snapshot_get_attachments (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    {
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&all[i]->uuid, uuid);
      g_string_append_printf (out, "attachment %u %s of %u: %s, %s, %s, %s, %s\n",
                              all[i]->id, uuid, all[i]->document, all[i]->kind,
                              all[i]->name, all[i]->text, all[i]->media_type,
                              all[i]->digest);
    }
}

static void
describe_annotations (SchoSnapshot *snapshot, guint32 document, GString *out)
{
  gsize n;
  const SchoAnnotation *annotations
      = scho_snapshot_get_annotations (snapshot, document, &n);

  for (gsize i = 0; i < n; i++)
    {
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&annotations[i].uuid, uuid);
      g_string_append_printf (out, "  %s [%u, %u) code %u by %u weight %d flags %u: %s\n",
                              uuid, annotations[i].start, annotations[i].end,
                              annotations[i].code, annotations[i].coder,
                              annotations[i].weight, annotations[i].flags,
                              annotations[i].memo);
    }
}

char *
safety_describe (SchoSnapshot *snapshot)
{
  GString *out = g_string_new (NULL);
  const SchoProjectInfo *info = scho_snapshot_get_info (snapshot);
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  g_string_append_printf (out, "project %s: %s\n", info->title, info->memo);
  describe_nouns (snapshot, out);
  describe_attachments (snapshot, out);
  for (gsize i = 0; i < n; i++)
    {
      const SchoDocument *document = documents[i];
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&document->uuid, uuid);
      g_string_append_printf (out, "document %u %s %s: %s, %s, %s, %u, %s, %s\n",
                              document->id, uuid, document->title, document->source,
                              document->language, document->memo, document->length,
                              document->digest, document->report);
      for (gsize a = 0; a < document->n_attributes; a++)
        g_string_append_printf (out, "  %s=%s (%d)\n", document->attributes[a].name,
                                document->attributes[a].value,
                                document->attributes[a].type);
      describe_annotations (snapshot, document->id, out);
    }
  return g_string_free (out, FALSE);
}

char *
safety_make_folder (gboolean fast)
{
  g_autoptr (GError) error = NULL;
  gboolean in_memory = fast && g_access ("/dev/shm", W_OK) == 0;
  char *folder = in_memory ? g_mkdtemp (g_strdup ("/dev/shm/scholiast-safety-XXXXXX"))
                           : g_dir_make_tmp ("scholiast-safety-XXXXXX", &error);

  ck_assert_msg (folder != NULL, "%s", error != NULL ? error->message : "no folder");
  return folder;
}

void
safety_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0)
        safety_remove_folder (path);
    }
  g_rmdir (folder);
}

char *
safety_describe_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SchoProject) project = scho_project_open_read_only (path, &error);

  ck_assert_msg (project != NULL, "%s", error != NULL ? error->message : "");
  return safety_describe (scho_project_get_snapshot (project));
}

void
safety_assert_sound (SchoProject *project, const char *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = scho_project_check (project, NULL, NULL, &error);

  ck_assert_msg (faults != NULL, "%s: %s", context, error != NULL ? error->message : "");
  for (guint i = 0; i < faults->len; i++)
    ck_abort_msg ("%s: %s", context, (const char *) g_ptr_array_index (faults, i));
}
