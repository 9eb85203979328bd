/* edit-attributes.c - steps on the attributes of documents. */
#include <scholiast/edit-attributes.h>

#include <string.h>

#include <glib/gi18n-lib.h>
#include <scholiast/attribute-private.h>
#include <scholiast/edit-labels.h>
#include <scholiast/edit-private.h>
#include <scholiast/words-private.h>

static gboolean
is_there (SchoSnapshot *snapshot, const char *name)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  for (gsize i = 0; i < n; i++)
    if (scho_document_find_attribute (documents[i], name) != NULL)
      return TRUE;
  return FALSE;
}

/* The attributes of a document, to be changed; strings are others'. */
static GArray *
copy_attributes (const SchoDocument *document)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (SchoAttribute));

  g_array_append_vals (copy, document->attributes, (guint) document->n_attributes);
  return copy;
}

static int
find_place (GArray *attributes, const char *name)
{
  for (guint i = 0; i < attributes->len; i++)
    if (strcmp (g_array_index (attributes, SchoAttribute, i).name, name) == 0)
      return (int) i;
  return -1;
}

/* Whether they are what they say is looked at here; where nothing changes, nothing is
 * done. */
static gboolean
replace_attributes (SchoStep *step,
                    const SchoDocument *document,
                    GArray *attributes,
                    GError **error)
{
  g_autoptr (SchoDocument) after = NULL;
  SchoDocument values = *document;

  values.attributes = (const SchoAttribute *) attributes->data;
  values.n_attributes = attributes->len;
  if (!scho_attributes_check (values.attributes, values.n_attributes, error))
    {
      g_prefix_error (error, "%s: ", document->title);
      return FALSE;
    }
  after = scho_document_new (&values);
  if (!scho_document_equal (document, after))
    scho_step_replace_document (step, after, NULL);
  return TRUE;
}

static gboolean
set_value (SchoStep *step, const SchoAttributeValue *value, GError **error)
{
  const SchoDocument *document = scho_step_get_document (step, value->document);
  g_autofree char *name = scho_name_dup (value->name);
  g_autofree char *words = scho_attribute_dup_value (value->value, value->type);
  SchoAttribute attribute = { name, words, value->type };
  g_autoptr (GArray) attributes = NULL;
  int place;

  if (document == NULL)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("This document does not exist"))
           != NULL;
  attributes = copy_attributes (document);
  place = find_place (attributes, name);
  if (value->value == NULL && place >= 0)
    g_array_remove_index (attributes, (guint) place);
  else if (value->value != NULL && place >= 0)
    g_array_index (attributes, SchoAttribute, place) = attribute;
  /* What is not known needs no place; but there must be a name. */
  else if (value->value != NULL && (words[0] != '\0' || name[0] == '\0'))
    g_array_append_val (attributes, attribute);
  return replace_attributes (step, document, attributes, error);
}

SchoStep *
scho_edit_set_attributes (SchoSnapshot *snapshot,
                          const SchoAttributeValue *values,
                          gsize n,
                          GError **error)
{
  g_autoptr (SchoStep) step = scho_edit_new_step (snapshot, _ ("Attributes changed"));

  for (gsize i = 0; i < n; i++)
    if (!set_value (step, &values[i], error))
      return NULL;
  return g_steal_pointer (&step);
}

SchoStep *
scho_edit_set_attribute (SchoSnapshot *snapshot,
                         const SchoAttributeValue *value,
                         GError **error)
{
  SchoStep *step = scho_edit_set_attributes (snapshot, value, 1, error);
  g_autofree char *label = NULL;

  if (step == NULL)
    return NULL;
  label = scho_edit_dup_document_label (
      scho_snapshot_get_document (snapshot, value->document),
      scho_step_get_document (step, value->document));
  scho_step_set_label (step, label);
  return step;
}

/* Every document that has the attribute gets another instead; %NULL: none. */
static gboolean
replace_everywhere (SchoStep *step,
                    const char *name,
                    void (*replace) (SchoAttribute *attribute, gconstpointer data),
                    gconstpointer data,
                    GError **error)
{
  gsize n;
  const SchoDocument *const *documents
      = scho_snapshot_get_documents (scho_step_get_base (step), &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GArray) attributes = NULL;
      int place;

      if (scho_document_find_attribute (documents[i], name) == NULL)
        continue;
      attributes = copy_attributes (documents[i]);
      place = find_place (attributes, name);
      if (replace != NULL)
        replace (&g_array_index (attributes, SchoAttribute, place), data);
      else
        g_array_remove_index (attributes, (guint) place);
      if (!replace_attributes (step, documents[i], attributes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_name (SchoSnapshot *snapshot, const char *name, GError **error)
{
  if (name[0] == '\0')
    g_set_error_literal (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                         _ ("An attribute needs a name"));
  else if (is_there (snapshot, name))
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("There is an attribute “%s” already"), name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
refuse_unknown (SchoSnapshot *snapshot, const char *name, GError **error)
{
  if (is_there (snapshot, name))
    return TRUE;
  g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND, _ ("There is no attribute “%s”"),
               name);
  return FALSE;
}

SchoStep *
scho_edit_add_attribute (SchoSnapshot *snapshot,
                         const char *name,
                         SchoAttributeType type,
                         GError **error)
{
  g_autofree char *clean = scho_name_dup (name);
  g_autoptr (SchoStep) step = NULL;
  SchoAttribute attribute = { clean, "", type };
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (snapshot, &n);

  if (!check_name (snapshot, clean, error))
    return NULL;
  if (n == 0)
    return scho_edit_refuse (error, SCHO_ERROR_NOT_FOUND,
                             _ ("There are no documents yet that could have it"));
  step = scho_edit_new_step (snapshot, _ ("Attribute “%s” added"), clean);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GArray) attributes = copy_attributes (documents[i]);

      g_array_append_val (attributes, attribute);
      if (!replace_attributes (step, documents[i], attributes, error))
        return NULL;
    }
  return g_steal_pointer (&step);
}

static void
replace_name (SchoAttribute *attribute, gconstpointer data)
{
  attribute->name = data;
}

SchoStep *
scho_edit_rename_attribute (SchoSnapshot *snapshot,
                            const char *name,
                            const char *after,
                            GError **error)
{
  g_autofree char *clean = scho_name_dup (after);
  g_autoptr (SchoStep) step = NULL;

  step = scho_edit_new_step (snapshot, _ ("Attribute “%s” renamed to “%s”"), name, clean);
  if (!refuse_unknown (snapshot, name, error))
    return NULL;
  if (strcmp (name, clean) != 0
      && (!check_name (snapshot, clean, error)
          || !replace_everywhere (step, name, replace_name, clean, error)))
    return NULL;
  return g_steal_pointer (&step);
}

static void
replace_type (SchoAttribute *attribute, gconstpointer data)
{
  const SchoAttributeType *type = data;

  attribute->type = *type;
}

SchoStep *
scho_edit_retype_attribute (SchoSnapshot *snapshot,
                            const char *name,
                            SchoAttributeType type,
                            GError **error)
{
  g_autoptr (SchoStep) step
      = scho_edit_new_step (snapshot, _ ("Type of attribute “%s” changed"), name);

  if (!refuse_unknown (snapshot, name, error)
      || !replace_everywhere (step, name, replace_type, &type, error))
    return NULL;
  return g_steal_pointer (&step);
}

SchoStep *
scho_edit_remove_attribute (SchoSnapshot *snapshot, const char *name)
{
  g_autoptr (SchoStep) step
      = scho_edit_new_step (snapshot, _ ("Attribute “%s” removed"), name);

  replace_everywhere (step, name, NULL, NULL, NULL);
  return g_steal_pointer (&step);
}
