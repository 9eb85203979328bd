#include "workbook.h"

#include "../shared/controls.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ENOUGH 65536
#define NAME_UNITS 31 /* the longest name of a sheet in Excel */

/* What was counted, how and when, and what is to be known of the figures. */
static SchoTable *
make_facts (GPtrArray *tables)
{
  SchoTable *facts = scho_table_new ("facts", _ ("How it was counted"));
  SchoTable *first = tables->len > 0 ? tables->pdata[0] : NULL;

  scho_table_add_column (facts, "what", _ ("What"), SCHO_COLUMN_TEXT);
  scho_table_add_column (facts, "value", _ ("Value"), SCHO_COLUMN_TEXT);
  for (guint i = 0; first != NULL && i < scho_table_get_n_facts (first); i++)
    {
      const char *title, *value = scho_table_get_fact (first, i, NULL, &title);
      gsize row = scho_table_add_row (facts);

      scho_table_set_text (facts, row, 0, title);
      scho_table_set_text (facts, row, 1, value);
    }
  for (guint i = 0; i < tables->len; i++)
    for (guint j = 0; j < scho_table_get_n_notes (tables->pdata[i]); j++)
      {
        gsize row = scho_table_add_row (facts);

        scho_table_set_text (facts, row, 0, scho_table_get_title (tables->pdata[i]));
        scho_table_set_text (facts, row, 1, scho_table_get_note (tables->pdata[i], j));
      }
  return facts;
}

/* Without the signs that names of sheets must not have, not too long, and only once. */
static char *
dup_name (GPtrArray *names, const char *title)
{
  g_autofree char *plain = g_strdelimit (g_strdup (title), "[]:*?/\\'", ' ');
  g_autofree char *name
      = g_utf8_substring (plain, 0, MIN (g_utf8_strlen (plain, -1), NAME_UNITS / 2));

  g_strstrip (name);
  if (g_utf8_strlen (plain, -1) <= NAME_UNITS && strlen (plain) <= NAME_UNITS)
    {
      g_free (name);
      name = g_strstrip (g_strdup (plain));
    }
  for (guint n = 1;; n++)
    {
      g_autofree char *tried = n == 1 && name[0] != '\0'
                                   ? g_strdup (name)
                                   : g_strdup_printf ("%.20s %u", n > 1 ? name : "", n);
      g_autofree char *valid = g_utf8_make_valid (tried, -1);
      g_autofree char *folded = g_utf8_casefold (valid, -1);
      gboolean taken = FALSE;

      for (guint i = 0; i < names->len && !taken; i++)
        {
          g_autofree char *other = g_utf8_casefold (names->pdata[i], -1);

          taken = g_str_equal (other, folded);
        }
      if (!taken)
        return g_steal_pointer (&valid);
    }
}

void
workbook_init (Workbook *self,
               GPtrArray *tables,
               SchoLosses *losses,
               const SchoProgress *progress,
               GCancellable *cancellable)
{
  g_autoptr (SchoTable) facts = make_facts (tables);

  *self
      = (Workbook){ .losses = losses, .progress = progress, .cancellable = cancellable };
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) scho_table_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < tables->len; i++)
    g_ptr_array_add (self->tables, scho_table_ref (tables->pdata[i]));
  if (scho_table_get_n_rows (facts) > 0 || tables->len == 0)
    g_ptr_array_add (self->tables, scho_table_ref (facts));
  for (guint i = 0; i < self->tables->len; i++)
    g_ptr_array_add (self->names, dup_name (self->names, scho_table_get_title (
                                                             self->tables->pdata[i])));
}

void
workbook_clear (Workbook *self)
{
  g_clear_pointer (&self->tables, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
}

gsize
workbook_count_rows (Workbook *self, SchoTable *table)
{
  gsize n = scho_table_get_n_rows (table);

  if (n < WORKBOOK_ROWS)
    return n;
  scho_losses_add (self->losses, n - (WORKBOOK_ROWS - 1),
                   _ ("Rows beyond what a sheet can hold"), scho_table_get_title (table));
  return WORKBOOK_ROWS - 1; /* and the one with the names */
}

void
workbook_part_begin (WorkbookPart *self, const char *name)
{
  zip_writer_begin (self->zip, name);
  g_string_assign (self->pending, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

static void
add_escaped (GString *out, const char *from, const char *to)
{
  g_autofree char *escaped = g_markup_escape_text (from, (gssize) (to - from));

  g_string_append (out, escaped);
}

void
workbook_part_add_text (WorkbookPart *self, const char *text)
{
  const char *plain = text;

  controls_tell_words (self->losses, text, self->sheet);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *written = *p == '\r'            ? "&#13;"
                            : controls_is_one (p) ? "\xef\xbf\xbd"
                                                  : NULL;

      if (written == NULL)
        continue;
      add_escaped (self->pending, plain, p);
      g_string_append (self->pending, written);
      plain = g_utf8_next_char (p);
    }
  add_escaped (self->pending, plain, plain + strlen (plain));
}

gboolean
workbook_part_flush (WorkbookPart *self, gboolean all, GError **error)
{
  gboolean done;

  if (!all && self->pending->len < ENOUGH)
    return TRUE;
  done = zip_writer_write (self->zip, self->pending->str, self->pending->len,
                           self->cancellable, error);
  g_string_truncate (self->pending, 0);
  return done && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
workbook_part_end (WorkbookPart *self, GError **error)
{
  return workbook_part_flush (self, TRUE, error)
         && zip_writer_end (self->zip, self->cancellable, error);
}
