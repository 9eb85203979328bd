#include <scholiast/losses.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* Of an example; more of it says nothing more. */
#define MOST_CHARACTERS 120

struct _SchoLosses
{
  gatomicrefcount ref_count;
  GPtrArray *items;   /* of SchoLoss */
  GHashTable *places; /* what → SchoLoss */
};

static void
loss_free (SchoLoss *self)
{
  g_free ((char *) self->what);
  for (guint i = 0; i < SCHO_LOSS_EXAMPLES; i++)
    g_free ((char *) self->examples[i]);
  g_free (self);
}

SchoLosses *
scho_losses_new (void)
{
  SchoLosses *self = g_new0 (SchoLosses, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) loss_free);
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

SchoLosses *
scho_losses_ref (SchoLosses *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
scho_losses_unref (SchoLosses *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static SchoLoss *
ensure_loss (SchoLosses *self, const char *what)
{
  SchoLoss *loss = g_hash_table_lookup (self->places, what);

  if (loss != NULL)
    return loss;
  loss = g_new0 (SchoLoss, 1);
  loss->what = g_strdup (what);
  g_ptr_array_add (self->items, loss);
  g_hash_table_insert (self->places, (char *) loss->what, loss);
  return loss;
}

/* One line of valid text, whatever a file had. */
static char *
dup_example (const char *example)
{
  g_autofree char *valid = g_utf8_make_valid (example, -1);
  char *cut;

  for (char *c = valid; *c != '\0'; c++)
    if ((guchar) *c < ' ' || *c == 0x7f)
      *c = ' ';
  g_strstrip (valid);
  if (g_utf8_strlen (valid, -1) <= MOST_CHARACTERS)
    return g_steal_pointer (&valid);
  cut = g_utf8_offset_to_pointer (valid, MOST_CHARACTERS - 1);
  *cut = '\0';
  return g_strconcat (valid, "…", NULL);
}

static void
add_example (SchoLoss *loss, const char *example)
{
  g_autofree char *line = NULL;
  guint i = 0;

  if (loss->examples[SCHO_LOSS_EXAMPLES - 1] != NULL)
    return;
  line = dup_example (example);
  for (; loss->examples[i] != NULL; i++)
    if (g_str_equal (loss->examples[i], line))
      return;
  if (*line != '\0')
    loss->examples[i] = g_steal_pointer (&line);
}

void
scho_losses_add (SchoLosses *self, guint64 n, const char *what, const char *example)
{
  SchoLoss *loss;

  if (n == 0)
    return;
  loss = ensure_loss (self, what);
  loss->count = n > G_MAXUINT64 - loss->count ? G_MAXUINT64 : loss->count + n;
  if (example != NULL)
    add_example (loss, example);
}

void
scho_losses_append (SchoLosses *self, SchoLosses *other)
{
  g_return_if_fail (self != other);
  for (guint i = 0; i < other->items->len; i++)
    {
      const SchoLoss *loss = other->items->pdata[i];

      scho_losses_add (self, loss->count, loss->what, loss->examples[0]);
      for (guint e = 1; e < SCHO_LOSS_EXAMPLES && loss->examples[e] != NULL; e++)
        add_example (ensure_loss (self, loss->what), loss->examples[e]);
    }
}

gboolean
scho_losses_is_empty (SchoLosses *self)
{
  return self->items->len == 0;
}

guint
scho_losses_get_n_items (SchoLosses *self)
{
  return self->items->len;
}

const SchoLoss *
scho_losses_get_item (SchoLosses *self, guint i)
{
  g_return_val_if_fail (i < self->items->len, NULL);
  return self->items->pdata[i];
}

char *
scho_loss_dup_examples (const SchoLoss *self)
{
  GString *out = g_string_new (NULL);
  guint n = 0;

  for (; self->examples[n] != NULL; n++)
    g_string_append_printf (out, "%s%s", n > 0 ? "; " : "", self->examples[n]);
  if (n > 0 && n < self->count)
    g_string_append (out, "; …");
  return g_string_free (out, FALSE);
}

char *
scho_loss_dup_line (const SchoLoss *self)
{
  g_autofree char *examples = scho_loss_dup_examples (self);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, self->count);

  if (*examples == '\0')
    /* Translators: what was lost, how many of it: “Weights of passages: 12” */
    return g_strdup_printf (_ ("%s: %s"), self->what, count);
  /* Translators: what was lost, how many of it, examples */
  return g_strdup_printf (_ ("%s: %s (%s)"), self->what, count, examples);
}

char *
scho_losses_dup_text (SchoLosses *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *line = scho_loss_dup_line (self->items->pdata[i]);

      g_string_append_printf (out, "%s\n", line);
    }
  return g_string_free (out, FALSE);
}

static void
build_item (JsonBuilder *builder, const SchoLoss *loss)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "what");
  json_builder_add_string_value (builder, loss->what);
  json_builder_set_member_name (builder, "count");
  json_builder_add_int_value (builder, (gint64) MIN (loss->count, (guint64) G_MAXINT64));
  json_builder_set_member_name (builder, "examples");
  json_builder_begin_array (builder);
  for (guint i = 0; loss->examples[i] != NULL; i++)
    json_builder_add_string_value (builder, loss->examples[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
scho_losses_dup_json (SchoLosses *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *words = NULL;

  json_builder_begin_array (builder);
  for (guint i = 0; i < self->items->len; i++)
    build_item (builder, self->items->pdata[i]);
  json_builder_end_array (builder);
  root = json_builder_get_root (builder);
  words = json_to_string (root, TRUE);
  return g_strconcat (words, "\n", NULL);
}
