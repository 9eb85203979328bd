/* lookup.c - finds nouns by what a user types, and passages by what lies on them. */
#include <scholiast/lookup.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/code-path.h>
#include <scholiast/near-names-private.h>

#define MAX_SHOWN 100

/* The name as a message can have it, whoever gave it. */
static char *
dup_shown (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, MIN (strlen (name), 4096));
  g_autofree char *beginning = NULL;

  if (g_utf8_strlen (valid, -1) <= MAX_SHOWN)
    return g_steal_pointer (&valid);
  beginning = g_utf8_substring (valid, 0, MAX_SHOWN - 1);
  return g_strconcat (beginning, "…", NULL);
}

/* Documents */

/* Which names are near is only asked where somebody reads the answer. */
static gconstpointer
find_no_document (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autoptr (SchoNearNames) near = NULL;
  g_autofree char *shown = NULL, *words = NULL;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  if (error == NULL)
    return NULL;
  near = scho_near_names_new (name);
  shown = dup_shown (name);
  for (gsize i = 0; i < n; i++)
    scho_near_names_offer (near, documents[i]->title);
  words = scho_near_names_dup_words (near);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("There is no document “%s”%s"),
               shown, words);
  return NULL;
}

static gboolean
has_title (const SchoDocument *document, const char *name)
{
  return strcmp (document->title, name) == 0;
}

static gboolean
has_source (const SchoDocument *document, const char *name)
{
  return g_strcmp0 (document->source, name) == 0;
}

typedef gboolean (*DocumentMatch) (const SchoDocument *document, const char *name);

/* The last one that matches; @n_found says whether it is the only one. */
static const SchoDocument *
match_documents (SchoSnapshot *snapshot,
                 DocumentMatch match,
                 const char *name,
                 gsize *n_found)
{
  const SchoDocument *found = NULL;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  *n_found = 0;
  for (gsize i = 0; i < n; i++)
    if (match (documents[i], name))
      {
        found = documents[i];
        ++*n_found;
      }
  return found;
}

static const SchoDocument *
find_document_by_uuid (SchoSnapshot *snapshot, const char *name)
{
  SchoUuid uuid;
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  if (!scho_uuid_parse (name, &uuid))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (scho_uuid_compare (&documents[i]->uuid, &uuid) == 0)
      return documents[i];
  return NULL;
}

const SchoDocument *
scho_lookup_document (SchoSnapshot *snapshot, const char *name, GError **error)
{
  const SchoDocument *found = find_document_by_uuid (snapshot, name);
  gsize n_found = 1;

  if (found == NULL)
    found = match_documents (snapshot, has_title, name, &n_found);
  if (found == NULL)
    found = match_documents (snapshot, has_source, name, &n_found);
  if (found == NULL)
    return find_no_document (snapshot, name, error);
  if (n_found == 1)
    return found;

  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               _ ("%zu documents are called “%s”: name one by its UUID, "
                  "as in the list of documents"),
               n_found, name);
  return NULL;
}

/* Codes */

static gconstpointer
find_no_code (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autofree char *single = NULL, *shown = NULL, *words = NULL;
  g_autoptr (SchoNearNames) near = NULL;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  if (error == NULL)
    return NULL;
  single = scho_code_path_dup_name (name);
  near = scho_near_names_new (single != NULL ? single : name);
  shown = dup_shown (name);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *path
          = single == NULL ? scho_snapshot_dup_code_path (snapshot, codes[i]->id) : NULL;

      scho_near_names_offer (near, path != NULL ? path : codes[i]->name);
    }
  words = scho_near_names_dup_words (near);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("There is no code “%s”%s"),
               shown, words);
  return NULL;
}

static gconstpointer
find_several_codes (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autoptr (GString) paths = g_string_new (NULL);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (codes[i]->name, name) == 0)
      {
        g_autofree char *path = scho_snapshot_dup_code_path (snapshot, codes[i]->id);

        g_string_append_printf (paths, paths->len > 0 ? ", %s%s%s" : "%s%s%s", _ ("“"),
                                path, _ ("”"));
      }
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
               /* Translators: then the paths of these codes, in quotation marks. */
               _ ("Several codes are called “%s”: %s"), name, paths->str);
  return NULL;
}

static const SchoCode *
find_code_below (SchoSnapshot *snapshot, guint32 parent, const char *name)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (codes[i]->parent == parent && strcmp (codes[i]->name, name) == 0)
      return codes[i];
  return NULL;
}

static const SchoCode *
find_code_by_path (SchoSnapshot *snapshot, const char *path)
{
  const SchoCode *code = NULL;

  do
    {
      g_autofree char *part = scho_code_path_take (&path);

      code = find_code_below (snapshot, code != NULL ? code->id : 0, part);
    }
  while (code != NULL && path != NULL);
  return code;
}

static const SchoCode *
find_code_by_uuid (SchoSnapshot *snapshot, const char *name)
{
  SchoUuid uuid;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  if (!scho_uuid_parse (name, &uuid))
    return NULL;
  for (gsize i = 0; i < n; i++)
    if (scho_uuid_compare (&codes[i]->uuid, &uuid) == 0)
      return codes[i];
  return NULL;
}

/* How many codes are called so, and the last of them. */
static guint
match_codes (SchoSnapshot *snapshot, const char *name, const SchoCode **found)
{
  guint n_found = 0;
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (codes[i]->name, name) == 0)
      {
        *found = codes[i];
        n_found++;
      }
  return n_found;
}

/* By the name that a label is; if nothing is called so, by what people typed. */
static const SchoCode *
find_code_by_name (SchoSnapshot *snapshot, const char *label, GError **error)
{
  g_autofree char *name = scho_code_path_dup_name (label);
  const char *meant = name != NULL ? name : label;
  const SchoCode *found = NULL;
  guint n_found = match_codes (snapshot, meant, &found);

  if (n_found == 0 && strcmp (meant, label) != 0)
    n_found = match_codes (snapshot, meant = label, &found);
  if (n_found == 0)
    return find_no_code (snapshot, label, error);
  return n_found == 1 ? found : find_several_codes (snapshot, meant, error);
}

const SchoCode *
scho_lookup_code (SchoSnapshot *snapshot, const char *name, GError **error)
{
  const SchoCode *found = find_code_by_uuid (snapshot, name);

  if (found == NULL)
    found = find_code_by_path (snapshot, name);
  return found != NULL ? found : find_code_by_name (snapshot, name, error);
}

/* Coders */

const SchoCoder *
scho_lookup_coder (SchoSnapshot *snapshot, const char *name, GError **error)
{
  g_autoptr (SchoNearNames) near = NULL;
  g_autofree char *shown = NULL, *words = NULL;
  SchoUuid uuid;
  gboolean is_uuid = scho_uuid_parse (name, &uuid);
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (coders[i]->name, name) == 0
        || (is_uuid && scho_uuid_compare (&coders[i]->uuid, &uuid) == 0))
      return coders[i];

  if (error == NULL)
    return NULL;
  near = scho_near_names_new (name);
  shown = dup_shown (name);
  for (gsize i = 0; i < n; i++)
    scho_near_names_offer (near, coders[i]->name);
  words = scho_near_names_dup_words (near);
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("There is no coder “%s”%s"),
               shown, words);
  return NULL;
}

/* Passages */

gboolean *
scho_lookup_branch (SchoSnapshot *snapshot, guint32 code)
{
  guint32 limit = scho_snapshot_get_code_limit (snapshot);
  gboolean *branch = g_new0 (gboolean, (gsize) limit + 1);
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);

  if (code >= limit)
    return branch;
  branch[code] = TRUE;
  for (gsize i = 0; i < n; i++) /* each comes after the one above it */
    if (branch[codes[i]->parent])
      branch[codes[i]->id] = TRUE;
  return branch;
}

typedef struct
{
  const SchoFilter *filter;
  gboolean *branch; /* nullable */
} Sieve;

static gboolean
passes (const Sieve *sieve, const SchoAnnotation *annotation)
{
  const SchoFilter *filter = sieve->filter;

  if (filter->coder != 0 && annotation->coder != filter->coder)
    return FALSE;
  if (sieve->branch != NULL)
    return sieve->branch[annotation->code];
  return filter->code == 0 || annotation->code == filter->code;
}

GPtrArray *
scho_lookup_annotations (SchoSnapshot *snapshot, const SchoFilter *filter)
{
  g_autofree gboolean *branch = NULL;
  GPtrArray *result = g_ptr_array_new ();
  Sieve sieve = { filter };
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  if (filter->with_subcodes && filter->code != 0)
    sieve.branch = branch = scho_lookup_branch (snapshot, filter->code);
  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n;
      const SchoAnnotation *annotations;

      if (filter->document != 0 && documents[i]->id != filter->document)
        continue;
      annotations = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);
      for (gsize j = 0; j < n; j++)
        if (passes (&sieve, &annotations[j]))
          g_ptr_array_add (result, (gpointer) &annotations[j]);
    }
  return result;
}

guint64 *
scho_lookup_count_codes (SchoSnapshot *snapshot, guint32 document, guint32 coder)
{
  guint64 *counts = g_new0 (guint64, (gsize) scho_snapshot_get_code_limit (snapshot) + 1);
  gsize n_documents;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (snapshot, &n_documents);

  for (gsize i = 0; i < n_documents; i++)
    {
      gsize n;
      const SchoAnnotation *annotations;

      if (document != 0 && documents[i]->id != document)
        continue;
      annotations = scho_snapshot_get_annotations (snapshot, documents[i]->id, &n);
      for (gsize j = 0; j < n; j++)
        counts[annotations[j].code] += coder == 0 || annotations[j].coder == coder;
    }
  return counts;
}

const SchoAnnotation *
scho_lookup_same_annotation (SchoSnapshot *snapshot, const SchoAnnotation *values)
{
  gsize n, first = 0, past;
  const SchoAnnotation *all
      = scho_snapshot_get_annotations (snapshot, values->document, &n);

  for (past = n; first < past;)
    {
      gsize middle = first + (past - first) / 2;

      if (all[middle].start < values->start
          || (all[middle].start == values->start && all[middle].end < values->end))
        first = middle + 1;
      else
        past = middle;
    }
  for (; first < n && all[first].start == values->start && all[first].end == values->end;
       first++)
    if (all[first].code == values->code && all[first].coder == values->coder)
      return &all[first];
  return NULL;
}

const SchoAnnotation *
scho_lookup_annotation (SchoSnapshot *snapshot, const char *uuid, GError **error)
{
  g_autofree char *shown = dup_shown (uuid);
  SchoUuid wanted;
  gsize n = 0;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);
  const SchoAnnotation *found = NULL;

  if (!scho_uuid_parse (uuid, &wanted))
    {
      g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                   _ ("“%s” is no UUID, which is what names a coding"), shown);
      return NULL;
    }
  for (gsize i = 0; i < n && found == NULL; i++)
    found = scho_snapshot_find_annotation (snapshot, documents[i]->id, &wanted);
  if (found == NULL)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("There is no coding “%s”"),
                 shown);
  return found;
}
