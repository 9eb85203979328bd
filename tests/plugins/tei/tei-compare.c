#include "tei-project.h"

#include <string.h>

/* Says which noun differs, and both. */
#define DIFFERS(what, i, a, b)                                                           \
  g_strdup_printf ("%s %u: “%s” became “%s”", what, (guint) (i), (a) ? (a) : "(none)",   \
                   (b) ? (b) : "(none)")

static char *
compare_words (const char *what, guint i, const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0 ? NULL : DIFFERS (what, i, a, b);
}

static char *
compare_uuids (const char *what, guint i, const SchoUuid *a, const SchoUuid *b)
{
  char one[SCHO_UUID_STRING_LENGTH + 1], two[SCHO_UUID_STRING_LENGTH + 1];

  scho_uuid_format (a, one);
  scho_uuid_format (b, two);
  return compare_words (what, i, one, two);
}

static char *
compare_numbers (const char *what, guint i, gint64 a, gint64 b)
{
  return a == b ? NULL
                : g_strdup_printf ("%s %u: %" G_GINT64_FORMAT " became %" G_GINT64_FORMAT,
                                   what, i, a, b);
}

/* The first that has something to say. */
#define SAY(call)                                                                        \
  do                                                                                     \
    {                                                                                    \
      char *said = (call);                                                               \
      if (said != NULL)                                                                  \
        return said;                                                                     \
    }                                                                                    \
  while (0)

static char *
compare_info (SchoSnapshot *a, SchoSnapshot *b)
{
  const SchoProjectInfo *one = scho_snapshot_get_info (a);
  const SchoProjectInfo *two = scho_snapshot_get_info (b);

  SAY (compare_words ("project title", 0, one->title, two->title));
  SAY (compare_words ("project memo", 0, one->memo, two->memo));
  return compare_uuids ("project uuid", 0, &one->uuid, &two->uuid);
}

/* A code's UUID stands for it, since numbers may differ. */
static char *
compare_codes (SchoSnapshot *a, SchoSnapshot *b)
{
  gsize n, m;
  const SchoCode *const *one = scho_snapshot_get_codes (a, &n);
  const SchoCode *const *two = scho_snapshot_get_codes (b, &m);

  SAY (compare_numbers ("codes", 0, n, m));
  for (gsize i = 0; i < n; i++)
    {
      const SchoCode *above = scho_snapshot_get_code (a, one[i]->parent);
      const SchoCode *other = scho_snapshot_get_code (b, two[i]->parent);

      SAY (compare_uuids ("code uuid", i, &one[i]->uuid, &two[i]->uuid));
      SAY (compare_words ("code name", i, one[i]->name, two[i]->name));
      SAY (compare_words ("parent", i, above ? above->name : NULL,
                          other ? other->name : NULL));
      SAY (compare_numbers ("position", i, one[i]->position, two[i]->position));
      SAY (compare_numbers ("colour", i, one[i]->colour, two[i]->colour));
      SAY (compare_numbers ("key", i, one[i]->key, two[i]->key));
      SAY (compare_numbers ("blurred", i, one[i]->blurred, two[i]->blurred));
      SAY (compare_words ("definition", i, one[i]->definition, two[i]->definition));
      SAY (compare_words ("use when", i, one[i]->use_when, two[i]->use_when));
      SAY (compare_words ("use not", i, one[i]->use_not, two[i]->use_not));
      SAY (compare_words ("code memo", i, one[i]->memo, two[i]->memo));
      SAY (compare_words ("pseudonym", i, one[i]->pseudonym, two[i]->pseudonym));
    }
  return NULL;
}

static char *
compare_coders (SchoSnapshot *a, SchoSnapshot *b)
{
  gsize n, m;
  const SchoCoder *const *one = scho_snapshot_get_coders (a, &n);
  const SchoCoder *const *two = scho_snapshot_get_coders (b, &m);

  SAY (compare_numbers ("coders", 0, n, m));
  for (gsize i = 0; i < n; i++)
    {
      SAY (compare_uuids ("coder uuid", i, &one[i]->uuid, &two[i]->uuid));
      SAY (compare_words ("coder name", i, one[i]->name, two[i]->name));
      SAY (compare_words ("asked", i, one[i]->asked, two[i]->asked));
    }
  return NULL;
}

static char *
compare_annotations (SchoSnapshot *a, guint32 in_a, SchoSnapshot *b, guint32 in_b)
{
  gsize n, m;
  const SchoAnnotation *one = scho_snapshot_get_annotations (a, in_a, &n);
  const SchoAnnotation *two = scho_snapshot_get_annotations (b, in_b, &m);

  SAY (compare_numbers ("codings of document", in_a, n, m));
  for (gsize i = 0; i < n; i++)
    {
      SAY (compare_uuids ("coding uuid", i, &one[i].uuid, &two[i].uuid));
      SAY (compare_numbers ("start", i, one[i].start, two[i].start));
      SAY (compare_numbers ("end", i, one[i].end, two[i].end));
      SAY (compare_numbers ("weight", i, one[i].weight, two[i].weight));
      SAY (compare_numbers ("flags", i, one[i].flags, two[i].flags));
      SAY (compare_words ("memo", i, one[i].memo, two[i].memo));
      SAY (compare_uuids ("code of coding", i,
                          &scho_snapshot_get_code (a, one[i].code)->uuid,
                          &scho_snapshot_get_code (b, two[i].code)->uuid));
      SAY (compare_uuids ("coder of coding", i,
                          &scho_snapshot_get_coder (a, one[i].coder)->uuid,
                          &scho_snapshot_get_coder (b, two[i].coder)->uuid));
    }
  return NULL;
}

static char *
compare_document (SchoSnapshot *a,
                  const SchoDocument *one,
                  SchoSnapshot *b,
                  const SchoDocument *two,
                  guint i)
{
  g_autoptr (SchoText) text = scho_snapshot_read_text (a, one->id, NULL);
  g_autoptr (SchoText) other = scho_snapshot_read_text (b, two->id, NULL);

  SAY (compare_uuids ("document uuid", i, &one->uuid, &two->uuid));
  SAY (compare_words ("title", i, one->title, two->title));
  SAY (compare_words ("source", i, one->source, two->source));
  SAY (compare_words ("language", i, one->language, two->language));
  SAY (compare_words ("document memo", i, one->memo, two->memo));
  SAY (compare_words ("encoding", i, one->encoding, two->encoding));
  SAY (compare_numbers ("line ends", i, one->line_ends, two->line_ends));
  SAY (compare_numbers ("mark", i, one->byte_order_mark, two->byte_order_mark));
  SAY (compare_numbers ("attributes", i, one->n_attributes, two->n_attributes));
  for (gsize j = 0; j < one->n_attributes; j++)
    {
      SAY (compare_words ("attribute", j, one->attributes[j].name,
                          two->attributes[j].name));
      SAY (
          compare_words ("value", j, one->attributes[j].value, two->attributes[j].value));
      SAY (compare_numbers ("type", j, one->attributes[j].type, two->attributes[j].type));
    }
  SAY (compare_words ("text", i, scho_text_get_utf8 (text, NULL),
                      scho_text_get_utf8 (other, NULL)));
  /* The stretches too. */
  SAY (compare_words ("digest", i, scho_text_get_digest (text),
                      scho_text_get_digest (other)));
  return compare_annotations (a, one->id, b, two->id);
}

static char *
compare_attachments (SchoSnapshot *a, SchoSnapshot *b)
{
  gsize n, m;
  const SchoAttachment *const *one = scho_snapshot_get_attachments (a, &n);
  const SchoAttachment *const *two = scho_snapshot_get_attachments (b, &m);

  SAY (compare_numbers ("attachments", 0, n, m));
  for (gsize i = 0; i < n; i++)
    {
      gsize j = 0;

      while (j < m && scho_uuid_compare (&one[i]->uuid, &two[j]->uuid) != 0)
        j++;
      SAY (compare_numbers ("attachment is there", i, 1, j < m));
      SAY (compare_words ("kind", i, one[i]->kind, two[j]->kind));
      SAY (compare_words ("name", i, one[i]->name, two[j]->name));
      SAY (compare_words ("text", i, one[i]->text, two[j]->text));
    }
  return NULL;
}

char *
tei_project_compare (TeiProject *self, TeiProject *other)
{
  SchoSnapshot *a = tei_project_get_snapshot (self);
  SchoSnapshot *b = tei_project_get_snapshot (other);
  gsize n, m;
  const SchoDocument *const *one = scho_snapshot_get_documents (a, &n);
  const SchoDocument *const *two = scho_snapshot_get_documents (b, &m);

  SAY (compare_info (a, b));
  SAY (compare_codes (a, b));
  SAY (compare_coders (a, b));
  SAY (compare_attachments (a, b));
  SAY (compare_numbers ("documents", 0, n, m));
  for (gsize i = 0; i < n; i++)
    SAY (compare_document (a, one[i], b, two[i], i));
  return NULL;
}
