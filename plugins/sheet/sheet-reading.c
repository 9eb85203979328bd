#include "sheet-reading.h"

#include "../shared/lost.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_OTHERS 20 /* names in a sentence */

void
sheet_reading_init (SheetReading *self, Grid *grid, const char *wanted)
{
  *self = (SheetReading){ .grid = grid, .wanted = wanted };
  self->others = g_string_new (NULL);
  self->cells = g_ptr_array_new ();
  self->losses = scho_losses_new ();
}

void
sheet_reading_clear (SheetReading *self)
{
  g_clear_pointer (&self->chosen, g_free);
  g_clear_pointer (&self->losses, scho_losses_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_error (&self->error);
  if (self->others != NULL)
    g_string_free (g_steal_pointer (&self->others), TRUE);
}

static void
add_other (SheetReading *self, const char *name, gboolean is_hidden)
{
  g_autofree char *shown = NULL;

  if (self->n_others++ >= MAX_OTHERS)
    return;
  shown = grid_dup_short (name);
  g_string_append (self->others, self->others->len > 0 ? ", " : "");
  if (is_hidden)
    /* Translators: a sheet of a spreadsheet that is not shown */
    g_string_append_printf (self->others, _ ("“%s” (hidden)"), shown);
  else
    g_string_append_printf (self->others, "“%s”", shown);
}

static gboolean
is_wanted (const SheetReading *self, const char *name)
{
  g_autofree char *number = g_strdup_printf ("%u", self->n_sheets);
  g_autofree char *a = g_utf8_casefold (name, -1);
  g_autofree char *b = g_utf8_casefold (self->wanted, -1);

  return strcmp (a, b) == 0 || strcmp (number, self->wanted) == 0;
}

gboolean
sheet_reading_begin (SheetReading *self, const char *name, gboolean is_hidden)
{
  self->n_sheets++;
  if (self->chosen == NULL
      && (self->wanted[0] != '\0' ? is_wanted (self, name) : !is_hidden))
    {
      self->n_merged = self->line = 0;
      return TRUE;
    }
  add_other (self, name, is_hidden);
  return FALSE;
}

void
sheet_reading_lose_sheet (SheetReading *self, const char *name)
{
  lost_add (self->losses, 1, _ ("Sheets (--set sheet=… says which comes in)"),
            self->grid->name, name);
}

void
sheet_reading_lose (SheetReading *self, const char *what, gint64 column)
{
  const char *name = self->grid->name;
  guint number = (guint) CLAMP (column, -1, G_MAXINT - 1) + 1;
  g_autofree char *where
      = self->line == 0 ? g_strdup (name)
        : number == 0
            ? g_strdup_printf (_ ("%s: line %u"), name, self->line)
            /* Translators: a file, the numbers of a line and a column */
            : g_strdup_printf (_ ("%s: line %u, column %u"), name, self->line, number);

  scho_losses_add (self->losses, 1, what, where);
}

void
sheet_reading_end (SheetReading *self, const char *name)
{
  if (self->wanted[0] != '\0' || grid_get_n_rows (self->grid) > 0)
    self->chosen = g_strdup (name);
}

void
sheet_reading_begin_row (SheetReading *self, guint line)
{
  self->line = line;
  g_ptr_array_set_size (self->cells, 0);
}

static void
fail (SheetReading *self)
{
  if (self->error == NULL)
    g_set_error (&self->error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("Line %u of %s has more than %d cells"), self->line, self->grid->name,
                 GRID_MAX_COLUMNS);
}

void
sheet_reading_put (SheetReading *self, guint64 column, const char *text)
{
  if (self->error != NULL || text[0] == '\0')
    return;
  if (column >= GRID_MAX_COLUMNS)
    {
      fail (self);
      return;
    }
  if (column >= self->cells->len)
    g_ptr_array_set_size (self->cells, (gint) column + 1);
  self->cells->pdata[column] = (char *) text;
}

void
sheet_reading_end_row (SheetReading *self, guint64 times)
{
  if (self->cells->len == 0)
    return;
  for (guint64 i = 0; i < times && self->error == NULL; i++)
    grid_add_row (self->grid, (const char *const *) self->cells->pdata, self->cells->len,
                  self->line, &self->error);
}

const char *
sheet_reading_keep (SheetReading *self, const char *text, gsize n_bytes)
{
  if (self->error != NULL || !grid_reserve (self->grid, n_bytes, &self->error))
    return "";
  return grid_keep (self->grid, text, n_bytes);
}

gboolean
sheet_reading_finish (SheetReading *self, GError **error)
{
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else if (self->chosen != NULL)
    return TRUE;
  else if (self->wanted[0] != '\0')
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_NOT_FOUND,
                 /* Translators: a file, a sheet, its sheets */
                 _ ("“%s” has no sheet “%s”; it has: %s"), self->grid->name, self->wanted,
                 self->others->str);
  else if (self->n_others > 0)
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID,
                 _ ("“%s” has no sheet with cells that is shown; there are: %s"),
                 self->grid->name, self->others->str);
  else
    g_set_error (error, SCHO_ERROR, SCHO_ERROR_INVALID, _ ("“%s” has no cells"),
                 self->grid->name);
  return FALSE;
}

void
sheet_reading_tell (const SheetReading *self, SchoStep *step)
{
  const char *name = self->grid->name;
  g_autofree char *chosen = grid_dup_short (self->chosen);

  /* Translators: a file, one of its sheets, two numbers */
  scho_step_add_note (step, _ ("“%s”: sheet: “%s”; rows: %u; columns: %u"), name, chosen,
                      grid_get_n_rows (self->grid) - 1, self->grid->n_columns);
  if (self->n_merged > 0)
    scho_step_add_note (step, _ ("“%s”: merged cells, whose text is in the first: %u"),
                        name, self->n_merged);
  scho_losses_append (scho_step_get_losses (step), self->losses);
}
