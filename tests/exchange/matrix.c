#include "matrix.h"

#include <string.h>

#define MAX_NAMES 3

typedef struct
{
  GPtrArray *journeys;
  GString *out;
  GPtrArray *notes; /* of char *: in the order of their numbers */
} Matrix;

static const char head[]
    = "# What survives in which format\n"
      "\n"
      "This page is made by a test, not by hand (`tests/exchange`). It makes a project "
      "that "
      "uses everything,\nwrites it in each format, reads it back into an empty project "
      "and "
      "compares the two. It also holds every\nformat to its word: what does not come "
      "back "
      "must have been told as lost before the file was written or\nread, and nothing may "
      "be "
      "told as lost that comes back.\n"
      "\n"
      "| | |\n|---|---|\n"
      "| ● yes | comes back as it was |\n"
      "| ◐ partly | some of it comes back; the note says how much, and what the report "
      "of "
      "losses says |\n"
      "| ○ no | does not come back, and the report of losses says so |\n"
      "| – | is not what the format is about |\n"
      "| · there | the format comes into a project that has it already |\n"
      "\n"
      "A row in *italics* is nobody's work, so that its loss is not told.\n";

static const char head_of_read[] = "\nThese are for readers, and for programs that make "
                                   "no project of them. *Yes* means "
                                   "that it can be read\nthere, or that the report of "
                                   "losses does not say otherwise.\n";

/* Formats side by side that carry the same are one column. */
static gboolean
is_same (const Journey *a, const Journey *b)
{
  if (a->format->family != b->format->family)
    return FALSE;
  for (guint i = 0; i < feature_count_all (); i++)
    {
      g_autofree char *one = journey_dup_told (a, i), *two = journey_dup_told (b, i);

      if (a->outcomes[i] != b->outcomes[i]
          || (a->outcomes[i] == CAME_IN_PART && strcmp (one, two) != 0))
        return FALSE;
    }
  return TRUE;
}

static const Journey *
get_journey (const Matrix *self, guint i)
{
  return i < self->journeys->len ? self->journeys->pdata[i] : NULL;
}

/* The first of the column after that of @i, in the same family; the end: none. */
static guint
get_next (const Matrix *self, guint i)
{
  const Journey *journey = get_journey (self, i);
  guint next = i + 1;

  while (get_journey (self, next) != NULL && is_same (journey, get_journey (self, next)))
    next++;
  return next;
}

static gboolean
is_in (const Matrix *self, guint i, FormatFamily family)
{
  return get_journey (self, i) != NULL && get_journey (self, i)->format->family == family;
}

static guint
find_family (const Matrix *self, FormatFamily family)
{
  guint i = 0;

  while (!is_in (self, i, family))
    i++;
  return i;
}

#define EACH_COLUMN(self, i, family)                                                     \
  for (guint i = find_family (self, family); is_in (self, i, family);                    \
       i = get_next (self, i))

/* Notes */

static void
append_names (GString *note, const Tally *tally)
{
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tally->lost->len; i++)
    if (g_hash_table_add (told, tally->lost->pdata[i])
        && g_hash_table_size (told) <= MAX_NAMES)
      g_string_append_printf (note, "%s“%s”",
                              g_hash_table_size (told) > 1 ? ", " : ", not ",
                              (char *) tally->lost->pdata[i]);
  if (g_hash_table_size (told) > MAX_NAMES)
    g_string_append (note, " and others");
}

static void
append_report (GString *note, const Journey *journey, guint feature)
{
  guint n = 0;

  for (guint i = 0; i < scho_losses_get_n_items (journey->losses); i++)
    {
      const SchoLoss *loss = scho_losses_get_item (journey->losses, i);

      if (feature_is_told (&features[feature], loss->what))
        g_string_append_printf (note, "%s“%s”", n++ > 0 ? ", " : ". Told as ",
                                loss->what);
    }
}

static guint
add_note (Matrix *self, const Journey *journey, guint feature)
{
  const Tally *tally = &journey->tallies[feature];
  g_autoptr (GString) note = g_string_new (NULL);

  if (tally->n > 0)
    {
      g_string_append_printf (note, "%u of %u", tally->n_whole, tally->n);
      if (!features[feature].is_quiet)
        append_names (note, tally);
    }
  else
    g_string_append (note, "Some of it");
  append_report (note, journey, feature);
  for (guint i = 0; i < self->notes->len; i++)
    if (strcmp (self->notes->pdata[i], note->str) == 0)
      return i + 1;
  g_ptr_array_add (self->notes, g_strdup (note->str));
  return self->notes->len;
}

static void
write_notes (Matrix *self)
{
  g_string_append_c (self->out, '\n');
  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (self->out, "[^%u]: %s.\n", i + 1,
                            (char *) self->notes->pdata[i]);
}

/* Tables */

static void
write_cell (Matrix *self, const Journey *journey, guint feature)
{
  static const char *const words[] = { "● yes", "◐ partly", "○ no", "–", "· there" };
  Outcome outcome = journey->outcomes[feature];

  g_string_append_printf (self->out, " %s", words[outcome]);
  if (outcome == CAME_IN_PART)
    g_string_append_printf (self->out, "[^%u]", add_note (self, journey, feature));
  g_string_append (self->out, " |");
}

static void
write_titles (Matrix *self, FormatFamily family)
{
  guint n = 0;

  g_string_append (self->out, "\n| |");
  EACH_COLUMN (self, i, family)
  {
    for (guint k = i; k < get_next (self, i); k++)
      g_string_append_printf (self->out, "%s%s", k > i ? ";<br>" : " ",
                              get_journey (self, k)->format->title);
    g_string_append (self->out, " |");
    n++;
  }
  g_string_append (self->out, "\n|---|");
  while (n-- > 0)
    g_string_append (self->out, "---|");
  g_string_append_c (self->out, '\n');
}

/* The name of a group stands in a row of its own, with nothing beside it. */
static void
write_group (Matrix *self, FormatFamily family, FeatureGroup group)
{
  g_string_append_printf (self->out, "| **%s** |", feature_group_get_title (group));
  EACH_COLUMN (self, i, family)
  g_string_append (self->out, " |");
  g_string_append_c (self->out, '\n');
}

/* Of what is only written, nothing can be said of what neither words nor losses tell. */
static gboolean
is_row (FormatFamily family, const Feature *feature)
{
  return family != FORMAT_READ
         || (!feature->is_quiet && (feature->words != NULL || feature->told[0] != NULL));
}

static void
write_rows (Matrix *self, FormatFamily family)
{
  for (guint i = 0; i < feature_count_all (); i++)
    {
      const char *mark = features[i].is_quiet ? "*" : "";

      if (i == 0 || features[i].group != features[i - 1].group)
        write_group (self, family, features[i].group);
      if (!is_row (family, &features[i]))
        continue;
      g_string_append_printf (self->out, "| %s%s%s |", mark, features[i].title, mark);
      EACH_COLUMN (self, k, family)
      write_cell (self, get_journey (self, k), i);
      g_string_append_c (self->out, '\n');
    }
}

char *
matrix_write (GPtrArray *journeys)
{
  Matrix self
      = { journeys, g_string_new (head), g_ptr_array_new_with_free_func (g_free) };

  for (FormatFamily family = 0; family < FORMAT_N_FAMILIES; family++)
    {
      g_string_append_printf (self.out, "\n## %s\n", format_family_get_title (family));
      if (family == FORMAT_READ)
        g_string_append (self.out, head_of_read);
      write_titles (&self, family);
      write_rows (&self, family);
    }
  write_notes (&self);
  g_ptr_array_unref (self.notes);
  return g_string_free (self.out, FALSE);
}
