/* relations.h - how the codings of two codes lie to each other, and how many units of the
 * texts have both.
 *
 * Two codings are *exact* (the same stretch), one *contains* the other (strictly), they
 * *cross*, or are apart; the first three overlap. Their *gap* is the characters between
 * them, 0 where they overlap or touch. Units, such as paragraphs, do not overlap each
 * other; a coding is in all that it has a character of.
 */
#pragma once

#include <glib.h>

/* Of code a and code b, a < b: pairs of codings, but for the last two. */
typedef struct
{
  guint32 exact;
  guint32 contains;  /* of a the longer */
  guint32 contained; /* of b the longer */
  guint32 crossing;
  guint32 near;      /* their gap is no more than asked for */
  guint32 same_unit; /* in a unit that both are in */
  guint32 documents; /* that have both codes */
  guint32 units;     /* that have both codes */
} Relation;

/* @code is a rank from 0. @first_unit, @last_unit: those that it is in; the first is
 * greater than the last where it is in none. */
typedef struct
{
  guint32 start, end;
  guint32 code;
  guint32 first_unit, last_unit;
} RelationItem;

typedef struct _Relations Relations;

Relations *relations_new (guint n_codes, guint32 distance);
void relations_free (Relations *self);

/* @items: (array length=n): codings of one document that are to be looked at together, by
 * start. O(n + pairs). */
void relations_count_pairs (Relations *self, const RelationItem *items, gsize n);

/* All codings of one document; @n_units it has. O(n + units × codes of each squared). */
void relations_count_units (Relations *self,
                            const RelationItem *items,
                            gsize n,
                            guint32 n_units);

/* @a < @b */
const Relation *relations_get (Relations *self, guint a, guint b);

guint64 relations_get_codings (Relations *self, guint code);
guint64 relations_get_units (Relations *self, guint code);
guint64 relations_get_n_units (Relations *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relations, relations_free)
