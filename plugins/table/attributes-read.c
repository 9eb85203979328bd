#include "attributes.h"

#include "values.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_NAMED 8 /* lines in a sentence */

typedef struct
{
  const Grid *grid;
  GArray *columns; /* of Column; without the type in its name */
  SchoStep *step;
  GHashTable *uuids, *titles, *sources; /* → SchoDocument; %NULL: several have it */
  GHashTable *lines;                    /* SchoDocument → its row */
  gboolean clears;
  guint n_set;
} Reading;

static void
add_name (GHashTable *names, const char *name, const SchoDocument *document)
{
  if (name != NULL)
    g_hash_table_insert (names, g_strdup (name),
                         g_hash_table_contains (names, name) ? NULL
                                                             : (gpointer) document);
}

static void
list_documents (Reading *self, SchoSnapshot *base)
{
  gsize n;
  const SchoDocument *const *documents = scho_snapshot_get_documents (base, &n);

  self->uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; i < n; i++)
    {
      char uuid[SCHO_UUID_STRING_LENGTH + 1];

      scho_uuid_format (&documents[i]->uuid, uuid);
      add_name (self->uuids, uuid, documents[i]);
      add_name (self->titles, documents[i]->title, documents[i]);
      add_name (self->sources, documents[i]->source, documents[i]);
    }
}

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->uuids, g_hash_table_unref);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->step, scho_step_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const SchoDocument *
find_document (const Reading *self, guint row)
{
  GHashTable *const all[] = { self->uuids, self->titles, self->sources };
  g_autofree char *name
      = scho_attribute_dup_value (grid_get (self->grid, row, 0), SCHO_ATTRIBUTE_TEXT);
  gpointer found;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_hash_table_lookup_extended (all[i], name, NULL, &found))
      return found;
  return NULL;
}

/* All lines that name nothing, in one sentence: so that they are mended at once. */
static gboolean
check_documents (const Reading *self, GError **error)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint row = 1; row < grid_get_n_rows (self->grid); row++)
    if (find_document (self, row) == NULL && n++ < MOST_NAMED)
      {
        g_autofree char *name = grid_dup_short (grid_get (self->grid, row, 0));

        g_string_append_printf (list, "%s%u “%s”", list->len > 0 ? ", " : "",
                                grid_get_line (self->grid, row), name);
      }
  if (n == 0)
    return TRUE;
  if (n > MOST_NAMED)
    g_string_append (list, " …");
  g_set_error (
      error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
      /* Translators: a file, a number, lines with what is in them */
      _ ("%s: lines that name no document of this project, or several: %u; line %s"),
      self->grid->name, n, list->str);
  return FALSE;
}

static gboolean
check_line (Reading *self, const SchoDocument *document, guint row, GError **error)
{
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (self->lines, document));

  if (other > 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 /* Translators: a line's number, a file, a document, a line's number */
                 _ ("Line %u of %s: “%s” is in line %u already"),
                 grid_get_line (self->grid, row), self->grid->name, document->title,
                 grid_get_line (self->grid, other));
  g_hash_table_insert (self->lines, (gpointer) document, GUINT_TO_POINTER (row));
  return other == 0;
}

/* Columns -----------------------------------------------------------------------------
 */

/* `zip:text` is the column “zip” of that type. */
static void
split_name (Column *column)
{
  char *sign = strrchr (column->name, ':');
  SchoAttributeType type;

  if (sign == NULL || sign == column->name
      || !scho_attribute_type_parse (sign + 1, &type))
    return;
  if (!column->type_is_said)
    column->type = type;
  column->type_is_said = TRUE;
  *sign = '\0';
}

/* What the project has keeps its type as long as the new values are of it. */
static void
follow_project (Reading *self, guint column, SchoSnapshot *base)
{
  Column *one = &g_array_index (self->columns, Column, column);
  g_autoptr (GArray) known = scho_snapshot_list_attributes (base);

  for (guint i = 0; i < known->len; i++)
    {
      const SchoAttributeColumn *other = &g_array_index (known, SchoAttributeColumn, i);

      if (strcmp (other->name, one->name) != 0
          || value_find_misfit (self->grid, column, other->type) > 0)
        continue;
      one->type = other->type;
      one->type_is_said = TRUE;
    }
}

static gboolean
choose_columns (Reading *self, SchoOptions *options, SchoSnapshot *base, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  self->columns = columns_list (self->grid, COLUMN_ATTRIBUTE,
                                scho_options_get_text (options, "types"), error);
  if (self->columns == NULL)
    return FALSE;
  for (guint i = 1; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      split_name (column);
      if (!column->type_is_said)
        follow_project (self, i, base);
      if (!columns_check_type (self->grid, self->columns, i, error))
        return FALSE;
      if (!g_hash_table_add (names, column->name))
        {
          g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                       _ ("“%s” has two columns “%s”"), self->grid->name, column->name);
          return FALSE;
        }
    }
  return TRUE;
}

/* Values ------------------------------------------------------------------------------
 */

static void
clear_attribute (gpointer data)
{
  g_free ((char *) ((SchoAttribute *) data)->value);
}

static GArray *
copy_attributes (const SchoDocument *document)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (SchoAttribute));

  g_array_set_clear_func (copy, clear_attribute);
  for (gsize i = 0; i < document->n_attributes; i++)
    {
      SchoAttribute attribute = document->attributes[i];

      attribute.value = g_strdup (attribute.value);
      g_array_append_val (copy, attribute);
    }
  return copy;
}

static void
set_value (Reading *self,
           GArray *attributes,
           SchoAttribute *found,
           const Column *column,
           const char *cell)
{
  SchoAttribute attribute = { .name = column->name, .type = column->type };

  /* The same again is no change, however it was typed. */
  if (found != NULL && strcmp (found->value, cell) == 0)
    return;
  self->n_set++;
  attribute.value = column->type == SCHO_ATTRIBUTE_TEXT
                        ? scho_attribute_dup_value (cell, column->type)
                        : value_dup (cell, column->type);
  if (found == NULL)
    g_array_append_val (attributes, attribute);
  else
    {
      g_free ((char *) found->value);
      found->value = attribute.value;
      found->type = attribute.type;
    }
}

static void
set_cell (Reading *self, GArray *attributes, GHashTable *places, guint row, guint column)
{
  const Column *one = &g_array_index (self->columns, Column, column);
  const char *cell = grid_get (self->grid, row, column);
  gpointer place = g_hash_table_lookup (places, one->name);
  SchoAttribute *found = place != NULL ? &g_array_index (attributes, SchoAttribute,
                                                         GPOINTER_TO_UINT (place) - 1)
                                       : NULL;

  if (cell[strspn (cell, " \t\r\n")] != '\0')
    set_value (self, attributes, found, one, cell);
  else if (self->clears && found != NULL && found->value[0] != '\0')
    {
      g_free ((char *) found->value);
      found->value = g_strdup ("");
      self->n_set++;
    }
}

static void
set_row (Reading *self, const SchoDocument *document, guint row)
{
  g_autoptr (GArray) attributes = copy_attributes (document);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SchoDocument) after = NULL;
  SchoDocument values = *document;
  guint before = self->n_set;

  for (guint i = 0; i < attributes->len; i++)
    g_hash_table_insert (places,
                         (char *) g_array_index (attributes, SchoAttribute, i).name,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 1; i < self->columns->len; i++)
    set_cell (self, attributes, places, row, i);
  if (self->n_set == before)
    return;
  values.attributes = (const SchoAttribute *) attributes->data;
  values.n_attributes = attributes->len;
  after = scho_document_new (&values);
  scho_step_replace_document (self->step, after, NULL);
}

static gboolean
set_rows (Reading *self, GCancellable *cancellable, GError **error)
{
  for (guint row = 1; row < grid_get_n_rows (self->grid); row++)
    {
      const SchoDocument *document = find_document (self, row);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !check_line (self, document, row, error))
        return FALSE;
      set_row (self, document, row);
    }
  return TRUE;
}

SchoStep *
attributes_make_step (const Grid *grid,
                      SchoSnapshot *base,
                      SchoOptions *options,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Reading) self = { .grid = grid };
  g_autofree char *label = g_strdup_printf (_ ("Attributes of “%s” added"), grid->name);

  self.step = scho_step_new (base, label);
  self.clears = strcmp (scho_options_get_text (options, "empty"), "clear") == 0;
  list_documents (&self, base);
  if (!grid_check (grid, error) || !choose_columns (&self, options, base, error)
      || !check_documents (&self, error) || !set_rows (&self, cancellable, error))
    return NULL;
  scho_step_add_note (self.step,
                      /* Translators: a file, two numbers */
                      _ ("“%s”: documents: %u; values that are new: %u"), grid->name,
                      grid_get_n_rows (grid) - 1, self.n_set);
  g_array_index (self.columns, Column, 0).role = COLUMN_LEFT_OUT;
  columns_tell_types (grid, self.columns, self.step);
  return g_steal_pointer (&self.step);
}
