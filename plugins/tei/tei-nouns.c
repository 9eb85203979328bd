#include "tei-nouns.h"

#include <string.h>

struct _TeiNouns
{
  SchoStep *step;
  GHashTable *codes; /* SchoUuid → id; so the next two */
  GHashTable *coders;
  GHashTable *documents;
  GHashTable *attachments;
  GHashTable *code_names;  /* SchoCode, by parent and name → id */
  GHashTable *coder_names; /* name → id */
  guint used_keys;         /* a bit for each key that the project has given */
};

guint
tei_uuid_hash (gconstpointer uuid)
{
  guint32 words[4];

  memcpy (words, uuid, sizeof words);
  return words[0] ^ words[1] ^ words[2] * 31 ^ words[3];
}

gboolean
tei_uuid_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (SchoUuid)) == 0;
}

static guint
sibling_hash (gconstpointer key)
{
  const SchoCode *code = key;

  return g_str_hash (code->name) ^ code->parent * 2654435761u;
}

static gboolean
sibling_equal (gconstpointer a, gconstpointer b)
{
  const SchoCode *one = a;
  const SchoCode *two = b;

  return one->parent == two->parent && g_str_equal (one->name, two->name);
}

static void
note (GHashTable *table, const SchoUuid *uuid, guint32 id)
{
  g_hash_table_insert (table, g_memdup2 (uuid, sizeof *uuid), GUINT_TO_POINTER (id));
}

static guint32
look_up (GHashTable *table, gconstpointer key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, key));
}

static void
note_code (TeiNouns *self, const SchoCode *code)
{
  note (self->codes, &code->uuid, code->id);
  g_hash_table_insert (self->code_names, scho_code_ref (code),
                       GUINT_TO_POINTER (code->id));
}

static void
note_coder (TeiNouns *self, const SchoCoder *coder)
{
  note (self->coders, &coder->uuid, coder->id);
  g_hash_table_insert (self->coder_names, g_strdup (coder->name),
                       GUINT_TO_POINTER (coder->id));
}

static void
note_base (TeiNouns *self)
{
  SchoSnapshot *base = scho_step_get_base (self->step);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (base, &n);

  for (gsize i = 0; i < n; i++)
    {
      note_code (self, codes[i]);
      self->used_keys |= 1u << codes[i]->key;
    }

  const SchoCoder *const *coders = scho_snapshot_get_coders (base, &n);
  for (gsize i = 0; i < n; i++)
    note_coder (self, coders[i]);

  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n);
  for (gsize i = 0; i < n; i++)
    note (self->documents, &documents[i]->uuid, documents[i]->id);

  const SchoAttachment *const *attachments = scho_snapshot_get_attachments (base, &n);
  for (gsize i = 0; i < n; i++)
    note (self->attachments, &attachments[i]->uuid, attachments[i]->id);
}

TeiNouns *
tei_nouns_new (SchoStep *step)
{
  TeiNouns *self = g_new0 (TeiNouns, 1);

  self->step = step;
  self->codes = g_hash_table_new_full (tei_uuid_hash, tei_uuid_equal, g_free, NULL);
  self->coders = g_hash_table_new_full (tei_uuid_hash, tei_uuid_equal, g_free, NULL);
  self->documents = g_hash_table_new_full (tei_uuid_hash, tei_uuid_equal, g_free, NULL);
  self->attachments = g_hash_table_new_full (tei_uuid_hash, tei_uuid_equal, g_free, NULL);
  self->code_names = g_hash_table_new_full (sibling_hash, sibling_equal,
                                            (GDestroyNotify) scho_code_unref, NULL);
  self->coder_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  note_base (self);
  return self;
}

void
tei_nouns_free (TeiNouns *self)
{
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->coders);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->attachments);
  g_hash_table_unref (self->code_names);
  g_hash_table_unref (self->coder_names);
  g_free (self);
}

guint32
tei_nouns_add_code (TeiNouns *self, const SchoCode *values)
{
  /* Made first, since only then it is known how the name is kept. */
  g_autoptr (SchoCode) code = scho_code_new (values);
  SchoCode changed = *code;
  guint32 id;

  if (!scho_uuid_is_null (&values->uuid)
      && (id = look_up (self->codes, &values->uuid)) != 0)
    return id;
  if ((id = look_up (self->code_names, code)) != 0)
    return id;

  /* A key that the project has given already keeps its code. */
  if (code->key != 0 && (self->used_keys & 1u << code->key) != 0)
    changed.key = 0;
  id = scho_step_add_code (self->step, &changed);
  note_code (self, scho_step_get_code (self->step, id));
  return id;
}

guint32
tei_nouns_add_coder (TeiNouns *self, const SchoCoder *values)
{
  g_autoptr (SchoCoder) coder = scho_coder_new (values);
  guint32 id;

  if (!scho_uuid_is_null (&values->uuid)
      && (id = look_up (self->coders, &values->uuid)) != 0)
    return id;
  if ((id = look_up (self->coder_names, coder->name)) != 0)
    return id;

  id = scho_step_add_coder (self->step, coder);
  note_coder (self, scho_step_get_coder_by_id (self->step, id));
  return id;
}

gboolean
tei_nouns_has_attachment (TeiNouns *self, const SchoUuid *uuid)
{
  return g_hash_table_contains (self->attachments, uuid);
}

void
tei_nouns_add_attachment (TeiNouns *self, const SchoAttachment *values)
{
  guint32 id;

  if (!scho_uuid_is_null (&values->uuid)
      && tei_nouns_has_attachment (self, &values->uuid))
    return;
  id = scho_step_add_attachment (self->step, values, NULL);
  note (self->attachments, &scho_step_get_attachment (self->step, id)->uuid, id);
}

guint32
tei_nouns_find_document (TeiNouns *self, const SchoUuid *uuid)
{
  return look_up (self->documents, uuid);
}

void
tei_nouns_note_document (TeiNouns *self, const SchoUuid *uuid, guint32 document)
{
  note (self->documents, uuid, document);
}
