/* code.c - a name in the code tree. */
#include <scholiast/code.h>

#include <stdio.h>
#include <string.h>

#include <scholiast/words-private.h>

static void
clear (SchoCode *self)
{
  g_free ((char *) self->name);
  g_free ((char *) self->definition);
  g_free ((char *) self->use_when);
  g_free ((char *) self->use_not);
  g_free ((char *) self->memo);
  g_free ((char *) self->pseudonym);
}

/* One line; of nothing but white space it is none. */
static char *
dup_pseudonym (const char *pseudonym)
{
  g_autofree char *line = pseudonym != NULL ? scho_name_dup (pseudonym) : NULL;

  return line != NULL && line[0] != '\0' ? g_steal_pointer (&line) : NULL;
}

SchoCode *
scho_code_new (const SchoCode *values)
{
  SchoCode *self = g_atomic_rc_box_new (SchoCode);

  *self = *values;
  if (scho_uuid_is_null (&values->uuid))
    self->uuid = scho_uuid_new ();
  self->colour = values->colour & 0xffffff;
  self->key = values->key <= 9 ? values->key : 0;
  self->blurred = values->blurred != FALSE;
  self->name = scho_name_dup (values->name);
  self->definition = scho_words_dup (values->definition);
  self->use_when = scho_words_dup (values->use_when);
  self->use_not = scho_words_dup (values->use_not);
  self->memo = scho_words_dup (values->memo);
  self->pseudonym = dup_pseudonym (values->pseudonym);
  return self;
}

SchoCode *
scho_code_ref (const SchoCode *self)
{
  return g_atomic_rc_box_acquire ((SchoCode *) self);
}

void
scho_code_unref (SchoCode *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear);
}

gboolean
scho_code_equal (const SchoCode *a, const SchoCode *b)
{
  return a == b
         || (a->id == b->id && scho_uuid_compare (&a->uuid, &b->uuid) == 0
             && a->parent == b->parent && a->position == b->position
             && a->colour == b->colour && a->key == b->key && a->blurred == b->blurred
             && g_strcmp0 (a->name, b->name) == 0
             && g_strcmp0 (a->definition, b->definition) == 0
             && g_strcmp0 (a->use_when, b->use_when) == 0
             && g_strcmp0 (a->use_not, b->use_not) == 0
             && g_strcmp0 (a->memo, b->memo) == 0
             && g_strcmp0 (a->pseudonym, b->pseudonym) == 0);
}

gboolean
scho_colour_parse (const char *string, guint32 *colour)
{
  gsize n = strlen (string) - 1;
  guint32 value = 0;

  if (string[0] != '#' || (n != 3 && n != 6 && n != 8))
    return FALSE;
  for (gsize i = 1; i <= n; i++)
    if (!g_ascii_isxdigit (string[i]))
      return FALSE;

  for (gsize i = 1; i <= MIN (n, 6); i++)
    {
      guint32 digit = g_ascii_xdigit_value (string[i]);

      value = n == 3 ? value << 8 | digit << 4 | digit : value << 4 | digit;
    }
  *colour = value;
  return TRUE;
}

void
scho_colour_format (guint32 colour, char *string)
{
  g_snprintf (string, 8, "#%06x", colour & 0xffffff);
}

/* Found by a search over sRGB in steps of 10, chroma 20 to 85 in CIELAB; in the order in
 * which each differs most from those before it, strong colours first. */
guint32
scho_colour_nth (guint n)
{
  static const guint32 palette[SCHO_N_COLOURS] = {
    0x3c78fa, 0xbe6400, 0x007864, 0xaa3ca0, 0x8c966e, 0xa082aa, 0xf00050, 0x505ae6,
    0xbe8c14, 0xd2326e, 0x646e46, 0xaa5014, 0xf06464, 0x3296fa, 0xb46482, 0xd27896,
    0x288c82, 0x7878be, 0x1e6eaa, 0x648246, 0x5aa096, 0x8c6e96, 0x7896c8, 0x965a64,
  };

  return palette[n % G_N_ELEMENTS (palette)];
}
