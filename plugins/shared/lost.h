/* lost.h - what a file has and the project does not get: told with where it stood.
 *
 * What is lost and what is not, plugins/README.md says.
 */
#pragma once

#include "text-builder.h"

/* @n of @what, a plural noun phrase, of the file @name. @which: (nullable): a name or
 * words by which one of them is found */
void lost_add (
    SchoLosses *losses, guint n, const char *what, const char *name, const char *which);

/* One of it, which is found after what @builder has by now. */
void lost_add_here (SchoLosses *losses,
                    const char *what,
                    const char *name,
                    TextBuilder *builder);

/* A picture, which no text can hold. @words: (nullable): what the file says of it; else
 * its place counts */
void lost_add_picture (SchoLosses *losses,
                       const char *name,
                       const char *words,
                       TextBuilder *builder);

/* So many pictures of which nothing is known. */
void lost_add_pictures (SchoLosses *losses, guint n, const char *name);

/* A link that is open: where it leads is lost, if its words are others. */
typedef struct
{
  char *address; /* nullable: none is open, or it leads to nothing that has a name */
  gsize from;    /* bytes of text before it */
} LostLink;

/* @address: (nullable): all but those of the net are no loss: they lead to other places
 * of the same file, or to files that lay beside it */
void lost_link_begin (LostLink *self, const char *address, TextBuilder *builder);
void lost_link_end (LostLink *self,
                    SchoLosses *losses,
                    const char *name,
                    TextBuilder *builder);
void lost_link_clear (LostLink *self);
