#include "visibility.h"

#include <scholiast/lookup.h>

struct _SchoVisibility
{
  GObject parent_instance;
  GArray *codes, *coders; /* of gboolean, by id: is it shown; empty: all are */
  gboolean has_blurred;
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SchoVisibility, scho_visibility, G_TYPE_OBJECT)

static gboolean
is_shown (GArray *flags, guint32 id)
{
  return id >= flags->len || g_array_index (flags, gboolean, id);
}

static void
set_shown (GArray *flags, guint32 id, gboolean shown)
{
  const gboolean yes = TRUE;

  while (flags->len <= id)
    g_array_append_val (flags, yes);
  g_array_index (flags, gboolean, id) = shown != FALSE;
}

static void
tell (SchoVisibility *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_one (SchoVisibility *self, GArray *flags, guint32 id, gboolean shown)
{
  if (is_shown (flags, id) == (shown != FALSE))
    return;
  set_shown (flags, id, shown);
  tell (self);
}

static void
show_all (SchoVisibility *self, GArray *flags)
{
  if (flags->len == 0)
    return;
  g_array_set_size (flags, 0);
  tell (self);
}

static const gboolean *
get_flags (GArray *flags, guint32 *n)
{
  *n = flags->len;
  return flags->len > 0 ? (const gboolean *) (void *) flags->data : NULL;
}

static void
scho_visibility_finalize (GObject *object)
{
  SchoVisibility *self = SCHO_VISIBILITY (object);

  g_array_unref (self->codes);
  g_array_unref (self->coders);
  G_OBJECT_CLASS (scho_visibility_parent_class)->finalize (object);
}

static void
scho_visibility_class_init (SchoVisibilityClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = scho_visibility_finalize;
  signals[CHANGED] = g_signal_new ("changed", SCHO_TYPE_VISIBILITY, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
scho_visibility_init (SchoVisibility *self)
{
  self->codes = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->coders = g_array_new (FALSE, FALSE, sizeof (gboolean));
}

SchoVisibility *
scho_visibility_new (void)
{
  return g_object_new (SCHO_TYPE_VISIBILITY, NULL);
}

gboolean
scho_visibility_has_code (SchoVisibility *self, guint32 code)
{
  return is_shown (self->codes, code);
}

gboolean
scho_visibility_has_coder (SchoVisibility *self, guint32 coder)
{
  return is_shown (self->coders, coder);
}

void
scho_visibility_set_code (SchoVisibility *self, guint32 code, gboolean shown)
{
  set_one (self, self->codes, code, shown);
}

void
scho_visibility_set_coder (SchoVisibility *self, guint32 coder, gboolean shown)
{
  set_one (self, self->coders, coder, shown);
}

void
scho_visibility_set_branch (SchoVisibility *self,
                            SchoSnapshot *snapshot,
                            guint32 code,
                            gboolean shown)
{
  g_autofree gboolean *branch = scho_lookup_branch (snapshot, code);
  guint32 limit = scho_snapshot_get_code_limit (snapshot);

  for (guint32 id = 0; id < limit; id++)
    if (branch[id])
      set_shown (self->codes, id, shown);
  tell (self);
}

void
scho_visibility_show_only (SchoVisibility *self, SchoSnapshot *snapshot, guint32 code)
{
  g_autofree gboolean *branch = code != 0 ? scho_lookup_branch (snapshot, code) : NULL;
  guint32 limit = scho_snapshot_get_code_limit (snapshot);

  for (guint32 id = 0; id < limit; id++)
    set_shown (self->codes, id, branch != NULL && branch[id]);
  tell (self);
}

void
scho_visibility_show_all_codes (SchoVisibility *self)
{
  show_all (self, self->codes);
}

void
scho_visibility_show_all_coders (SchoVisibility *self)
{
  show_all (self, self->coders);
}

gboolean
scho_visibility_has_blurred (SchoVisibility *self)
{
  return self->has_blurred;
}

void
scho_visibility_set_blurred (SchoVisibility *self, gboolean shown)
{
  if (self->has_blurred == (shown != FALSE))
    return;
  self->has_blurred = shown != FALSE;
  tell (self);
}

const gboolean *
scho_visibility_get_codes (SchoVisibility *self, guint32 *n)
{
  return get_flags (self->codes, n);
}

const gboolean *
scho_visibility_get_coders (SchoVisibility *self, guint32 *n)
{
  return get_flags (self->coders, n);
}

guint
scho_visibility_count_hidden_codes (SchoVisibility *self, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCode *const *codes = scho_snapshot_get_codes (snapshot, &n);
  guint hidden = 0;

  for (gsize i = 0; i < n; i++)
    hidden += !is_shown (self->codes, codes[i]->id);
  return hidden;
}

guint
scho_visibility_count_hidden_coders (SchoVisibility *self, SchoSnapshot *snapshot)
{
  gsize n;
  const SchoCoder *const *coders = scho_snapshot_get_coders (snapshot, &n);
  guint hidden = 0;

  for (gsize i = 0; i < n; i++)
    hidden += !is_shown (self->coders, coders[i]->id);
  return hidden;
}
