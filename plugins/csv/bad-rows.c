#include "bad-rows.h"

#include <glib/gi18n-lib.h>

enum
{
  MAX_TOLD = 10,
  MAX_BAD = 1000, /* then the file is of another kind */
};

void
bad_rows_clear (BadRows *self)
{
  g_clear_pointer (&self->told, g_ptr_array_unref);
}

gboolean
bad_rows_add (BadRows *self, GError **error)
{
  const GError *failure = *error;

  if (failure->domain != SCHO_ERROR || failure->code == SCHO_ERROR_FAILED)
    return FALSE;
  if (self->told == NULL)
    {
      self->told = g_ptr_array_new_with_free_func (g_free);
      self->code = failure->code;
    }
  if (self->n++ < MAX_TOLD)
    g_ptr_array_add (self->told, g_strdup (failure->message));
  if (failure->code != SCHO_ERROR_NOT_FOUND)
    self->code = failure->code;
  g_clear_error (error);
  return TRUE;
}

gboolean
bad_rows_is_full (const BadRows *self)
{
  return self->n >= MAX_BAD;
}

/* All on lines of their own, below a sentence that counts them. */
static char *
dup_account (BadRows *self, const char *name, const char *hint)
{
  GString *account = g_string_new (NULL);

  g_string_append_printf (account,
                          bad_rows_is_full (self)
                              /* Translators: a file's name, a number of at least 1,000 */
                              ? _ ("%s: %u or more rows do not fit, nothing is imported")
                              /* Translators: a file's name, a number of at least 2 */
                              : _ ("%s: %u rows do not fit, nothing is imported"),
                          name, self->n);
  if (hint != NULL)
    g_string_append_printf (account, "; %s", hint);
  for (guint i = 0; i < self->told->len; i++)
    g_string_append_printf (account, "\n%s", (char *) g_ptr_array_index (self->told, i));
  if (self->n > self->told->len)
    {
      guint n_more = self->n - self->told->len;

      g_string_append_c (account, '\n');
      g_string_append_printf (
          account, ngettext ("… and %u more row", "… and %u more rows", n_more), n_more);
    }
  return g_string_free (account, FALSE);
}

gboolean
bad_rows_end (BadRows *self, const char *name, const char *hint, GError **error)
{
  g_autofree char *account = NULL;

  if (self->n == 0)
    return TRUE;
  account = self->n == 1 ? g_strdup (g_ptr_array_index (self->told, 0))
                         : dup_account (self, name, hint);
  g_set_error_literal (error, SCHO_ERROR, self->code, account);
  return FALSE;
}
