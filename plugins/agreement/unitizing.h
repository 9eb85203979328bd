/* unitizing.h - Krippendorff's alpha for unitizing and the family around it.
 *
 * Krippendorff, Mathet, Bouvry & Widloecher, "On the reliability of unitizing textual
 * continua", Quality & Quantity 50 (2016); Krippendorff, Content Analysis (4th ed. 2019),
 * section 12.6. For three coders or more, the length of a unit that meets those of others
 * is the mean over the others: so the printed example comes out.
 *
 * All is made of sums, one list for each document; sums of several documents are added.
 * Cost: O(B log B + B coders), B borders of passages.
 */
#pragma once

#include "nominal.h"

enum
{
  UNITIZING_ALL,      /* length, once for each coder */
  UNITIZING_GAPS,     /* of it, gaps */
  UNITIZING_GAPS_MET, /* pairs of gaps */
  UNITIZING_GAPS_OWN, /* gaps with themselves */
  UNITIZING_CODED,    /* pairs of passages, whatever the code */
  N_UNITIZING,        /* then six for each code */
};

/* How many sums there are. */
guint unitizing_get_size (guint n_codes);

/**
 * unitizing_add:
 * @spans: (array length=n): by start; at one place, a coder has one code of them
 * @coders: who is compared
 * @sums: added to
 */
void unitizing_add (const DesignDocument *document,
                    const DesignSpan *spans,
                    gsize n,
                    guint64 coders,
                    guint first_code,
                    guint n_codes,
                    double *sums);

/* The sums of two codes: @code, and all others together; enough for what follows of @code
 * alone. */
void unitizing_reduce (const double *sums, guint n_codes, guint code, double *reduced);

/* Of the sums of all documents. */
Figure unitizing_u (const double *sums, guint n_codes);
Figure unitizing_binary (const double *sums, guint n_codes);
Figure unitizing_cu (const double *sums, guint n_codes);
Figure unitizing_k (const double *sums, guint n_codes, guint code);

/* The share of the code's length that meets passages of others. */
Figure unitizing_coverage (const double *sums, guint n_codes, guint code);
