/* code.h - a name in the code tree. */
#pragma once

#include <scholiast/uuid.h>

/**
 * SchoCode:
 * @id: number within this project, from 1; never used again
 * @parent: id of the code above, 0 at the top
 * @position: order among siblings; equal ones come by id
 * @colour: 0xRRGGBB
 * @key: 1 to 9: the key that applies it; 0: none
 * @blurred: its passages are distressing: their text is blurred until it is clicked
 * @name: unique among its siblings; one line: scho_code_new() takes white space from its
 * ends and turns control characters into spaces, as for all names and titles
 * @definition: (nullable): what it means
 * @use_when: (nullable): when to use it
 * @use_not: (nullable): when not to
 * @memo: (nullable): thoughts on the code
 * @pseudonym: (nullable): one line: what its passages become where the project is given
 *   away
 *
 * A value: made by scho_code_new(), never changed after.
 */
typedef struct
{
  guint32 id;
  SchoUuid uuid;
  guint32 parent;
  gint32 position;
  guint32 colour;
  guint32 key;
  gboolean blurred;
  const char *name;
  const char *definition;
  const char *use_when;
  const char *use_not;
  const char *memo;
  const char *pseudonym;
} SchoCode;

/* @values is copied whole; an empty UUID is filled in. */
SCHO_API SchoCode *scho_code_new (const SchoCode *values);
SCHO_API SchoCode *scho_code_ref (const SchoCode *self);
SCHO_API void scho_code_unref (SchoCode *self);
SCHO_API gboolean scho_code_equal (const SchoCode *a, const SchoCode *b);

/* `#RGB`, `#RRGGBB` and, with the alpha dropped, `#RRGGBBAA`. */
SCHO_API gboolean scho_colour_parse (const char *string, guint32 *colour);

/* @string receives `#rrggbb` and the final zero: 8 bytes. */
SCHO_API void scho_colour_format (guint32 colour, char *string);

#define SCHO_N_COLOURS 24

/**
 * scho_colour_nth:
 *
 * The @n-th colour of a palette of SCHO_N_COLOURS; then it repeats.
 *
 * Any two of them differ by at least 6 (CIEDE2000: Sharma, Wu, Dalal 2005) to the full
 * eye, and to one without red, green or blue cones as Machado, Oliveira, Fernandes 2009
 * simulate it (severity 1). Each has a contrast (WCAG 2.1) of at least 3 on white and on
 * #1e1e1e.
 */
SCHO_API guint32 scho_colour_nth (guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SchoCode, scho_code_unref)
