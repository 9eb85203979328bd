/* program-tab.c - a line of fields with tabs between. */
#include <scholiast/program-reply.h>

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_FIELDS 1002

/* In place: it only gets shorter. */
static void
unescape (char *field)
{
  char *to = field;

  for (const char *from = field; *from != '\0'; from++)
    if (*from != '\\' || from[1] == '\0')
      *to++ = *from;
    else
      {
        from++;
        *to++ = *from == 't' ? '\t' : *from == 'n' ? '\n' : *from;
      }
  *to = '\0';
}

/* FALSE where there are too many. Fields that are not there are %NULL. */
static gboolean
split (char *line, char **fields, guint *n_fields)
{
  guint n = 0;

  for (char *next = line; next != NULL; n++)
    {
      char *tab = strchr (next, '\t');

      if (n == MOST_FIELDS)
        return FALSE;
      if (tab != NULL)
        *tab = '\0';
      unescape (next);
      fields[n] = next;
      next = tab != NULL ? tab + 1 : NULL;
    }
  fields[n] = NULL;
  *n_fields = n;
  return TRUE;
}

/* `name` or `name:type`. */
static gboolean
add_column (SchoProgramReply *reply, char *field, GError **error)
{
  char *colon = strrchr (field, ':');

  if (colon != NULL)
    *colon = '\0';
  return scho_program_reply_add_column (reply, field, NULL,
                                        colon != NULL ? colon + 1 : NULL, error);
}

static gboolean
take_table (SchoProgramReply *reply, char **fields, guint n, GError **error)
{
  if (!scho_program_reply_begin_table (reply, fields[1], n > 2 ? fields[2] : NULL, error))
    return FALSE;
  for (guint i = 3; i < n; i++)
    if (!add_column (reply, fields[i], error))
      return FALSE;
  return TRUE;
}

/* What R writes for a value that is not there is none. */
static gboolean
take_row (SchoProgramReply *reply, char **fields, guint n, GError **error)
{
  if (!scho_program_reply_begin_row (reply, error))
    return FALSE;
  for (guint i = 1; i < n; i++)
    {
      gboolean is_nothing = fields[i][0] == '\0' || g_str_equal (fields[i], "NA");

      if (!scho_program_reply_add_cell (reply, is_nothing ? NULL : fields[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_integer (const char *field, gint64 *value, GError **error)
{
  if (field != NULL
      && g_ascii_string_to_signed (field, 10, G_MININT64, G_MAXINT64, value, NULL))
    return TRUE;
  return scho_program_refuse (error, _ ("“%.50s” is no whole number"),
                              field != NULL ? field : "");
}

/* annotation, document, start, end, code, weight, memo */
static gboolean
take_annotation (SchoProgramReply *reply, char **fields, guint n, GError **error)
{
  SchoProposal proposal = { .weight = SCHO_NO_WEIGHT };

  if (n < 5 || n > 7)
    return scho_program_refuse (
        error, _ ("an annotation is a document, start, end and code, perhaps a weight "
                  "and a memo"));
  proposal.document = fields[1];
  proposal.code = fields[4];
  proposal.memo = n > 6 ? fields[6] : NULL;
  return read_integer (fields[2], &proposal.start, error)
         && read_integer (fields[3], &proposal.end, error)
         && (n < 6 || fields[5][0] == '\0'
             || read_integer (fields[5], &proposal.weight, error))
         && scho_program_reply_propose (reply, &proposal, error);
}

static gboolean
take_progress (SchoProgramReply *reply, char **fields, guint n, GError **error)
{
  scho_program_reply_progress (reply, n > 1 ? g_ascii_strtod (fields[1], NULL) : -1,
                               n > 2 ? fields[2] : NULL);
  return TRUE;
}

gboolean
scho_program_tab_take (SchoProgramReply *reply, char *line, GError **error)
{
  char *fields[MOST_FIELDS + 1] = { NULL };
  guint n = 0;

  if (!split (line, fields, &n))
    return scho_program_refuse (error, _ ("the line has more than %d fields"),
                                MOST_FIELDS);
  if (g_str_equal (fields[0], "row"))
    return take_row (reply, fields, n, error);
  if (g_str_equal (fields[0], "annotation"))
    return take_annotation (reply, fields, n, error);
  if (g_str_equal (fields[0], "progress"))
    return take_progress (reply, fields, n, error);
  if (g_str_equal (fields[0], "table"))
    return take_table (reply, fields, n, error);
  if (g_str_equal (fields[0], "note"))
    return scho_program_reply_note (reply, fields[1], error);
  if (g_str_equal (fields[0], "error"))
    return scho_program_reply_fail (fields[1], error);
  return scho_program_refuse (error,
                              _ ("“%.50s” is none of table, row, note, annotation, "
                                 "progress and error"),
                              fields[0]);
}
