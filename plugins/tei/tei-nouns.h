/* tei-nouns.h - codes and coders of a file, matched with those of the project.
 *
 * First by UUID, then by name: so that the files of one export, read one after the other,
 * and files of two people come together instead of doubling the code tree.
 */
#pragma once

#include "tei.h"

typedef struct _TeiNouns TeiNouns;

TeiNouns *tei_nouns_new (SchoStep *step);
void tei_nouns_free (TeiNouns *self);

/* The id of the code or coder that is the same, else of the new one. */
guint32 tei_nouns_add_code (TeiNouns *self, const SchoCode *values);
guint32 tei_nouns_add_coder (TeiNouns *self, const SchoCoder *values);

/* The document of that UUID, 0 when there is none; and one to be found from now on. */
guint32 tei_nouns_find_document (TeiNouns *self, const SchoUuid *uuid);
/* Not those that there are already, by their UUIDs. */
void tei_nouns_add_attachment (TeiNouns *self, const SchoAttachment *values);
gboolean tei_nouns_has_attachment (TeiNouns *self, const SchoUuid *uuid);

void tei_nouns_note_document (TeiNouns *self, const SchoUuid *uuid, guint32 document);

guint tei_uuid_hash (gconstpointer uuid);
gboolean tei_uuid_equal (gconstpointer a, gconstpointer b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TeiNouns, tei_nouns_free)
